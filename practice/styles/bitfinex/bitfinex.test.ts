import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../state';
import type { Answer, World } from '../style';
import { asReceived, keyRecord, partsOf, worldWith, type Signed } from '../styleKit';
import { bitfinex } from './bitfinex';

/** Bitfinex publishes the way of signing as a program, with no secret ("Authenticated Endpoints"); the known answer is OpenSSL's. */
const secret = 'kh-test-bitfinex-secret';
const nowMs = 1_790_000_000_000;
const key = keyRecord({
  ...{ style: 'bitfinex', apiKey: 'kh-test-bitfinex-key', rights: { 'wallets.read': true } },
  signing: { kind: 'hmac', secret },
});
const world = (differs: Partial<KeyRecord> = {}): World => worldWith({ ...key, ...differs }, nowMs);

const wallets = '/v2/auth/r/wallets';
const permissions = '/v2/auth/r/permissions';

function signed(target: string, nonce = '1790000000000000', body = '{}'): Signed {
  const sign = createHmac('sha384', secret).update(`/api${target}${nonce}${body}`).digest('hex');
  const headers = { 'bfx-nonce': nonce, 'bfx-apikey': key.apiKey, 'bfx-signature': sign };
  return { method: 'POST', target, headers, body };
}

const send = (request: Signed, at = world()): Answer => bitfinex.answer(asReceived(request), at);
const works = ({ body }: Answer): boolean => Array.isArray(body) && body[0] !== 'error';
const withHeader = (name: string, value: string): Signed => {
  const good = signed(wallets);
  return { ...good, headers: { ...good.headers, [name]: value } };
};

describe("Bitfinex's signature", () => {
  it('is that of path, nonce and body, as OpenSSL makes it', () => {
    expect(
      works(
        send(
          withHeader(
            'bfx-signature',
            '284c335374873715a48977f4f482cc36e2b1456fc01ff0e333c1bcc87035c581f9b1baecbc0942edcf7ad49bc3c8e02f',
          ),
        ),
      ),
    ).toBe(true);
  });

  it.each(partsOf(signed(`${wallets}?a=1`)))('is refused when one byte of its %s changed', (_part, change) => {
    fc.assert(fc.property(fc.nat(1_000), fc.nat(1_000), (at, by) => !works(bitfinex.answer(change(at, by), world()))));
  });
});

describe('the errors of Bitfinex', () => {
  it.each([
    ['no key', 10100, 'apikey: invalid', () => send(withHeader('bfx-apikey', ''))],
    ['a key that it did not make', 10100, 'apikey: invalid', () => send(withHeader('bfx-apikey', 'kh-test-other'))],
    ['no signature', 10100, 'apikey: digest invalid', () => send(withHeader('bfx-signature', ''))],
    ['a wrong signature', 10100, 'apikey: digest invalid', () => send(withHeader('bfx-signature', '00'))],
    [
      'an address that is not on the list',
      10100,
      'apikey: ip not allowed',
      () => send(signed(wallets), { ...world(), admits: () => false }),
    ],
    ['no nonce', 10114, 'nonce: small', () => send(signed(wallets, ''))],
    ['a nonce above 2^53 - 1', 10114, 'nonce: small', () => send(signed(wallets, '9007199254740992'))],
    [
      'a right that is missing',
      10001,
      'api_key: permission invalid',
      () => send(signed(wallets), world({ rights: {} })),
    ],
  ])('name %s: %i %s', (_what, code, text, act) => {
    expect(act()).toMatchObject({ status: 500, body: ['error', code, text] });
  });

  it('name a nonce that is not above the last one', () => {
    const at = world();
    expect(works(send(signed(wallets, '10'), at))).toBe(true);
    expect(send(signed(wallets, '10'), at).body).toEqual(['error', 10114, 'nonce: small']);
    expect(send(signed(permissions, '9'), at).body).toEqual(['error', 10114, 'nonce: small']);
    expect(works(send(signed(permissions, '11'), at))).toBe(true);
  });
});

describe('what Bitfinex says of a key', () => {
  it('is each scope with a mark for reading and one for writing, for any key', () => {
    const told = send(signed(permissions), world({ rights: { 'orders.write': true, 'history.read': true } }));
    expect(told.body).toEqual([
      ...[
        ['account', 0, 0],
        ['history', 1, 0],
        ['orders', 0, 1],
        ['positions', 0, 0],
        ['funding', 0, 0],
      ],
      ...[
        ['settings', 0, 0],
        ['wallets', 0, 0],
        ['withdraw', 0, 0],
        ['ui_withdraw', 0, 0],
        ['bfxpay', 0, 0],
      ],
    ]);
  });
});
