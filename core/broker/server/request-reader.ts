import type { ChannelFault } from '../channel';

/** The head of a request, one byte a character; whether it may be so is for `check` to say. */
export interface Head {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  /** Name and value as received, without the blanks around a value. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface Heard {
  /** A head has come whole. @returns how many bytes of body follow it; null: nothing more of this connection is read */
  head(head: Head): number | null;
  /** The body of the last head has come whole. */
  body(body: Buffer): void;
  /** What came is no request; nothing more of this connection is read. */
  fault(why: ChannelFault): void;
}

const requestLine = /^([A-Z]+) ([^\r\n ]+) HTTP\/(\d\.\d)$/;
const headEnd = '\r\n\r\n';
const nothing = Buffer.alloc(0);
const carriageReturn = 0x0d;
const [firstLetter, lastLetter] = [0x41, 0x5a];

/**
 * Reads requests from the bytes of one connection, in whatever pieces these come. It knows less than HTTP does, on purpose:
 * one line end, no folded lines, a body only by its length.
 */
export class RequestReader {
  readonly #headBytes: number;
  readonly #heard: Heard;
  /** What came of a head that has not come to its end. */
  #begun: Buffer = nothing;
  /** Bytes of the body that are still to come; null while a head is read. */
  #left: number | null = null;
  /** Of the body; null while nothing of it has come. */
  #whole: Buffer | null = null;
  #over = false;

  constructor(headBytes: number, heard: Heard) {
    this.#headBytes = headBytes;
    this.#heard = heard;
  }

  get inBody(): boolean {
    return this.#left !== null;
  }

  /** Whether a head has begun; the empty line that some clients send behind a body begins none. */
  get hasBegunHead(): boolean {
    return this.#begun.length > 1 || (this.#begun.length === 1 && this.#begun[0] !== carriageReturn);
  }

  take(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0 && !this.#over) rest = this.#left === null ? this.#head(rest) : this.#body(rest, this.#left);
  }

  /** @returns what it has not taken */
  #head(bytes: Buffer): Buffer {
    const before = this.#begun.length;
    const all = before === 0 ? bytes : Buffer.concat([this.#begun, bytes]);
    this.#begun = nothing;
    // An empty line before a request is to be passed over (RFC 9112, 2.2).
    if (all[0] === carriageReturn && (all.length < 2 || all[1] === 0x0a)) return this.#emptyLine(all);
    const first = all[0] ?? 0;
    if (first < firstLetter || first > lastLetter) return this.#fault('not-http');
    // The end itself may come in two pieces.
    const end = all.indexOf(headEnd, Math.max(0, before - headEnd.length), 'latin1');
    if (end < 0 ? all.length >= this.#headBytes + headEnd.length : end > this.#headBytes)
      return this.#fault('too-large');
    if (end < 0) {
      this.#begun = all;
      return nothing;
    }
    const head = headIn(all.toString('latin1', 0, end));
    if (head === undefined) return this.#fault('not-http');
    const length = this.#heard.head(head);
    if (length === null) return this.#end();
    const rest = all.subarray(end + headEnd.length);
    if (length === 0) this.#heard.body(nothing);
    else this.#left = length;
    return rest;
  }

  #emptyLine(all: Buffer): Buffer {
    if (all.length >= 2) return all.subarray(2);
    this.#begun = all;
    return nothing;
  }

  #body(bytes: Buffer, left: number): Buffer {
    const piece = bytes.length > left ? bytes.subarray(0, left) : bytes;
    // Most come in one piece. Else one place is made for all of it, so that a body takes no more than its own length.
    const whole = (this.#whole ??= piece.length === left ? piece : Buffer.allocUnsafe(left));
    if (whole !== piece) piece.copy(whole, whole.length - left);
    this.#left = left - piece.length;
    if (this.#left === 0) {
      this.#left = null;
      this.#whole = null;
      this.#heard.body(whole);
    }
    return bytes.subarray(piece.length);
  }

  #fault(why: ChannelFault): Buffer {
    this.#heard.fault(why);
    return this.#end();
  }

  #end(): Buffer {
    this.#over = true;
    return nothing;
  }
}

/** Undefined for what has not the lines of a head. */
function headIn(text: string): Head | undefined {
  const lineEnd = text.indexOf('\r\n');
  const [, method, target, version] = requestLine.exec(lineEnd < 0 ? text : text.slice(0, lineEnd)) ?? [];
  if (method === undefined || target === undefined || version === undefined) return undefined;
  const headers: [string, string][] = [];
  for (let at = lineEnd < 0 ? text.length : lineEnd + 2; at < text.length;) {
    const next = text.indexOf('\r\n', at);
    const end = next < 0 ? text.length : next;
    const colon = text.indexOf(':', at);
    if (colon < 0 || colon >= end) return undefined;
    headers.push([text.slice(at, colon), trimmed(text, colon + 1, end)]);
    at = end + 2;
  }
  return { method, target, version, headers };
}

/** Of spaces and tabs alone: `trim` would take a byte 0xa0 too. */
function trimmed(text: string, start: number, stop: number): string {
  let [from, to] = [start, stop];
  while (from < to && isBlank(text.charCodeAt(from))) from += 1;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;
