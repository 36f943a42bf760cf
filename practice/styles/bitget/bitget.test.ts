import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../state';
import type { Answer, World } from '../style';
import { asReceived, keyRecord, partsOf, worldWith, type Signed } from '../styleKit';
import { bitget } from './bitget';

/** Bitget publishes what is signed, with no secret and no result ("Signature", bitget.com/api-doc); the known answer is OpenSSL's. */
const nowMs = 1_790_000_000_000;
const secret = 'kh-test-bitget-secret';
const apiKey = `bg_${'0a'.repeat(16)}`;
const passphrase = 'khTestPassphrase1';
const key = keyRecord({
  style: 'bitget',
  apiKey,
  passphrase,
  signing: { kind: 'hmac', secret },
  rights: { stor: true },
});
const world = (differs: Partial<KeyRecord> = {}): World => worldWith({ ...key, ...differs }, nowMs);

function signed(target: string, read = target, timestamp = String(nowMs)): Signed {
  const headers = {
    'access-key': apiKey,
    'access-sign': createHmac('sha256', secret).update(`${timestamp}GET${read}`).digest('base64'),
    'access-timestamp': timestamp,
    'access-passphrase': passphrase,
  };
  return { method: 'GET', target, headers, body: '' };
}

const info = '/api/v2/spot/account/info';
const unifiedInfo = '/api/v3/account/info';
const assets = '/api/v2/spot/account/assets?coin=USDT';
const send = (request: Signed, at = world()): Answer => bitget.answer(asReceived(request), at);
const code = ({ body }: Answer): unknown => (body as { code?: unknown }).code;
const withHeader = (name: string, value: string): Signed => {
  const good = signed(info);
  return { ...good, headers: { ...good.headers, [name]: value } };
};

describe("Bitget's signature", () => {
  it('is that of timestamp, method and path, as OpenSSL makes it', () => {
    expect(code(send(withHeader('access-sign', 'VbfNd8QHhMQUBNdG+l+7YHrOQ/Lq4sA9inXN0WdWvs4=')))).toBe('00000');
  });

  it('may be over the query as it is written or as it reads', () => {
    expect(code(send(signed(`${assets}&x=%24`)))).toBe('00000');
    expect(code(send(signed(`${assets}&x=%24`, `${assets}&x=$`)))).toBe('00000');
  });

  it.each(partsOf(signed(assets)))('is refused when one byte of its %s changed', (_part, change) => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (at, by) => code(bitget.answer(change(at, by), world())) !== '00000'),
    );
  });

  it('is refused when a body came along', () => {
    expect(code(send({ ...signed(info), body: '{}' }))).toBe('40009');
  });
});

describe('the errors of Bitget', () => {
  const at = (ms: number): Signed => signed(info, info, String(nowMs + ms));

  it.each([
    ['no key', '40001', () => send(withHeader('access-key', ''))],
    ['no signature', '40002', () => send(withHeader('access-sign', ''))],
    ['no time', '40003', () => send(withHeader('access-timestamp', ''))],
    ['a time that is none', '40005', () => send(withHeader('access-timestamp', '1790000000'))],
    ['a time 30,001 ms ago', '40008', () => send(at(-30_001))],
    ['a time 30,001 ms ahead', '40008', () => send(at(30_001))],
    ['a key of the wrong form', '40006', () => send(withHeader('access-key', 'kh-test'))],
    ['a key that it did not make', '40037', () => send(withHeader('access-key', `bg_${'0b'.repeat(16)}`))],
    ['a wrong signature', '40009', () => send(withHeader('access-sign', 'AAAA'))],
    ['no passphrase', '40011', () => send(withHeader('access-passphrase', ''))],
    ['a wrong passphrase', '40012', () => send(withHeader('access-passphrase', 'khTestOther'))],
    ['an address that is not on the list', '40018', () => send(at(0), { ...world(), admits: () => false })],
    ['a right that is missing', '40014', () => send(signed(assets), world({ rights: { coor: true } }))],
    ['a classic account at the unified call', '25245', () => send(signed(unifiedInfo))],
    ['a unified account at the classic call', '40085', () => send(at(0), world({ unified: true }))],
    ['a path that is none', '40404', () => send(signed('/api/v2/nowhere'))],
  ])('name %s: %s', (_what, expected, act) => {
    expect(code(act())).toBe(expected);
  });
});

describe('what Bitget says of a key', () => {
  it('is short codes for a classic account; a sub-account has another parent', () => {
    const told = send(
      signed(info),
      world({ rights: { stow: true, stor: true }, subAccount: true, ipList: ['203.0.113.7'] }),
    );
    expect(told.body).toMatchObject({
      data: { authorities: ['stor', 'stow'], ips: '203.0.113.7', userId: '7000002', parentId: 7000001 },
    });
  });

  it('is words for a unified account, read-only unless the key may write', () => {
    const told = (rights: Record<string, boolean>): unknown =>
      send(signed(unifiedInfo), world({ unified: true, rights })).body;
    expect(told({ uta_trade: true })).toMatchObject({ data: { permType: 'read-only', permissions: ['uta_trade'] } });
    expect(told({ 'read-and-write': true, withdraw: true })).toMatchObject({
      data: { permType: 'read-and-write', permissions: ['withdraw'] },
    });
    expect(send(signed('/api/v3/account/assets'), world({ unified: true })).body).toMatchObject({
      data: {
        assets: [
          { coin: 'USDT', available: '1' },
          { coin: 'BTC', balance: '0.75' },
        ],
      },
    });
  });
});
