import type { FileHandle } from 'node:fs/promises';
import { blocksBackward, bytesOf, endOfWholeLines, linesOf } from './file';
import type { LogKeys } from './keys';
import { lineIn, lineLimitBytes } from './line';
import type { AuditHead } from './log';
import type { Parts } from './segments';

export interface Tail {
  /** The last line that is sound: what the next one follows. Null where there is none. */
  readonly head: AuditHead | null;
  /** The very last line is that head. */
  readonly sound: boolean;
  /** The anchored line is in the log, as it was anchored; true where nothing was anchored. */
  readonly holdsAnchor: boolean;
  /** There is no line at all, sound or not. */
  readonly empty: boolean;
}

/** Reads from the end back to the anchored line, so that opening a long log takes no longer than opening a short one. */
export async function tailOf(parts: Parts, keys: LogKeys, anchored: AuditHead | null): Promise<Tail> {
  let head: AuditHead | null = null;
  let sound = true;
  let empty = true;

  /** Whether the anchored line is there; null where no line so far tells. */
  function look(bytes: Buffer): boolean | null {
    empty = false;
    const line = lineIn(keys, bytes);
    if (line?.sound !== true) {
      sound &&= head !== null;
      return null;
    }
    head ??= { sequence: line.sequence, mac: line.mac };
    if (anchored === null || line.sequence < anchored.sequence) return anchored === null;
    return line.sequence === anchored.sequence ? line.mac === anchored.mac : null;
  }

  async function lookThrough(file: FileHandle, size: number): Promise<boolean | null> {
    for await (const block of blocksBackward(file, size)) {
      for (const bytes of linesOf(block).reverse()) {
        const found = look(bytes);
        if (found !== null) return found;
      }
    }
    return null;
  }

  let holdsAnchor: boolean | null = null;
  for (const segment of [...parts.segments].reverse()) {
    holdsAnchor = await parts.read(segment, lookThrough);
    if (holdsAnchor !== null) break;
  }
  return { head, sound, holdsAnchor: holdsAnchor ?? anchored === null, empty };
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
