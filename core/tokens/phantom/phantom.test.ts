import { createHmac, createPrivateKey, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Randomness } from '../../base/ports';
import { systemRandomness } from '../../base/random';
import { exchangeOf, fieldProblem } from '../../exchanges/catalogue/catalogue';
import { keptBytes, makePhantom, phantomSigningKey } from './phantom';
import { isPhantom, shapes, type Shape } from './shapes';

const all = Object.entries<Shape>(shapes);

/** Random numbers that a property chose. */
const randomnessOf = (seed: readonly number[]): Randomness => {
  let at = 0;
  return {
    ...systemRandomness,
    bytes: (length) => Uint8Array.from({ length }, () => ((seed[(at += 1) % seed.length] ?? 0) * 31 + at * 7) & 0xff),
  };
};
const seeds = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 64 });

/** How tools tell a number from a text: Python's float() and int(), JavaScript's Number(), YAML. */
const looksLikeNumber = (text: string) =>
  /^\d+e\d+$/i.test(text) ||
  !Number.isNaN(Number(text)) ||
  /^(nan|inf|infinity|true|false|null|yes|no|on|off)$/i.test(text);

describe.each(all)('%s', (_name, shape) => {
  it('has its pattern, begins with a letter, is no number to any tool, and is known again', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const text = shape.make(randomnessOf(seed));
        expect(text).toMatch(shape.pattern);
        expect(text).toMatch(/^[A-Za-z]/);
        expect(looksLikeNumber(text)).toBe(false);
        expect(isPhantom(text)).toBe(true);
      }),
    );
  });

  it('is not known any more with one character changed', () => {
    const text = shape.make(systemRandomness);
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'a' ? 'b' : text[at] === 'A' ? 'B' : text[at] === text[at]?.toUpperCase() ? 'A' : 'a';
      expect(isPhantom(text.slice(0, at) + other + text.slice(at + 1))).toBe(false);
    }
  });

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 200 }, () => shape.make(systemRandomness))).size).toBe(200);
  });
});

describe('a phantom', () => {
  it('is taken by the catalogue for a key of its exchange, in every field', async () => {
    for (const exchange of ['binance', 'okx'] as const) {
      const { phantom } = await makePhantom(exchange, 'hmac', systemRandomness);
      const values = { apiKey: phantom.key, secret: phantom.secret, password: phantom.passphrase ?? '' };
      for (const { name } of exchangeOf(exchange)?.fields ?? [])
        expect(fieldProblem(exchange, name, values[name as keyof typeof values])).toBeNull();
    }
  });

  it('is told from keys that are none of ours', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z]{64}$/), fc.uuid(), (word, uuid) => {
        expect([word, `khk${word.slice(3)}`, uuid, ''].filter(isPhantom)).toEqual([]);
      }),
    );
  });

  it('of HMAC is kept as the secret to verify with', async () => {
    const { phantom, kept } = await makePhantom('okx', 'hmac', systemRandomness);
    const key = phantomSigningKey(phantom.key, 'hmac', keptBytes(kept));
    const signed = createHmac('sha256', phantom.secret).update('request').digest('base64');
    expect(createHmac('sha256', key.key).update('request').digest('base64')).toBe(signed);
    expect(key).toMatchObject({ kind: 'hmac', apiKey: phantom.key, passphrase: phantom.passphrase });
  });

  it.each([
    ['rsa', 'sha256'],
    ['ed25519', null],
  ] as const)('of %s hands the private key over as PKCS #8 and keeps the public one alone', async (kind, digest) => {
    const { phantom, kept } = await makePhantom('binance', kind, systemRandomness);
    expect(phantom.secret).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(JSON.stringify(kept)).not.toContain('PRIVATE');
    const { key, ...rest } = phantomSigningKey(phantom.key, kind, keptBytes(kept));
    expect({ type: key.type, ...rest }).toEqual({ type: 'public', kind, apiKey: phantom.key, passphrase: null });
    const message = Buffer.from('request');
    expect(verify(digest, message, key, sign(digest, message, createPrivateKey(phantom.secret)))).toBe(true);
  });

  it('of a kind that the exchange does not have is refused', async () => {
    await expect(makePhantom('okx', 'rsa', systemRandomness)).rejects.toMatchObject({ code: 'token.kind' });
  });

  it.each([
    ['nothing', 'hmac', ''],
    ['no JSON', 'hmac', '{'],
    ['without the secret', 'hmac', '{"secret":null,"publicKey":null,"passphrase":null}'],
    ['more than there should be', 'hmac', '{"secret":"x","publicKey":null,"passphrase":null,"more":1}'],
    ['no public key', 'rsa', '{"secret":"x","publicKey":"x","passphrase":null}'],
  ] as const)('whose kept part is %s is damaged, and opens with nothing', (_what, kind, text) => {
    expect(() => phantomSigningKey('k', kind, Buffer.from(text))).toThrow('vault.corrupt');
  });
});
