import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask, hidden, masked, maskText } from './mask';

const secret = `khs${'Ab1'.repeat(20)}z`;
const other = 'Kh1-khtestpassphrase';

async function through(pieces: readonly (string | Buffer)[], secrets = [secret, other]): Promise<string> {
  const mask = createMask(secrets);
  const chunks: Buffer[] = [];
  mask.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const piece of pieces) mask.write(piece);
  mask.end();
  await once(mask, 'end');
  return Buffer.concat(chunks).toString('latin1');
}

/** A text, cut at places that a property chose. */
const cut = (text: string, places: readonly number[]): string[] => {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [...at, text.length].map((end, index) => text.slice(index === 0 ? 0 : at[index - 1], end));
};

describe('the output of a program', () => {
  it('never shows a secret, in whatever pieces it comes, and shows everything else as it is', async () => {
    const word = fc.oneof(
      fc.constant(secret),
      fc.constant(other),
      fc.constant(secret.slice(0, 20)),
      fc.stringMatching(/^[ -~\n]{0,20}$/),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        async (words, places) => {
          const text = words.join('');
          const expected = text.replaceAll(secret, maskText).replaceAll(other, maskText);
          expect(await through(cut(text, places))).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('passes byte for byte where it is no text', async () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, at) => at % 256));
    expect(Buffer.from(await through([bytes]), 'latin1').equals(bytes)).toBe(true);
  });

  it('is not held back where it ends in what a secret begins with, and the secret that goes on from there is hidden', async () => {
    const mask = createMask([secret]);
    let seen = '';
    mask.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    mask.write('go on? k');
    while (!seen.endsWith('k')) await wait(10);
    mask.write(`${secret.slice(1)}\n`);
    mask.end();
    await once(mask, 'end');
    expect(seen).toBe(`go on? k${maskText}\n`);
  });

  it('shows no more of a beginning than is already shown, once it is complete', () => {
    const [, undecided] = masked({ held: '', shown: 0 }, secret.slice(0, 40), [secret]);
    expect(masked(undecided, `${secret.slice(40)}!`, [secret])).toEqual([`${maskText}!`, { held: '', shown: 0 }]);
  });
});

describe('what is hidden', () => {
  it('is each value, and a private key by its lines', () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${'a'.repeat(64)}\n${'b'.repeat(20)}\n-----END PRIVATE KEY-----\n`;
    expect(hidden([secret, null])).toEqual([secret, secret]);
    expect(hidden([pem])).toEqual(expect.arrayContaining(['a'.repeat(64), 'b'.repeat(20)]));
    expect(hidden(['', null, 'short'])).toEqual([]);
  });
});
