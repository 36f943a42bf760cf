import { createHmac, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyCache, signingKeyOf } from './signing-keys';

const apiKey = 'kh-test-key';
const pem = (made: { privateKey: { export(how: object): string | Buffer } }) =>
  made.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('what signs for a credential', () => {
  it('is its secret, and the passphrase where its exchange has one', () => {
    const { key, ...rest } = signingKeyOf({ apiKey, secret: 'kh-test-secret', password: 'kh-test-pass' });
    const signed = createHmac('sha256', 'kh-test-secret').update('x').digest('hex');
    expect(createHmac('sha256', key).update('x').digest('hex')).toBe(signed);
    expect(rest).toEqual({ kind: 'hmac', apiKey, passphrase: 'kh-test-pass' });
  });

  it.each([
    ['rsa', pem(generateKeyPairSync('rsa', { modulusLength: 2048 }))],
    ['ed25519', pem(generateKeyPairSync('ed25519'))],
  ])('is a private key of its kind: %s', (kind, secret) => {
    const signing = signingKeyOf({ apiKey, secret });
    expect([signing.kind, signing.key.type, signing.passphrase]).toEqual([kind, 'private', null]);
  });

  it.each([
    ['no secret', { apiKey }],
    ['no API key', { secret: 'kh-test-secret' }],
    [
      'a key of a kind that exchanges do not know',
      { apiKey, secret: pem(generateKeyPairSync('ec', { namedCurve: 'P-256' })) },
    ],
    ['a private key that is cut', { apiKey, secret: '-----BEGIN PRIVATE KEY-----\nkh-test' }],
  ])('is not there with %s, and the error shows nothing of it', (_what, fields) => {
    expect(() => signingKeyOf(fields)).toThrow('credential.cannotSign');
    try {
      signingKeyOf(fields);
    } catch (error) {
      expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('kh-test');
    }
  });
});

describe('keys that are kept', () => {
  it('are made once for many that ask, again after they were dropped, and a making that failed is not kept', async () => {
    let made = 0;
    let failing = true;
    const cache = createKeyCache(async () => {
      made += 1;
      if (failing) throw new Error('kh-test');
      return signingKeyOf({ apiKey, secret: 'kh-test-secret' });
    });
    await expect(cache.get('a')).rejects.toThrow('kh-test');
    failing = false;
    await Promise.all([cache.get('a'), cache.get('a'), cache.get('b')]);
    expect(made).toBe(3);
    cache.drop('a');
    await Promise.all([cache.get('a'), cache.get('b')]);
    expect(made).toBe(4);
    cache.forget();
    await cache.get('b');
    expect(made).toBe(5);
  });
});
