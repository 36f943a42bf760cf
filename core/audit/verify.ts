import type { FileHandle } from 'node:fs/promises';
import type { AuditVerification } from '../contract/audit';
import { blocksForward, isSystemError, linesOf, newline, nextLine } from './file';
import type { LogKeys } from './keys';
import { lineIn } from './line';
import type { AuditHead } from './log';
import { createQuickMac } from './quick-mac';
import { fullName, liveName, type Parts, type Segment } from './segments';
import { soundRun } from './sound-run';

/** The action under which a break that was met at opening stands in the chain; it keeps `verify` from calling the log whole. */
export const brokenAction = 'audit.broken';
const brokenField = Buffer.from(`"action":"${brokenAction}"`);

/**
 * Checks every line of every file against the one before, and that the anchored line is among them. Stops at the first that
 * does not fit, but counts on.
 */
export async function verifyLog(parts: Parts, keys: LogKeys, anchored: AuditHead | null): Promise<AuditVerification> {
  let lines = 0;
  let prev = '';
  let broken: { at: number; problem: string } | null = null;
  let anchorAt = 0;
  let before: Segment | null = null;
  const mac = createQuickMac();
  const stopAt = anchored?.sequence ?? null;

  /** `place` says in which file, where it is not `audit.log`. */
  function problemOf(bytes: Buffer, place: string): string | null {
    const line = lineIn(keys, bytes);
    if (line?.sound !== true) return `Line ${lines}${place} was changed or is not ours.`;
    if (line.prev !== prev || line.sequence !== lines) {
      return `Line ${lines}${place} does not follow from the one before: a line was removed, added or moved.`;
    }
    prev = line.mac;
    if (bytes.includes(brokenField)) {
      return `Line ${lines}${place} records that the log was found broken when it was opened.`;
    }
    if (line.sequence === anchored?.sequence) {
      if (line.mac !== anchored.mac) return `Line ${lines}${place} is not the one that was anchored in the vault.`;
      anchorAt = lines;
    }
    return null;
  }

  function follow(block: Buffer, place: string): void {
    const quick = !block.includes(brokenField);
    let at = 0;
    while (broken === null && at < block.length) {
      if (quick) ({ at, lines, prev } = soundRun(block, { at, lines, prev }, { keys, mac, stopAt }));
      if (at === block.length) return;
      const end = nextLine(block, at);
      lines += 1;
      const problem = problemOf(block.subarray(at, block[end - 1] === newline ? end - 1 : end), place);
      if (problem !== null) broken = { at: lines, problem };
      at = end;
    }
    lines += linesOf(block.subarray(at)).length;
  }

  async function followFile(segment: Segment): Promise<void> {
    const isLive = segment.name === liveName;
    const gap = segment.first > lines + 1;
    if (gap || (!isLive && segment.first !== lines + 1)) {
      const problem = gap ? gapBefore(segment, before, lines + 1) : misnamed(segment);
      broken ??= { at: lines + 1, problem };
    }
    before = segment;
    await parts.read(segment, async (file: FileHandle, size) => {
      for await (const block of blocksForward(file, size)) follow(block, isLive ? '' : ` (in ${segment.name})`);
    });
  }

  try {
    for (const segment of parts.segments) {
      await followFile(segment).catch((error: unknown) => {
        if (!isSystemError(error) || segment.name === liveName) throw error;
        broken ??= { at: lines + 1, problem: `The file ${segment.name} cannot be read.` };
      });
    }
  } finally {
    mac.wipe();
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

function gapBefore({ name, first }: Segment, before: Segment | null, missing: number): string {
  const what = first - 1 === missing ? `Line ${missing} is` : `Lines ${missing} to ${first - 1} are`;
  const cut = before === null ? '' : ` the end of ${before.name} or`;
  return `${what} gone: the file ${fullName(missing)} is missing, or${cut} the beginning of ${name} was cut off.`;
}

const misnamed = ({ name }: Segment) => `The file ${name} does not begin with the line that its name says.`;
