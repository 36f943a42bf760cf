/** A number of places; who finds none waits in line. */
export interface Places {
  /**
   * What gives the place back, to be called once; undefined where none came free within `waitMs` or before `signal`.
   */
  take(waitMs: number, signal: AbortSignal | null): Promise<(() => void) | undefined>;
  /** Who waits gets none any more, and nobody who comes. */
  close(): void;
}

export function createPlaces(most: number): Places {
  let taken = 0;
  /** In the order they came; a Set, because who gives up leaves from the middle. */
  const line = new Set<() => void>();
  const waiting = new Set<() => void>();
  let closed = false;

  function give(): void {
    const [next] = line;
    if (next === undefined) {
      taken -= 1;
      return;
    }
    line.delete(next);
    next();
  }

  return {
    take(waitMs, signal) {
      if (closed || signal?.aborted === true) return Promise.resolve(undefined);
      if (taken < most) {
        taken += 1;
        return Promise.resolve(give);
      }
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(gaveUp);
          signal?.removeEventListener('abort', gaveUp);
        };
        const called = (): void => {
          done();
          resolve(give);
        };
        const gaveUp = (): void => {
          done();
          line.delete(called);
          resolve(undefined);
        };
        const timer = setTimeout(gaveUp, waitMs);
        signal?.addEventListener('abort', gaveUp, { once: true });
        line.add(called);
        waiting.add(gaveUp);
      });
    },
    close() {
      closed = true;
      for (const gaveUp of [...waiting]) gaveUp();
    },
  };
}
