import type { FileHandle } from 'node:fs/promises';
import { blocksBackward, bytesOf, endOfWholeLines, linesOf } from './file';
import type { LogKeys } from './keys';
import { lineIn, lineLimitBytes } from './line';
import type { AuditHead } from './log';

export interface Tail {
  /** The last line that is sound: what the next one follows. Null where there is none. */
  readonly head: AuditHead | null;
  /** The very last line is that head. */
  readonly sound: boolean;
  /** The anchored line is in the file, as it was anchored; true where nothing was anchored. */
  readonly holdsAnchor: boolean;
}

/** Reads from the end back to the anchored line, so that opening a long log takes no longer than opening a short one. */
export async function tailOf(file: FileHandle, keys: LogKeys, end: number, anchored: AuditHead | null): Promise<Tail> {
  let head: AuditHead | null = null;
  let sound = true;
  for await (const block of blocksBackward(file, end)) {
    for (const bytes of linesOf(block).reverse()) {
      const line = lineIn(keys, bytes);
      if (line?.sound !== true) {
        sound &&= head !== null;
        continue;
      }
      head ??= { sequence: line.sequence, mac: line.mac };
      if (anchored === null || line.sequence < anchored.sequence)
        return { head, sound, holdsAnchor: anchored === null };
      if (line.sequence === anchored.sequence) return { head, sound, holdsAnchor: line.mac === anchored.mac };
    }
  }
  return { head, sound, holdsAnchor: anchored === null };
}

export type Repair = 'torn line removed' | 'line end added';

/**
 * A crash can leave the last line without its end. Such a line was never reported as written, so what is left of it goes;
 * a line that lacks nothing but the newline is kept.
 * @returns what was done, and how long the file is now
 */
export async function repairTornLine(
  file: FileHandle,
  keys: LogKeys,
): Promise<{ repair: Repair | null; size: number }> {
  const { size } = await file.stat();
  const end = await endOfWholeLines(file, size);
  if (end === size) return { repair: null, size };
  const torn = size - end <= lineLimitBytes ? await bytesOf(file, end, size) : null;
  if (torn !== null && lineIn(keys, torn)?.sound === true) {
    await file.appendFile('\n');
    await file.sync();
    return { repair: 'line end added', size: size + 1 };
  }
  await file.truncate(end);
  await file.sync();
  return { repair: 'torn line removed', size: end };
}
