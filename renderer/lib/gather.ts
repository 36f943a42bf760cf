/**
 * Collects what is told and hands it on at most once per `everyMs`: the first at once, what follows within that time
 * together at its end.
 */
export function gather<T>(everyMs: number, handOn: (told: ReadonlySet<T>) => void) {
  let told = new Set<T>();
  let resting: ReturnType<typeof setTimeout> | undefined;

  function hand(): void {
    resting = undefined;
    if (told.size === 0) return;
    const now = told;
    told = new Set();
    resting = setTimeout(hand, everyMs);
    handOn(now);
  }

  return {
    tell(what: T): void {
      told.add(what);
      if (resting === undefined) hand();
    },
    stop(): void {
      clearTimeout(resting);
      told = new Set();
    },
  };
}
