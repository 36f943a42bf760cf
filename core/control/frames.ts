/** A message that cannot be one, or is too long; whoever sent it is disconnected. */
export class BadFrame extends Error {
  readonly kind: 'tooLong' | 'garbage';
  constructor(kind: 'tooLong' | 'garbage') {
    super(kind);
    this.kind = kind;
  }
}

const headerBytes = 4;
// A replacement character in place of what is no UTF-8 would turn one passphrase into another.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One message as it is sent: the length of its JSON in four bytes, the highest first, and the JSON. */
export function encodeFrame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const header = Buffer.allocUnsafe(headerBytes);
  header.writeUInt32BE(body.length);
  return Buffer.concat([header, body]);
}

export interface FrameReader {
  /**
   * Takes what arrived, and hands on each message that is whole, in order. @throws BadFrame as soon as a header
   * announces more than the limit, before there is room for it; after that the reader must not be used
   */
  take(chunk: Uint8Array, onMessage: (message: unknown) => void): void;
  /** A message has begun and is not whole yet. */
  isWithin(): boolean;
}

/** `limitBytes` is asked at every header: it grows once the other end has proven itself. */
export function createFrameReader(limitBytes: () => number): FrameReader {
  const header = Buffer.alloc(headerBytes);
  let body: Buffer | null = null;
  /** Of the header, or of the body where there is one. */
  let filled = 0;

  return {
    take(chunk, onMessage) {
      for (let at = 0; ;) {
        const target: Buffer = body ?? header;
        const part = chunk.subarray(at, at + target.length - filled);
        target.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled < target.length) return;
        filled = 0;
        if (body === null) {
          const length = header.readUInt32BE();
          if (length > limitBytes()) throw new BadFrame('tooLong');
          body = Buffer.allocUnsafe(length);
        } else {
          const whole = body;
          body = null;
          onMessage(parse(whole));
          // It may hold a passphrase, and what is parsed does not share it.
          whole.fill(0);
        }
      }
    },
    isWithin: () => filled > 0 || body !== null,
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new BadFrame('garbage');
  }
}
