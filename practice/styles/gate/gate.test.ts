import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../state';
import { Refused, type Answer, type Received, type World } from '../style';
import { asReceived, keyRecord, partsOf, worldWith, type Signed } from '../styleKit';
import { gate } from './gate';
import { identify } from './signing';

/** The examples of "Signature string generation", gate.com/docs/developers/apiv4, seen 2026-11: orders, key `key`, secret `secret`. */
const seconds = 1_541_993_715;
const nowMs = seconds * 1_000;
const secret = 'secret';
const headersWith = (sign: string): Record<string, string> => ({ key: 'key', sign, timestamp: String(seconds) });
const listOrders: Signed = {
  method: 'GET',
  target: '/api/v4/futures/orders?contract=BTC_USD&status=finished&limit=50',
  headers: headersWith(
    '55f84ea195d6fe57ce62464daaa7c3c02fa9d1dde954e4c898289c9a2407a3d6fb3faf24deff16790d726b66ac9f74526668b13bd01029199cc4fcc522418b8a',
  ),
  body: '',
};
const makeOrder: Signed = {
  method: 'POST',
  target: '/api/v4/futures/orders',
  headers: headersWith(
    'eae42da914a590ddf727473aff25fc87d50b64783941061f47a3fdb92742541fc4c2c14017581b4199a1418d54471c269c03a38d788d802e2c306c37636389f0',
  ),
  body: '{"contract":"BTC_USD","type":"limit","size":100,"price":6800,"time_in_force":"gtc"}',
};

const rights = { 'account.read_only': true, 'spot.read_write': true };
const key = keyRecord({ style: 'gate', apiKey: 'key', signing: { kind: 'hmac', secret }, rights });
const world = (differs: Partial<KeyRecord> = {}): World => worldWith({ ...key, ...differs }, nowMs);

function isKnown(request: Received): boolean {
  try {
    identify(request, world());
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function signed(target: string, read = target, timestamp = String(seconds)): Signed {
  const [path = '', query = ''] = read.split('?');
  const text = ['GET', path, query, createHash('sha512').update('').digest('hex'), timestamp].join('\n');
  const sign = createHmac('sha512', secret).update(text).digest('hex');
  return { method: 'GET', target, headers: { key: 'key', sign, timestamp }, body: '' };
}

const detail = '/api/v4/account/detail';
const send = (request: Signed, at = world()): Answer => gate.answer(asReceived(request), at);
const label = ({ body }: Answer): unknown => (body as { label?: unknown }).label;
const withHeader = (name: string, value: string): Signed => {
  const good = signed(detail);
  return { ...good, headers: { ...good.headers, [name]: value } };
};

describe.each([
  ['a list of orders', listOrders],
  ['an order', makeOrder],
])('the example that Gate publishes: %s', (_what, published) => {
  it('is who it says', () => {
    expect(isKnown(asReceived(published))).toBe(true);
  });

  it.each(partsOf(published))('is refused when one byte of its %s changed', (_part, change) => {
    fc.assert(fc.property(fc.nat(1_000), fc.nat(1_000), (at, by) => !isKnown(change(at, by))));
  });
});

describe("Gate's signature", () => {
  it('is over the query as it reads, not as it is written', () => {
    expect(isKnown(asReceived(signed(`${detail}?text=a%20b`, `${detail}?text=a b`)))).toBe(true);
    expect(isKnown(asReceived(signed(`${detail}?text=a%20b`)))).toBe(false);
  });

  it('takes the seconds with a fraction', () => {
    expect(isKnown(asReceived(signed(detail, detail, `${seconds}.123`)))).toBe(true);
  });
});

describe('the errors of Gate', () => {
  const at = (off: number): Signed => signed(detail, detail, String(seconds + off));

  it.each([
    ['no key', 'MISSING_REQUIRED_HEADER', () => send(withHeader('key', ''))],
    ['no time', 'MISSING_REQUIRED_HEADER', () => send(withHeader('timestamp', ''))],
    ['a time 61 s ago', 'REQUEST_EXPIRED', () => send(at(-61))],
    ['a time 61 s ahead', 'REQUEST_EXPIRED', () => send(at(61))],
    ['a time in milliseconds', 'REQUEST_EXPIRED', () => send(signed(detail, detail, String(nowMs)))],
    ['a key that it did not make', 'INVALID_KEY', () => send(withHeader('key', 'kh-test-other'))],
    ['a wrong signature', 'INVALID_SIGNATURE', () => send(withHeader('sign', '00'))],
    ['an address that is not on the list', 'IP_FORBIDDEN', () => send(at(0), { ...world(), admits: () => false })],
    ['a right that is missing', 'FORBIDDEN', () => send(at(0), world({ rights: { 'spot.read_write': true } }))],
    [
      'a sub-account that asks for all keys',
      'FORBIDDEN',
      () => send(signed('/api/v4/account/main_keys'), world({ subAccount: true })),
    ],
    ['a path that is none', 'NOT_FOUND', () => send(signed('/api/v4/nowhere'))],
  ])('name %s: %s', (_what, expected, act) => {
    expect(label(act())).toBe(expected);
  });
});

describe('what Gate says of a key', () => {
  it('stands in two answers: the list of addresses, and among all keys of the account the products', () => {
    const told = world({
      ipList: ['203.0.113.7'],
      apiKey: 'key',
      label: 'desk',
      lastUsedAt: '2026-02-01T00:00:00.000Z',
    });
    expect(send(signed(detail), told).body).toMatchObject({ ip_whitelist: ['203.0.113.7'], key: { mode: 1 } });
    expect(send(signed('/api/v4/account/main_keys'), told).body).toMatchObject([
      {
        ...{ name: 'desk', key: `key${'*'.repeat(16)}`, created_at: '1767225600', last_access: '1769904000' },
        perms: [
          { name: 'spot', read_only: false },
          { name: 'account', read_only: true },
        ],
      },
    ]);
  });
});
