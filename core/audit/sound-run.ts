import { newline } from './file';
import type { LogKeys } from './keys';
import { lineLimitBytes, macLength, sealLength } from './line';
import { macRoomBytes, type QuickMac } from './quick-mac';

/** How far a log was found sound. */
export interface Progress {
  /** Offset of the next line in the block. */
  readonly at: number;
  /** Lines so far, which is also the sequence of the last one. */
  readonly lines: number;
  /** Mac of the last one. */
  readonly prev: string;
}

const comma = 0x2c;
const brace = 0x7d;
const prevField = (prev: string) => `,"prev":"${prev}"`;
const prevFieldLength = prevField('').length + macLength;
const room = macRoomBytes + macLength;

/**
 * Goes on over every line that follows soundly from the one before, and stops in front of the first that may not, or whose
 * sequence is `stopAt`. It says nothing of that one: `lineIn` does, which takes longer for each line. The block's lines
 * from there on are left as they are; those before it are scratch.
 */
export function soundRun(
  block: Buffer,
  from: Progress,
  { keys, mac, stopAt }: { keys: LogKeys; mac: QuickMac; stopAt: number | null },
): Progress {
  let { at, lines, prev } = from;
  // A mac is made of the one before and the line itself, so it needs room in front; the first line has no mac before.
  while (at >= room && prev.length === macLength && lines + 1 !== stopAt) {
    const end = block.indexOf(newline, at);
    const bodyEnd = end - sealLength;
    const prevAt = bodyEnd - prevFieldLength;
    if (end === -1 || end - at > lineLimitBytes || prevAt < at) break;
    const head = `{"sequence":${lines + 1},`;
    if (block.toString('latin1', at, at + head.length) !== head) break;
    if (block.toString('latin1', prevAt, bodyEnd) !== prevField(prev) || block[bodyEnd] !== comma) break;

    // All in one piece, over the end of the line before, which is done with: this runs a million times.
    block.write(prev, at - macLength, 'latin1');
    block[bodyEnd] = brace;
    const expected = mac.of(keys.of(lines + 1), block, at - macLength, bodyEnd + 1);
    block[bodyEnd] = comma;
    if (block.toString('latin1', bodyEnd, end) !== `,"mac":"${expected}"}`) break;
    prev = expected;
    lines += 1;
    at = end + 1;
  }
  return { at, lines, prev };
}
