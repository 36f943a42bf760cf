import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../state';
import type { Answer, World } from '../style';
import { asReceived, keyRecord, partsOf, worldWith, type Signed } from '../styleKit';
import { kucoin } from './kucoin';

const nowMs = 1_790_000_000_000;
const secret = 'kh-test-kucoin-secret';
const passphrase = 'kh-test-passphrase';
const key = keyRecord({
  ...{ style: 'kucoin', apiKey: '68aa00112233445566778899', passphrase, rights: { General: true } },
  signing: { kind: 'hmac', secret },
});
const world = (differs: Partial<KeyRecord> = {}): World => worldWith({ ...key, ...differs }, nowMs);
const mac = (text: string): string => createHmac('sha256', secret).update(text).digest('base64');

/** `read`: the target as the documentation has it signed, "not URL-encoded". */
function signed(target: string, read = target, timestamp = String(nowMs), body = ''): Signed {
  const method = body === '' ? 'GET' : 'POST';
  const headers = {
    'kc-api-key': key.apiKey,
    'kc-api-sign': mac(timestamp + method + read + body),
    'kc-api-timestamp': timestamp,
    'kc-api-passphrase': mac(passphrase),
    'kc-api-key-version': '2',
  };
  return { method, target, headers, body };
}

const inspect = '/api/v1/user/api-key';
const accounts = '/api/v1/accounts?currency=USDT';
const send = (request: Signed, at = world()): Answer => kucoin.answer(asReceived(request), at);
const code = ({ body }: Answer): unknown => (body as { code?: unknown }).code;
const withHeader = (name: string, value: string): Signed => {
  const good = signed(inspect);
  return { ...good, headers: { ...good.headers, [name]: value } };
};

/** KuCoin publishes no result; its own sample of what is signed is the second one here ("Authentication", kucoin.com/docs-new). */
describe("KuCoin's signature", () => {
  it('is that of timestamp, method and endpoint, as OpenSSL makes it', () => {
    const known = 'xdbCDZCfNjQBJIb+xGSVqv/ZPf4TveLTT0ASx0eygiw=';
    expect(code(send(withHeader('kc-api-sign', known)))).toBe('200000');
  });

  it('is over the address as it reads, not as it is written', () => {
    const written = `${inspect}?apiKey=67b3&subName=test&passphrase=abc%21%40%2311`;
    const read = `${inspect}?apiKey=67b3&subName=test&passphrase=abc!@#11`;
    expect(code(send(signed(written, read)))).toBe('200000');
    expect(code(send(signed(written)))).toBe('400005');
  });

  it.each(partsOf(signed(accounts)))('is refused when one byte of its %s changed', (part, change) => {
    // "2" and "3" mean the same; a version is not signed.
    const works = (at: number, by: number): boolean => code(kucoin.answer(change(at, by), world())) === '200000';
    if (part.endsWith('version')) expect(code(send(withHeader('kc-api-key-version', '3')))).toBe('200000');
    else fc.assert(fc.property(fc.nat(1_000), fc.nat(1_000), (at, by) => !works(at, by)));
  });

  it('is refused when a body came along', () => {
    expect(code(send({ ...signed(inspect), body: '{}' }))).toBe('400005');
  });
});

describe('the errors of KuCoin', () => {
  const at = (ms: number): Signed => signed(inspect, inspect, String(nowMs + ms));

  it.each([
    ['no key', '400001', () => send(withHeader('kc-api-key', ''))],
    ['no passphrase', '400001', () => send(withHeader('kc-api-passphrase', ''))],
    ['a time 5,001 ms ago', '400002', () => send(at(-5_001))],
    ['a time 5,001 ms ahead', '400002', () => send(at(5_001))],
    ['a key that it did not make', '400003', () => send(withHeader('kc-api-key', '0'.repeat(24)))],
    ['a wrong signature', '400005', () => send(withHeader('kc-api-sign', mac('other')))],
    ['a wrong passphrase', '400004', () => send(withHeader('kc-api-passphrase', mac('kh-test-other')))],
    ['a passphrase in the clear', '400004', () => send(withHeader('kc-api-passphrase', passphrase))],
    ['a key of version 1', '400004', () => send(withHeader('kc-api-key-version', '1'))],
    ['no version', '400004', () => send(withHeader('kc-api-key-version', ''))],
    ['an address that is not on the list', '400006', () => send(at(0), { ...world(), admits: () => false })],
    ['a right that is missing', '400007', () => send(signed(accounts), world({ rights: { Spot: true } }))],
    ['a path that is none', '404', () => send(signed('/api/v1/nowhere'))],
  ])('name %s: %s', (_what, expected, act) => {
    expect(code(act())).toBe(expected);
  });

  it.each([-5_000, 5_000])('do not name a time %i ms off', (ms) => {
    expect(code(send(at(ms)))).toBe('200000');
  });
});

describe('what KuCoin says of a key', () => {
  it('has its rights in the order of the list, and of an address list the ends alone', () => {
    const rights = { Transfer: true, General: true };
    const told = send(signed(inspect), world({ rights, ipList: ['203.0.113.7', '198.51.100.9'] }));
    expect(told.body).toMatchObject({ data: { permission: 'General,Transfer', ipWhitelist: '203.**.7,198.**.9' } });
  });

  it('has no field for a list that there is not, and names the sub-account', () => {
    const { data } = send(signed(inspect), world({ subAccount: true })).body as { data: object };
    expect(data).not.toHaveProperty('ipWhitelist');
    expect(data).toMatchObject({ isMaster: false, subName: expect.any(String) as string });
  });
});
