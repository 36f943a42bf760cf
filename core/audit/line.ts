import { createHmac } from 'node:crypto';
import { AuditEntry } from '../contract/audit';
import type { LogKeys } from './keys';

/**
 * One line of the log, byte by byte (docs/audit-log.md):
 *
 *     {"sequence":…,"time":…,"actor":…,"action":…,"subject":…,"outcome":…,"whileLocked":…,"prev":"P","mac":"M"}
 *
 * P is the mac of the line before, empty in the first line. M is base64url (43 characters, no padding) of
 * HMAC-SHA256(audit key, P ‖ the line without `,"mac":"M"`). A new data key brings a new audit key; the line after it
 * has the old one's M as its P, so the new key vouches for all that was written under the old.
 */
export interface Line extends Shape {
  /** The line's own mac fits its text and its `prev`; whether `prev` fits the line before is for the reader to see. */
  readonly sound: boolean;
}

/** What links a line to its neighbours, read without any key. */
export interface Shape {
  readonly sequence: number;
  readonly prev: string;
  readonly mac: string;
  /** How many bytes of the line its mac is made of, but for the brace that closes them. */
  readonly bodyEnd: number;
}

export const macLength = 43;
export const macTail = Buffer.from(',"mac":"');
export const prevTail = Buffer.from(',"prev":"');
const quote = 0x22;
const brace = 0x7d;
export const sealLength = macTail.length + macLength + '"}'.length;
const sequenceHead = '{"sequence":';

/** Longer lines are not ours: 320 characters of text, each at most six bytes when escaped, and the fixed parts. */
export const lineLimitBytes = 4096;

export function sealed(keys: LogKeys, entry: AuditEntry, prev: string): { line: string; mac: string } {
  const { sequence, time, actor, action, subject, outcome, whileLocked } = entry;
  return sealedText(keys.present, { sequence, time, actor, action, subject, outcome, whileLocked }, prev);
}

/** Any line that begins with its `sequence` and is chained in this way. */
export function sealedText(
  key: Buffer,
  fields: { readonly sequence: number; readonly [field: string]: unknown },
  prev: string,
): { line: string; mac: string } {
  const body = JSON.stringify({ ...fields, prev });
  const mac = createHmac('sha256', key).update(prev).update(body).digest('base64url');
  return { line: `${body.slice(0, -1)},"mac":"${mac}"}`, mac };
}

/** Null for bytes that have not the shape of a line. */
export function shapeIn(bytes: Buffer, limitBytes = lineLimitBytes): Shape | null {
  const bodyEnd = bytes.length - sealLength;
  if (bytes.length > limitBytes || bodyEnd <= 0) return null;
  if (!bytes.subarray(bodyEnd, bodyEnd + macTail.length).equals(macTail)) return null;
  const mac = bytes.toString('latin1', bodyEnd + macTail.length, bytes.length - 2);
  const prevStart = bytes.lastIndexOf(prevTail, bodyEnd) + prevTail.length;
  if (prevStart < prevTail.length) return null;
  const prev = bytes.toString('latin1', prevStart, bodyEnd - 1);
  const sequence = sequenceIn(bytes);
  if (sequence === null || bytes[bodyEnd - 1] !== quote || bytes.at(-2) !== quote || bytes.at(-1) !== brace)
    return null;
  return { sequence, prev, mac, bodyEnd };
}

/** Null for bytes that have not the shape of a line. Macs are compared as text, so that no bit of them is free. */
export function lineIn(keys: LogKeys, bytes: Buffer, limitBytes = lineLimitBytes): Line | null {
  const shape = shapeIn(bytes, limitBytes);
  if (shape === null) return null;
  const expected = createHmac('sha256', keys.of(shape.sequence))
    .update(shape.prev)
    .update(bytes.subarray(0, shape.bodyEnd))
    .update('}')
    .digest('base64url');
  return { ...shape, sound: shape.mac === expected };
}

/** The sequence that a line names, without looking at the rest of it. */
export function sequenceIn(bytes: Buffer): number | null {
  const found = /^\{"sequence":(\d{1,15}),/.exec(bytes.toString('latin1', 0, sequenceHead.length + 16));
  return found === null ? null : Number(found[1]);
}

/** Null for a line that cannot be shown; `verify` is what names it. */
export function entryIn(bytes: Buffer): AuditEntry | null {
  try {
    const { prev: _prev, mac: _mac, ...entry } = JSON.parse(bytes.toString()) as Record<string, unknown>;
    return AuditEntry.safeParse(entry).data ?? null;
  } catch {
    return null;
  }
}
