import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as Names from './names';
import { understand } from './understand';

/** How often the words of a name were looked for: what a hostile text makes expensive. */
const asked = vi.hoisted(() => ({ wordsOf: 0 }));
vi.mock(import('./names'), async (original) => {
  const names: typeof Names = await original();
  return {
    ...names,
    wordsOf: (name) => {
      asked.wordsOf += 1;
      return names.wordsOf(name);
    },
  };
});
afterEach(() => {
  asked.wordsOf = 0;
});

const mostChars = 65_000;
const nested = (name: string, leaf: string) => {
  const open = Array.from({ length: 11 }, () => `"${name}":{`).join('');
  const body = `"a":1${leaf.repeat(Math.floor((mostChars - open.length - 100) / leaf.length))}`;
  return `{"exchange":"kraken",${open}${body}${'}'.repeat(12)}`;
};
const read = (text: string) => {
  try {
    understand(text);
  } catch {
    // What comes of it is told elsewhere; here it is what it costs.
  }
  return asked.wordsOf;
};

describe('a text that is made to be long', () => {
  it.each([
    ['one name ten thousand times, deep inside others', nested('aB'.repeat(20), ',"a":1')],
    ['names so long that together they are no path', nested('aB'.repeat(95), ',"a":1')],
    ['one line eight thousand times', `KRAKEN_KEY=kh-test\n${'KEY_A=1\n'.repeat(8000)}`],
  ])('looks for the words of each name once: %s', (_what, text) => {
    expect(text.length).toBeGreaterThan(60_000);
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(read(text)).toBeLessThan(40);
  });

  it('is read as before where it is an honest one, however deep', () => {
    const key = { apiKey: 'kh-test-key-0123456789', secret: 'kh-test-secret-0123456789' };
    const deep = Array.from({ length: 8 }).reduce<object>((inner) => ({ config: inner }), { binance: key });
    expect(understand(JSON.stringify(deep))).toMatchObject({ exchange: 'binance', fields: key });
  });
});
