import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../state';
import type { Answer, World } from '../style';
import { asReceived, keyRecord, partsOf, worldWith, type Signed } from '../styleKit';
import { coinbase } from './coinbase';
import { signatureFits } from './jwt';

const nowMs = 1_790_000_000_000;
const now = nowMs / 1_000;

/** A key as Coinbase makes it, and what its owner signs with. */
function made(algorithm: 'ES256' | 'Ed25519'): { key: KeyRecord; secret: string; own: KeyObject } {
  const { privateKey: secret = '', ...issued } = coinbase.issue({ algorithm });
  const own =
    algorithm === 'ES256'
      ? createPrivateKey(secret)
      : createPrivateKey({
          format: 'jwk',
          key: { kty: 'OKP', crv: 'Ed25519', ...halves(Buffer.from(secret, 'base64')) },
        });
  return { key: keyRecord({ style: 'coinbase', ...issued, rights: { can_view: true } }), secret, own };
}

const halves = (bytes: Buffer): { d: string; x: string } => ({
  d: bytes.subarray(0, 32).toString('base64url'),
  x: bytes.subarray(32).toString('base64url'),
});

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Differs {
  head?: object;
  claims?: object;
}

function tokenOf({ key, own }: ReturnType<typeof made>, uri: string, { head, claims }: Differs = {}): string {
  const ec = key.signing.kind === 'ec';
  const text = [
    base64url({ alg: ec ? 'ES256' : 'EdDSA', typ: 'JWT', kid: key.apiKey, nonce: 'kh-test-nonce', ...head }),
    base64url({ sub: key.apiKey, iss: 'cdp', nbf: now, exp: now + 120, uri, ...claims }),
  ].join('.');
  const signature = sign(ec ? 'sha256' : null, Buffer.from(text), { key: own, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

const permissions = '/api/v3/brokerage/key_permissions';
const accounts = '/v2/accounts';
const es256 = made('ES256');

function ask(path: string, differs: Differs = {}, who = es256): Signed {
  const authorization = `Bearer ${tokenOf(who, `GET api.coinbase.com${path}`, differs)}`;
  return { method: 'GET', target: path, headers: { authorization }, body: '' };
}

const world = (differs: Partial<KeyRecord> = {}, who = es256): World => worldWith({ ...who.key, ...differs }, nowMs);
const send = (request: Signed, at = world()): Answer => coinbase.answer(asReceived(request), at);

describe('the signature that RFC 7515 publishes', () => {
  // Appendix A.3: a P-256 key, what is signed, and the signature.
  const x = 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU';
  const y = 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0';
  const d = 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI';
  const signed = Buffer.from(
    'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
  );
  const signature = Buffer.from(
    'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
    'base64url',
  );

  it('fits', () => {
    const own = createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y, d } });
    const publicKey = pemOf(own);
    const head = { alg: 'ES256', kid: 'kh-test', nonce: 'kh-test' } as const;
    const claims = { sub: '', iss: 'cdp', nbf: 0, exp: 0 } as const;
    expect(signatureFits({ head, claims, signed, signature }, { kind: 'ec', publicKey })).toBe(true);
    expect(signatureFits({ head, claims, signed: signed.subarray(1), signature }, { kind: 'ec', publicKey })).toBe(
      false,
    );
  });
});

const pemOf = (own: KeyObject): string => createPublicKey(own).export({ type: 'spki', format: 'pem' }).toString();

describe('a key of Coinbase', () => {
  it('is named after its organization, and its private half is not kept', () => {
    expect(es256.key.apiKey).toMatch(/^organizations\/[0-9a-f-]{36}\/apiKeys\/[0-9a-f-]{36}$/);
    expect(es256.secret).toMatch(/^-----BEGIN EC PRIVATE KEY-----\n/);
    expect(JSON.stringify(es256.key)).not.toContain('PRIVATE');
  });

  it('with Ed25519 has a secret of 88 characters, seed and public key', () => {
    const { key, secret } = made('Ed25519');
    expect(secret).toMatch(/^[A-Za-z0-9+/]{86}==$/);
    expect(JSON.stringify(key)).not.toContain(secret);
  });

  it.each(['ES256', 'Ed25519'] as const)('is accepted when %s signs', (algorithm) => {
    const who = made(algorithm);
    expect(send(ask(permissions, {}, who), world({}, who)).status).toBe(200);
  });
});

describe('a request to Coinbase that was changed on its way', () => {
  it.each(partsOf(ask(permissions)))('is refused: one byte of its %s', (_part, change) => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (at, by) => coinbase.answer(change(at, by), world()).status >= 400),
    );
  });

  it('is refused with another method or another path', () => {
    expect(send({ ...ask(permissions), target: accounts }).status).toBe(401);
    expect(send(ask(permissions, { claims: { uri: `POST api.coinbase.com${permissions}` } })).status).toBe(401);
    expect(send(ask(permissions, { claims: { uri: `GET api.coinbase.com/other${permissions}` } })).status).toBe(401);
  });

  it('is accepted in each of the ways in which clients write the address', () => {
    const uri = `GET http://127.0.0.1:40000${permissions}`;
    expect(send(ask(permissions, { claims: { uri } })).status).toBe(200);
    expect(
      send(ask(permissions, { claims: { uri: undefined, uris: [`GET api.coinbase.com${permissions}`] } })).status,
    ).toBe(200);
    expect(send({ ...ask(accounts), target: `${accounts}?limit=250` }).status).toBe(200);
  });
});

describe('the errors of Coinbase', () => {
  const other = made('ES256');

  it.each([
    ['no token', () => send({ ...ask(permissions), headers: {} })],
    ['a token that is none', () => send({ ...ask(permissions), headers: { authorization: 'Bearer a.b.c' } })],
    ['a key that it did not make', () => send(ask(permissions, {}, other))],
    [
      'another key’s signature',
      () => send(ask(permissions, { head: { kid: es256.key.apiKey }, claims: { sub: es256.key.apiKey } }, other)),
    ],
    ['another name in the claims', () => send(ask(permissions, { claims: { sub: other.key.apiKey } }))],
    ['another issuer', () => send(ask(permissions, { claims: { iss: 'kh-test' } }))],
    ['another algorithm', () => send(ask(permissions, { head: { alg: 'none' } }))],
    ['no nonce', () => send(ask(permissions, { head: { nonce: '' } }))],
    ['a token that is over', () => send(ask(permissions, { claims: { nbf: now - 120, exp: now } }))],
    ['a token that has not begun', () => send(ask(permissions, { claims: { nbf: now + 1, exp: now + 121 } }))],
    ['a token for more than two minutes', () => send(ask(permissions, { claims: { exp: now + 121 } }))],
    ['an address that is not on the list', () => send(ask(permissions), { ...world(), admits: () => false })],
  ])('do not tell %s from the others', (_what, act) => {
    expect(act()).toMatchObject({ status: 401, body: 'Unauthorized\n', plain: true });
  });

  it('name a right that is missing and a path that is none', () => {
    expect(send(ask(accounts), world({ rights: { can_trade: true } }))).toMatchObject({
      status: 403,
      body: { error: 'PERMISSION_DENIED' },
    });
    expect(send(ask('/api/v3/brokerage/nowhere'))).toMatchObject({ status: 404, body: { error: 'not_found' } });
  });
});

describe('what Coinbase says of a key', () => {
  it('is three flags and a portfolio', () => {
    expect(send(ask(permissions), world({ rights: { can_transfer: true } })).body).toMatchObject({
      ...{ can_view: false, can_trade: false, can_transfer: true, portfolio_type: 'DEFAULT' },
    });
  });
});
