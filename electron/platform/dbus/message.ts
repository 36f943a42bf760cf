import { decode } from './decode';
import { encode } from './encode';
import { BusError, malformed } from './errors';
import { Variant } from './types';

/** Message types and header fields. Source: D-Bus Specification 0.43, "Message Format", seen 2026-11. */
export const kinds = { call: 1, answer: 2, error: 3, signal: 4 } as const;

const fields = {
  path: [1, 'o'],
  destination: [6, 's'],
  interface: [2, 's'],
  member: [3, 's'],
  errorName: [4, 's'],
  replySerial: [5, 'u'],
  sender: [7, 's'],
  signature: [8, 'g'],
} as const;
type FieldName = keyof typeof fields;
type Field<N extends FieldName> = (typeof fields)[N][1] extends 'u' ? number : string;

export type Message = { readonly [N in FieldName]?: Field<N> } & {
  /** One of `kinds`; a type that is not among them is to be ignored. */
  readonly type: number;
  readonly serial: number;
  readonly noReply?: boolean;
  readonly body?: readonly unknown[];
  /** An answer that cannot be read, of which only its header is there. */
  readonly broken?: true;
};

/** The largest message that is read. What we ask for and listen to has a few hundred bytes. */
export const limitBytes = 256 * 1024;
/** The largest that a bus carries. Source: D-Bus Specification 0.43, "Message Format". */
const busLimitBytes = 128 * 1024 * 1024;

const fixedBytes = 16;
const protocolVersion = 1;
const noReplyFlag = 1;
const pad8 = (length: number) => Math.ceil(length / 8) * 8;

export function encodeMessage(message: Message): Buffer {
  const body = encode(message.signature ?? '', message.body ?? []);
  const given = (Object.keys(fields) as FieldName[]).flatMap((name) => {
    const value = message[name];
    const [code, type] = fields[name];
    return value === undefined || value === '' ? [] : [[code, new Variant(type, value)]];
  });
  const flags = message.noReply === true ? noReplyFlag : 0;
  const start = [0x6c, message.type, flags, protocolVersion, body.length, message.serial, given];
  const header = encode('yyyyuua(yv)', start);
  const whole = Buffer.alloc(pad8(header.length) + body.length);
  header.copy(whole);
  body.copy(whole, pad8(header.length));
  return whole;
}

/**
 * How long the message is that begins here; null while too little of it is there to tell.
 * @throws BusError malformed, tooBig: then it is no message, and nobody knows where the next one begins
 */
export function messageLength(bytes: Buffer): number | null {
  if (bytes.length < fixedBytes) return null;
  const read = isLittle(bytes) ? bytes.readUInt32LE.bind(bytes) : bytes.readUInt32BE.bind(bytes);
  const length = pad8(fixedBytes + read(12)) + read(4);
  if (length > busLimitBytes) throw new BusError('tooBig', `a message of ${length} bytes`);
  return length;
}

/**
 * Reads what anybody may have sent. A message that cannot be read is nothing to us, but whoever waits for an answer learns
 * that it came.
 * @param bytes one whole message
 */
export function hearMessage(bytes: Buffer): Message | null {
  try {
    return decodeMessage(bytes);
  } catch {
    return brokenAnswer(bytes);
  }
}

function brokenAnswer(bytes: Buffer): Message | null {
  try {
    const { message } = decodeHeader(bytes);
    return message.type === kinds.answer || message.type === kinds.error ? { ...message, broken: true } : null;
  } catch {
    return null;
  }
}

/** @param bytes one whole message. @throws BusError malformed */
export function decodeMessage(bytes: Buffer): Message {
  const { message, bodyAt } = decodeHeader(bytes);
  return { ...message, body: decode(message.signature ?? '', bytes.subarray(bodyAt), isLittle(bytes)) };
}

function decodeHeader(bytes: Buffer): { message: Message; bodyAt: number } {
  const little = isLittle(bytes);
  const fieldsLength = little ? bytes.readUInt32LE(12) : bytes.readUInt32BE(12);
  const headerEnd = fixedBytes + fieldsLength;
  const header = decode('yyyyuua(yv)', bytes.subarray(0, headerEnd), little);
  const [, type, flags, version, , serial, given] = header as [number, number, number, number, number, number, unknown];
  if (version !== protocolVersion || type === 0 || serial === 0) throw malformed('header');

  const found: Record<string, unknown> = {};
  for (const [code, variant] of given as [number, Variant][]) {
    const row = Object.entries(fields).find(([, [number]]) => number === code);
    // Fields of later versions are to be ignored.
    if (row === undefined) continue;
    const [name, [, expected]] = row;
    if (variant.signature !== expected) throw malformed('header field');
    found[name] = variant.value;
  }
  return { message: { ...found, type, serial, noReply: (flags & noReplyFlag) !== 0 }, bodyAt: pad8(headerEnd) };
}

function isLittle(bytes: Buffer): boolean {
  if (bytes[0] === 0x6c) return true;
  if (bytes[0] === 0x42) return false;
  throw malformed('byte order');
}
