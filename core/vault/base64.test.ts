import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64';

const letters = Array.from('ABCyz019+/-_= \n\t.é\u0000');

it('bytes come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decodeBase64(encodeBase64(bytes))).toEqual(Buffer.from(bytes));
    }),
  );
});

it('only the one text that stands for its bytes is taken', () => {
  const isTheOne = (text: string) => Buffer.from(text, 'base64').toString('base64') === text;
  const texts = fc.oneof(
    fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 }),
    // Nearly right: one place of a right text is another letter, is missing or stands twice.
    fc
      .tuple(fc.uint8Array({ maxLength: 40 }), fc.nat(60), fc.constantFrom('', ...letters), fc.nat(2))
      .map(([bytes, place, letter, taken]) => {
        const text = encodeBase64(bytes);
        return text.slice(0, place) + letter + text.slice(place + taken);
      }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(decodeBase64(text) !== null).toBe(isTheOne(text));
    }),
    { numRuns: 20_000 },
  );
});
