import { headOf, Malformed, type AnswerHead } from './answer-head';

export interface AnswerLimits {
  readonly headBytes: number;
  readonly bodyBytes: number;
}

const emptyLine = Buffer.from('\r\n\r\n');
const lineEnd = Buffer.from('\r\n');
const chunkLine = /^([0-9a-f]{1,8})[\t ]*(?:;[\t -~\u0080-\u00ff]*)?$/i;
/** Of a chunk's size with its extensions. */
const chunkLineBytes = 1_024;
const nothing = Buffer.alloc(0);

type Part = 'head' | 'length' | 'chunk line' | 'chunk' | 'chunk end' | 'trailer' | 'over';

/** Reads one answer from the bytes of a connection, in whatever pieces these come. */
export class AnswerReader {
  readonly #limits: AnswerLimits;
  #part: Part = 'head';
  /** What came of a line, or of the head, that has not come to its end. */
  #begun: Buffer = nothing;
  /** Bytes of the body, or of the chunk, that are still to come. */
  #left = 0;
  #bodyBytes = 0;
  #head: AnswerHead | null = null;
  /** Bytes behind the end of the answer: nobody asked for them. */
  #stray = false;

  constructor(limits: AnswerLimits) {
    this.#limits = limits;
  }

  /** Null until it has come whole. */
  get head(): AnswerHead | null {
    return this.#head;
  }

  get over(): boolean {
    return this.#part === 'over';
  }

  /** Whether another request may follow on the connection; known when it is over. */
  get staysOpen(): boolean {
    return this.#head?.staysOpen === true && !this.#stray;
  }

  /** The pieces of the body in these bytes. @throws Malformed */
  take(bytes: Buffer): Buffer[] {
    const pieces: Buffer[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#part === 'over') {
        this.#stray = true;
        return pieces;
      }
      rest = this.#step(rest, pieces);
    }
    return pieces;
  }

  /** @returns what it has not taken */
  #step(bytes: Buffer, pieces: Buffer[]): Buffer {
    switch (this.#part) {
      case 'head':
        return this.#until(emptyLine, this.#limits.headBytes, bytes, (text) => this.#begin(text));
      case 'chunk line':
        return this.#until(lineEnd, chunkLineBytes, bytes, (line) => this.#beginChunk(line));
      case 'chunk end':
        return this.#until(lineEnd, lineEnd.length, bytes, (line) => this.#endChunk(line));
      case 'trailer':
        return this.#until(lineEnd, this.#limits.headBytes, bytes, (line) => {
          if (line === '') this.#part = 'over';
        });
      default:
        return this.#body(bytes, pieces);
    }
  }

  #body(bytes: Buffer, pieces: Buffer[]): Buffer {
    const piece = bytes.length > this.#left ? bytes.subarray(0, this.#left) : bytes;
    this.#left -= piece.length;
    this.#bodyBytes += piece.length;
    if (this.#bodyBytes > this.#limits.bodyBytes) throw new Malformed();
    pieces.push(piece);
    if (this.#left === 0) this.#part = this.#part === 'chunk' ? 'chunk end' : 'over';
    return bytes.subarray(piece.length);
  }

  #begin(text: string): void {
    const head = headOf(`${text}\r\n`);
    if (head.status === 101) throw new Malformed();
    if (head.status < 200) return;
    this.#head = head;
    if (head.body === 'chunked') this.#part = 'chunk line';
    else {
      this.#left = head.body;
      this.#part = head.body === 0 ? 'over' : 'length';
    }
  }

  #beginChunk(line: string): void {
    const [, size] = chunkLine.exec(line) ?? [];
    if (size === undefined) throw new Malformed();
    this.#left = parseInt(size, 16);
    this.#part = this.#left === 0 ? 'trailer' : 'chunk';
  }

  #endChunk(line: string): void {
    if (line !== '') throw new Malformed();
    this.#part = 'chunk line';
  }

  /** Hands over the text before `end`, once it has come; `most` bytes with its end. */
  #until(end: Buffer, most: number, bytes: Buffer, whole: (text: string) => void): Buffer {
    const before = this.#begun.length;
    const all = before === 0 ? bytes : Buffer.concat([this.#begun, bytes]);
    // The end itself may come in two pieces.
    const at = all.indexOf(end, Math.max(0, before - end.length));
    if (at < 0 ? all.length >= most : at + end.length > most) throw new Malformed();
    if (at < 0) {
      this.#begun = all;
      return nothing;
    }
    this.#begun = nothing;
    whole(all.toString('latin1', 0, at));
    return all.subarray(at + end.length);
  }
}
