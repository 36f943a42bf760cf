import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameReader, encodeFrame } from './frames';

/** What a reader makes of these pieces, up to the first that it refuses. */
function read(pieces: readonly Uint8Array[], limit = 1_000_000) {
  const messages: unknown[] = [];
  const reader = createFrameReader(() => limit);
  let refused: string | null = null;
  try {
    for (const piece of pieces) reader.take(piece, (message) => messages.push(message));
  } catch (error) {
    refused = (error as Error).message;
  }
  return { messages, refused, within: reader.isWithin() };
}

/** The bytes in pieces that end where `cuts` says. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

const header = (length: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
};

describe('messages on the socket', () => {
  it('are the same however they are cut on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 20 }), (sent, cuts) => {
        const values = sent.map((value) => JSON.parse(JSON.stringify(value)) as unknown);
        const bytes = Buffer.concat(values.map(encodeFrame));
        expect(read(pieces(bytes, cuts))).toEqual({ messages: values, refused: null, within: false });
      }),
    );
  });

  it('that are cut off are not there yet, and it shows', () => {
    const bytes = encodeFrame({ kept: 'as it was' });
    for (let length = 1; length < bytes.length; length += 1)
      expect(read([bytes.subarray(0, length)])).toEqual({ messages: [], refused: null, within: true });
  });

  it('that announce more than the limit are refused at the announcement, and none after them is read', () => {
    expect(read([header(100_000_000)], 2_000_000).refused).toBe('tooLong');
    expect(read([header(11)], 10).refused).toBe('tooLong');
    expect(read([encodeFrame(1), header(11), encodeFrame(2)], 10)).toMatchObject({ messages: [1], refused: 'tooLong' });
    expect(read([encodeFrame('12345678')], 10)).toMatchObject({ messages: ['12345678'], refused: null });
  });

  it('that are no JSON, or no UTF-8, are refused', () => {
    for (const body of ['', '{', 'undefined', '{"a":1}x', '\ufeff{}'].map((text) => Buffer.from(text)))
      expect(read([header(body.length), body]).refused).toBe('garbage');
    const notUtf8 = Buffer.from([0x22, 0xff, 0x22]);
    expect(read([header(notUtf8.length), notUtf8]).refused).toBe('garbage');
  });

  it('may grow once the limit has', () => {
    let limit = 4;
    const reader = createFrameReader(() => limit);
    const seen: unknown[] = [];
    reader.take(Buffer.concat([encodeFrame(1), encodeFrame('long enough')]), (message) => {
      seen.push(message);
      limit = 100;
    });
    expect(seen).toEqual([1, 'long enough']);
  });
});
