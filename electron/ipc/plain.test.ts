import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainData, limitBytes } from './plain';

describe('a message to the main process', () => {
  it('passes when it is plain data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(isPlainData([JSON.parse(JSON.stringify(value))])).toBe(true);
      }),
    );
  });

  it('may hold the longest list that the contract knows', () => {
    expect(isPlainData([{ ids: Array.from({ length: 20_000 }, () => 'a'.repeat(26)) }])).toBe(true);
  });

  const cycle: unknown[] = [];
  cycle.push(cycle);
  it.each([
    ['a map', new Map()],
    ['a date', new Date(0)],
    ['a buffer', new ArrayBuffer(8)],
    ['bytes', new Uint8Array(8)],
    ['an error', new Error('no')],
    ['a number that is none', { at: Number.NaN }],
    ['a big integer', 1n],
    ['a cycle', cycle],
    ['an object without a prototype', Object.create(null)],
    ['a text that is too long', 'x'.repeat(limitBytes)],
    ['names that are too long', { ['x'.repeat(limitBytes)]: 1 }],
    ['more parts than anyone needs', Array.from({ length: limitBytes }, () => 0)],
  ])('is refused when it holds %s', (_what, value) => {
    expect(isPlainData([value])).toBe(false);
  });
});
