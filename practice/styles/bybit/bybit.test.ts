import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../state';
import type { Answer, World } from '../style';
import { asReceived, keyRecord, partsOf, worldWith, type Signed } from '../styleKit';
import { bybit } from './bybit';

/** The inputs are Bybit's own ("Integration Guidance", v5 docs). It publishes neither secret nor result: the result is OpenSSL's. */
const nowMs = 1_658_384_314_791;
const apiKey = 'XXXXXXXXXX';
const secret = 'kh-test-bybit-secret';
const query = 'category=option&symbol=BTC-29JUL22-25000-C';
const signature = '800f1d2662c0f8974d0c3517dde661aab388d5a0f9593e85e71b9824e5208d1b';

const key = keyRecord({ style: 'bybit', apiKey, signing: { kind: 'hmac', secret }, rights: { SpotTrade: true } });
const world = (differs: Partial<KeyRecord> = {}): World => worldWith({ ...key, ...differs }, nowMs);

function signed(target: string, timestamp = String(nowMs), recvWindow = '5000'): Signed {
  const [, asked = ''] = target.split('?');
  const sum = createHmac('sha256', secret).update(`${timestamp}${apiKey}${recvWindow}${asked}`).digest('hex');
  const headers = {
    'x-bapi-api-key': apiKey,
    'x-bapi-sign': sum,
    'x-bapi-timestamp': timestamp,
    'x-bapi-recv-window': recvWindow,
  };
  return { method: 'GET', target, headers, body: '' };
}

const inspection = signed(`/v5/user/query-api?${query}`);
const send = (request: Signed, at = world()): Answer => bybit.answer(asReceived(request), at);
const code = ({ body }: Answer): unknown => (body as { retCode?: unknown }).retCode;
const withHeader = (name: string, value: string): Signed => ({
  ...inspection,
  headers: { ...inspection.headers, [name]: value },
});

describe("Bybit's documented example", () => {
  it('is accepted with the signature that OpenSSL makes of it', () => {
    expect(code(send(withHeader('x-bapi-sign', signature)))).toBe(0);
  });
});

describe('a request to Bybit that was changed on its way', () => {
  it.each(partsOf(inspection))('is refused: one byte of its %s', (_part, change) => {
    fc.assert(fc.property(fc.nat(1_000), fc.nat(1_000), (at, by) => code(bybit.answer(change(at, by), world())) !== 0));
  });

  it('is refused when a GET got a body', () => {
    expect(send({ ...inspection, body: '{}' }).status).toBe(403);
  });
});

describe('the errors of Bybit', () => {
  const at = (ms: number): Signed => signed('/v5/user/query-api', String(nowMs + ms));
  const refused = { ...world(), admits: () => false };

  it.each([
    ['no key', 10003, () => send(withHeader('x-bapi-api-key', ''))],
    ['a key that it did not make', 10003, () => send(withHeader('x-bapi-api-key', 'kh-test-other'))],
    ['no signature', 10004, () => send(withHeader('x-bapi-sign', ''))],
    ['a wrong signature', 10004, () => send(withHeader('x-bapi-sign', '00'.repeat(32)))],
    ['a time 5,001 ms ago', 10002, () => send(at(-5_001))],
    ['a time 1,000 ms ahead', 10002, () => send(at(1_000))],
    ['no time', 10002, () => send(withHeader('x-bapi-timestamp', ''))],
    ['an address that is not on the list', 10010, () => send(inspection, refused)],
    ['a key that is over', 33004, () => send(inspection, world({ expiresAt: new Date(nowMs).toISOString() }))],
    [
      'a right that is missing',
      10005,
      () => send(signed('/v5/account/wallet-balance?accountType=UNIFIED'), world({ rights: { Earn: true } })),
    ],
    ['a path that is none', 10017, () => send(signed('/v5/nowhere'))],
  ])('name %s: %i', (_what, expected, act) => {
    expect(code(act())).toBe(expected);
  });

  it.each([-5_000, 999])('do not name a time %i ms off', (ms) => {
    expect(code(send(at(ms)))).toBe(0);
  });
});

describe('what Bybit says of a key', () => {
  const told = (differs: Partial<KeyRecord>): unknown =>
    (send(inspection, world(differs)).body as { result: unknown }).result;

  it('is read-only unless it may write, and open unless it has a list', () => {
    expect(told({})).toMatchObject({ readOnly: 1, ips: ['*'], permissions: { Spot: ['SpotTrade'], Wallet: [] } });
    expect(told({ rights: { 'Read-Write': true, Withdraw: true }, ipList: ['203.0.113.7'] })).toMatchObject({
      ...{ readOnly: 0, ips: ['203.0.113.7'], permissions: { Spot: [], Wallet: ['Withdraw'] } },
      ...{ deadlineDay: -2, expiredAt: '1970-01-01T00:00:00Z', createdAt: '2026-01-01T00:00:00Z' },
    });
  });

  it('tells when it ends, and whose it is', () => {
    expect(told({ expiresAt: new Date(nowMs + 90 * 86_400_000).toISOString(), subAccount: true })).toMatchObject({
      ...{ deadlineDay: 90, expiredAt: '2022-10-19T06:18:34Z', isMaster: false, parentUid: '1234567' },
    });
  });
});

describe('a Bybit key whose private half the exchange never sees', () => {
  it('is accepted when RSA signs, and refused when a byte changed', () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const own = world({ signing: { kind: 'rsa', publicKey } });
    const text = Buffer.from(`${nowMs}${apiKey}5000${query}`);
    const made = sign('sha256', text, pair.privateKey).toString('base64');
    expect(code(send(withHeader('x-bapi-sign', made), own))).toBe(0);
    expect(
      code(
        send(
          withHeader(
            'x-bapi-sign',
            made.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
          ),
          own,
        ),
      ),
    ).toBe(10004);
  });
});
