import { fail } from '../base/failure';
import { secondMs } from '../base/instants';
import type { Clock } from '../base/ports';

const freeAttempts = 5;
const firstWaitMs = secondMs;
const longestWaitMs = 30 * secondMs;

export interface Throttle {
  /**
   * Makes an attempt in its turn. What it throws is passed on, and counts as wrong where `isWrong` says so.
   * @throws authorization.throttled, without making the attempt, while the wait after a wrong one lasts
   */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

/** Five wrong attempts are free, then each wrong one makes the next wait, from 1 s doubling to 30 s. A right one forgets them. */
export function createThrottle(clock: Pick<Clock, 'monotonicMs'>, isWrong: (error: unknown) => boolean): Throttle {
  let wrong = 0;
  let openAtMs = -Infinity;
  let last: Promise<unknown> = Promise.resolve();

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const waitMs = openAtMs - clock.monotonicMs();
    if (waitMs > 0) throw fail('authorization.throttled', { seconds: Math.ceil(waitMs / secondMs) });
    try {
      const value = await work();
      wrong = 0;
      return value;
    } catch (error) {
      if (isWrong(error)) {
        wrong += 1;
        const waits = wrong - freeAttempts;
        if (waits >= 0) openAtMs = clock.monotonicMs() + Math.min(firstWaitMs * 2 ** waits, longestWaitMs);
      }
      throw error;
    }
  }

  return {
    attempt: (work) => {
      // One after another, so that many at once cannot all pass before the first wrong one counts.
      const turn = last.then(() => inTurn(work));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
