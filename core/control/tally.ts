/** Counts what may happen more often than it should be told. */
export interface Tally {
  count(kind: string): void;
  /** Tells what is counted and not told yet. */
  end(): void;
}

/** The first of a kind is told at once, and what follows together, at most once in `everyMs` per kind. */
export function createTally(everyMs: number, tell: (kind: string, count: number) => void): Tally {
  const waiting = new Map<string, { count: number; timer: NodeJS.Timeout }>();

  const wait = (kind: string) => {
    const timer = setTimeout(() => due(kind), everyMs);
    timer.unref();
    waiting.set(kind, { count: 0, timer });
  };

  function due(kind: string): void {
    const count = waiting.get(kind)?.count ?? 0;
    waiting.delete(kind);
    if (count === 0) return;
    wait(kind);
    tell(kind, count);
  }

  return {
    count: (kind) => {
      const row = waiting.get(kind);
      if (row !== undefined) {
        row.count += 1;
        return;
      }
      wait(kind);
      tell(kind, 1);
    },
    end: () => {
      for (const [kind, { count, timer }] of waiting) {
        clearTimeout(timer);
        if (count > 0) tell(kind, count);
      }
      waiting.clear();
    },
  };
}
