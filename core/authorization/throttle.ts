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

/** Where wrong attempts are counted beyond the end of the process. */
export interface WrongAttempts {
  /** How many in a row, 0 where nothing is known, and how long ago the last one was made. */
  read(): Promise<{ readonly wrong: number; readonly agoMs: number }>;
  /** Never throws: where it cannot be written, the count lasts as long as the process. */
  write(wrong: number): Promise<void>;
}

export interface ThrottleWorld {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly isWrong: (error: unknown) => boolean;
  readonly wrongAttempts: WrongAttempts;
}

const waitMsAfter = (wrong: number) =>
  wrong < freeAttempts ? 0 : Math.min(firstWaitMs * 2 ** (wrong - freeAttempts), longestWaitMs);

/** Five wrong attempts are free, then each wrong one makes the next wait, from 1 s doubling to 30 s. A right one forgets them. */
export function createThrottle({ clock, isWrong, wrongAttempts }: ThrottleWorld): Throttle {
  let wrong: number | null = null;
  let openAtMs = -Infinity;
  let last: Promise<unknown> = Promise.resolve();

  async function countedSoFar(): Promise<number> {
    if (wrong === null) {
      const before = await wrongAttempts.read();
      wrong = before.wrong;
      openAtMs = clock.monotonicMs() + waitMsAfter(wrong) - before.agoMs;
    }
    return wrong;
  }

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = await countedSoFar();
    const waitMs = openAtMs - clock.monotonicMs();
    if (waitMs > 0) throw fail('authorization.throttled', { seconds: Math.ceil(waitMs / secondMs) });
    // Counted before it is made, so that ending the process in the middle does not make it free.
    await wrongAttempts.write(before + 1);
    try {
      const value = await work();
      wrong = 0;
      await wrongAttempts.write(0);
      return value;
    } catch (error) {
      if (isWrong(error)) {
        wrong = before + 1;
        openAtMs = clock.monotonicMs() + waitMsAfter(wrong);
      } else await wrongAttempts.write(before);
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
