import { takeLock } from '../../base/lock';
import { fail, KeyhavenError } from '../../base/failure';
import { secondMs } from '../../base/instants';
import type { Clock, Randomness } from '../../base/ports';
import type { ReminderFile, FoundFile } from './file';

/** Another one tells for as long as it takes to write twice and to hand a notification over. */
const waitMs = 10 * secondMs;

export interface TurnParts {
  readonly folder: string;
  readonly holder: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly file: Pick<ReminderFile, 'read'>;
}

/** Work on the file, one after another in this process and under a lock among all: what one tells, the other one finds told. */
export type WithFile = <T>(work: (found: FoundFile) => Promise<T>) => Promise<T>;

/** @throws reminders.busy, reminders.unwritable */
export function createTurns({ folder, holder, clock, randomness, file }: TurnParts): WithFile {
  let last: Promise<unknown> = Promise.resolve();

  async function alone<T>(work: (found: FoundFile) => Promise<T>): Promise<T> {
    const wish = { name: 'reminders', folder, holder, waitMs, clock, randomness } as const;
    const lock = await takeLock(wish).catch((error: unknown) => {
      throw error instanceof KeyhavenError ? error : fail('reminders.unwritable');
    });
    try {
      return await work(await file.read());
    } finally {
      await lock.release();
    }
  }

  return (work) => {
    const turn = last.then(() => alone(work));
    // Without its value: that has the labels of an open vault in it, and would be held until the next turn.
    last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  };
}
