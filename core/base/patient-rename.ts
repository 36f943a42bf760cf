import { setTimeout as wait } from 'node:timers/promises';
import { errnoOf } from './errno';

/** Windows: virus scanners and indexers hold a new file for a moment. About four seconds together. */
const waitsMs = [10, 20, 50, 100, 200, 500, 1000, 2000];
const heldForAMoment = new Set(['EPERM', 'EACCES', 'EBUSY']);

type Rename = (from: string, to: string) => Promise<void>;

/** `rename`, tried again where another program holds the file and the system lets none pass it (Windows). @throws what `rename` throws */
export async function renamePatiently(
  rename: Rename,
  from: string,
  to: string,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  const waits = platform === 'win32' ? [...waitsMs] : [];
  for (;;) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const ms = heldForAMoment.has(errnoOf(error)) ? waits.shift() : undefined;
      if (ms === undefined) throw error;
      await wait(ms);
    }
  }
}
