import type { FileHandle } from 'node:fs/promises';
import type { AuditVerification } from '../contract/audit';
import { blocksForward, linesOf } from './file';
import type { LogKeys } from './keys';
import { lineIn } from './line';
import type { AuditHead } from './log';

/** The action under which a break that was met at opening stands in the chain; it keeps `verify` from calling the log whole. */
export const brokenAction = 'audit.broken';
const brokenField = Buffer.from(`"action":"${brokenAction}"`);

/** Checks every line up to `size` against the one before, and that the anchored line is among them. Stops at the first that does not fit, but counts on. */
export async function verifyLog(
  file: FileHandle,
  keys: LogKeys,
  size: number,
  anchored: AuditHead | null,
): Promise<AuditVerification> {
  let lines = 0;
  let prev = '';
  let broken: { at: number; problem: string } | null = null;
  let anchorAt = 0;

  function problemOf(bytes: Buffer): string | null {
    const line = lineIn(keys, bytes);
    if (line?.sound !== true) return `Line ${lines} was changed or is not ours.`;
    if (line.prev !== prev || line.sequence !== lines) {
      return `Line ${lines} does not follow from the one before: a line was removed, added or moved.`;
    }
    prev = line.mac;
    if (bytes.includes(brokenField)) return `Line ${lines} records that the log was found broken when it was opened.`;
    if (line.sequence === anchored?.sequence) {
      if (line.mac !== anchored.mac) return `Line ${lines} is not the one that was anchored in the vault.`;
      anchorAt = lines;
    }
    return null;
  }

  for await (const block of blocksForward(file, size)) {
    for (const bytes of linesOf(block)) {
      lines += 1;
      if (broken !== null) continue;
      const problem = problemOf(bytes);
      if (problem !== null) broken = { at: lines, problem };
    }
  }
  if (anchored !== null && anchorAt === 0) {
    broken ??= {
      at: lines + 1,
      problem: `The log ends after line ${lines}; the vault knows of line ${anchored.sequence}.`,
    };
  }
  return {
    whole: broken === null,
    lines,
    notYetAnchored: lines - anchorAt,
    brokenAt: broken?.at ?? null,
    problem: broken?.problem ?? null,
  };
}
