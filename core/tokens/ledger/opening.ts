import { bytesOf, linesOf, newline } from '../../audit/file';
import { LogKeys } from '../../audit/keys';
import { lineIn } from '../../audit/line';
import { fail } from '../../base/failure';
import type { FileHandle } from 'node:fs/promises';
import type { LedgerHead } from './ledger';
import { lineLimitBytes, Replay } from './replay';
import type { Storage } from './storage';
import type { LedgerTrouble } from './trouble';

/** A file that is written anew at a few megabytes does not come to this. */
const mostBytes = 512 * 1024 * 1024;

export type Repair = 'torn line removed' | 'line end added';

export interface Found {
  readonly handle: FileHandle | null;
  readonly size: number;
  readonly replay: Replay;
  /** What is wrong with the file as it is now; what was found before stands in the replay. */
  readonly trouble: LedgerTrouble | null;
  /** Not one line is under any of the keys, and the vault knows of none. */
  readonly foreign: boolean;
  /** It is under a former key. */
  readonly former: boolean;
  readonly repair: Repair | null;
}

/** What is in the folder, its torn end mended. `keys`: the present one first. @throws ledger.foreign, ledger.unreadable, ledger.unwritable */
export async function findLedger(
  storage: Storage,
  keys: readonly [Uint8Array, ...Uint8Array[]],
  head: LedgerHead | null,
): Promise<Found> {
  const handle = await storage.open();
  if (handle === null) {
    const trouble = head === null ? null : 'missing';
    const replay = new Replay(keys[0], head);
    return { handle, size: 0, replay, trouble, foreign: false, former: false, repair: null };
  }
  try {
    return await read(handle, keys, head);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function read(
  handle: FileHandle,
  keys: readonly [Uint8Array, ...Uint8Array[]],
  head: LedgerHead | null,
): Promise<Found> {
  const { size } = await handle.stat();
  if (size > mostBytes) throw fail('ledger.unreadable');
  const bytes = await bytesOf(handle, 0, size).catch(() => {
    throw fail('ledger.unreadable');
  });
  const end = bytes.lastIndexOf(newline) + 1;
  const lines = linesOf(bytes.subarray(0, end));
  let former = false;
  let [key] = keys;
  let replay = replayed(key, head, lines);
  for (const other of keys.slice(1)) {
    if (replay.lines > 0) break;
    const attempt = replayed(other, head, lines);
    if (attempt.lines > 0) [replay, key, former] = [attempt, other, true];
  }
  // Whether it is of another vault must not hang on its last bytes.
  const rest = bytes.subarray(end);
  const lastIsWhole = rest.length > 0 && isSound(key, rest);
  if (lastIsWhole) replay.follow(rest);
  const foreign = head === null && size > 0 && replay.lines === 0;
  const trouble = foreign || (size === 0 && head === null) ? null : replay.verdict();
  const found = { handle, size, replay, trouble, foreign, former, repair: null };
  // What does not fit is kept as it is.
  if (rest.length === 0 || foreign || trouble !== null) return found;
  return { ...found, ...(await mended(handle, end, lastIsWhole)) };
}

/** A crash can leave the last line without its end. Nothing was sent on it, unless it lacks the line feed alone. */
async function mended(
  handle: FileHandle,
  end: number,
  lastIsWhole: boolean,
): Promise<{ repair: Repair; size: number }> {
  try {
    if (lastIsWhole) await handle.appendFile('\n');
    else await handle.truncate(end);
    await handle.sync();
    const { size } = await handle.stat();
    return { repair: lastIsWhole ? 'line end added' : 'torn line removed', size };
  } catch {
    throw fail('ledger.unwritable');
  }
}

function replayed(key: Uint8Array, head: LedgerHead | null, lines: readonly Buffer[]): Replay {
  const replay = new Replay(key, head);
  for (const line of lines) replay.follow(line);
  return replay;
}

function isSound(key: Uint8Array, bytes: Buffer): boolean {
  const keys = new LogKeys(key);
  try {
    return lineIn(keys, bytes, lineLimitBytes)?.sound === true;
  } finally {
    keys.wipe();
  }
}
