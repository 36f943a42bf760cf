import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonNumber, JsonObject, readStrictJson, type StrictJson } from './strict-json';

describe('strict JSON', () => {
  it('reads what JSON.parse reads, wherever no key stands twice', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        expect(plain(readStrictJson(text))).toStrictEqual(JSON.parse(text));
      }),
    );
  });

  it('reads nothing that JSON.parse does not read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}[]":,\\u0e-1.t rnl')) }), (text) => {
        const read = readStrictJson(text);
        if (read !== undefined) expect(() => JSON.parse(text) as unknown).not.toThrow();
      }),
    );
  });

  it('refuses a key that stands twice, also where one is written with an escape', () => {
    expect(readStrictJson('{"a":1,"a":1}')).toBeUndefined();
    expect(readStrictJson('{"a":1,"\\u0061":2}')).toBeUndefined();
    expect(readStrictJson('[{"b":{"a":1,"a":2}}]')).toBeUndefined();
    expect(readStrictJson('{"a":1,"b":{"a":2}}')).toBeInstanceOf(JsonObject);
  });

  it('keeps a number as it was written, beyond what a float can hold', () => {
    expect(readStrictJson('12345678901234567890.10')).toStrictEqual(new JsonNumber('12345678901234567890.10'));
  });

  it('refuses what goes deeper than any honest request', () => {
    expect(readStrictJson('[[[[[[[[1]]]]]]]]')).toBeDefined();
    expect(readStrictJson('[[[[[[[[[1]]]]]]]]]')).toBeUndefined();
  });

  it('bears a string as long as the longest body', () => {
    expect(readStrictJson(`"${'a'.repeat(1 << 20)}"`)).toHaveLength(1 << 20);
    expect(readStrictJson(`"${'\\n'.repeat(1 << 19)}`)).toBeUndefined();
  });

  it('tells where an object ends, so that a member can be added', () => {
    const text = ' [ {"a" : 1 } ,{}]';
    const [first, second] = readStrictJson(text) as readonly JsonObject[];
    expect([text[first?.end ?? 0], text[second?.end ?? 0], first?.end, second?.end]).toStrictEqual(['}', '}', 12, 16]);
  });
});

function plain(value: StrictJson | undefined): unknown {
  if (value instanceof JsonNumber) return JSON.parse(value.text);
  if (value instanceof JsonObject) {
    const object: Record<string, unknown> = {};
    for (const [key, member] of value.members)
      Object.defineProperty(object, key, {
        value: plain(member),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    return object;
  }
  if (Array.isArray(value)) return value.map((item: StrictJson) => plain(item));
  return value;
}
