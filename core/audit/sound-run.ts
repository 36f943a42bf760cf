import { createHmac } from 'node:crypto';
import { newline } from './file';
import type { LogKeys } from './keys';
import { lineLimitBytes, macLength, sealLength } from './line';

/** How far a log was found sound. */
export interface Progress {
  /** Offset of the next line in the block. */
  readonly at: number;
  /** Lines so far, which is also the sequence of the last one. */
  readonly lines: number;
  readonly prev: string;
}

const comma = 0x2c;
const brace = 0x7d;
const prevField = (prev: string) => `,"prev":"${prev}"`;
const prevFieldLength = prevField('').length + macLength;

/**
 * Goes on over every line that follows soundly from the one before, and stops in front of the first that may not, or whose
 * sequence is `stopAt`. It says nothing of that one: `lineIn` does, which takes longer for each line. The block's lines
 * behind it are left as they are; those before it are scratch.
 */
export function soundRun(block: Buffer, from: Progress, keys: LogKeys, stopAt: number | null): Progress {
  let { at, lines, prev } = from;
  // The mac is over the one before and then the line, so room for it is needed in front; the first line has no mac before.
  while (at >= macLength && prev.length === macLength && lines + 1 !== stopAt) {
    const end = block.indexOf(newline, at);
    const bodyEnd = end - sealLength;
    if (end === -1 || end - at > lineLimitBytes || bodyEnd - prevFieldLength < at) break;
    const head = `{"sequence":${lines + 1},`;
    if (block.toString('latin1', at, at + head.length) !== head) break;
    if (block.toString('latin1', bodyEnd - prevFieldLength, bodyEnd) !== prevField(prev) || block[bodyEnd] !== comma)
      break;

    // In one piece and without a copy, since this runs a million times: over the end of the line before, which is done with.
    block.write(prev, at - macLength, 'latin1');
    block[bodyEnd] = brace;
    const mac = createHmac('sha256', keys.of(lines + 1))
      .update(block.subarray(at - macLength, bodyEnd + 1))
      .digest('base64url');
    block[bodyEnd] = comma;
    if (block.toString('latin1', bodyEnd, end) !== `,"mac":"${mac}"}`) break;
    prev = mac;
    lines += 1;
    at = end + 1;
  }
  return { at, lines, prev };
}
