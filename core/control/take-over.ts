import { secondMs } from '../base/instants';
import { fail } from '../base/failure';
import type { Clock, Randomness } from '../base/ports';
import { connectControl } from './client';
import { takeServerLock } from './server-lock';

export interface TakeOverWorld {
  readonly home: string;
  readonly holder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

const endsWithinMs = 10 * secondMs;

/**
 * Asks the server of this data folder to end, and waits until another one may begin. A person has said so: a server that
 * is only met must not be ended. @throws server.busy where it does not end in time, control.*
 */
export async function takeOver({ home, holder, version, clock, randomness }: TakeOverWorld): Promise<void> {
  const running = await connectControl(home, version);
  if (running !== null) {
    const answer = await running.call('app.stop', {});
    // One that ended before it could say so has done what it was asked.
    if (!answer.ok && answer.error.code !== 'control.gone') throw fail('server.busy', { holder: 'it does not end' });
    await running.close();
  }
  const lock = await takeServerLock({ folder: home, holder, waitMs: endsWithinMs, clock, randomness });
  await lock.release();
}
