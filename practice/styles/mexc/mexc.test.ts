import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../state';
import type { Answer, World } from '../style';
import { asReceived, keyRecord, partsOf, worldWith, type Signed } from '../styleKit';
import { mexc } from './mexc';

/**
 * The example of "SIGNED Endpoint Examples" of the spot v3 docs, seen 2026-11. It signs an order; the path is not signed, so the same
 * parameters are sent to a call that exists. Older copies of the docs print another result, which does not follow from their inputs;
 * this one OpenSSL makes too.
 */
const apiKey = 'mx0aBYs33eIilxBWC5';
const secret = '45d0b3c26f2644f19bfb98b07741b2f5';
const nowMs = 1_644_489_390_087;
const order = 'symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=11&recvWindow=5000&timestamp=1644489390087';
const published = `${order}&signature=fd3e4e8543c5188531eb7279d68ae7d26a573d0fc5ab0d18eb692451654d837a`;

const key = keyRecord({
  ...{ style: 'mexc', apiKey, rights: { SPOT_ACCOUNT_READ: true } },
  signing: { kind: 'hmac', secret },
});
const world = (differs: Partial<KeyRecord> = {}): World => worldWith({ ...key, ...differs }, nowMs);
const ask = (query: string, body = '', path = '/api/v3/account', own = apiKey): Signed => ({
  ...{ method: 'GET', target: `${path}?${query}`, headers: { 'x-mexc-apikey': own }, body },
});
const sum = (text: string): string => createHmac('sha256', secret).update(text).digest('hex');
const signed = (values: string): string => `${values}&signature=${sum(values)}`;
const at = (ms: number, more = ''): Signed => ask(signed(`timestamp=${nowMs + ms}${more}`));

const send = (request: Signed, here = world()): Answer => mexc.answer(asReceived(request), here);
const code = ({ body }: Answer): unknown => (body as { code?: unknown }).code;

describe('the example that MEXC publishes', () => {
  it('is accepted in the query, and with a part in the body, joined without a separator', () => {
    expect(send(ask(published)).status).toBe(200);
    const [asked, sent] = ['symbol=BTCUSDT&side=BUY', `recvWindow=5000&timestamp=${nowMs}`];
    expect(send(ask(asked, `${sent}&signature=${sum(asked + sent)}`)).status).toBe(200);
  });

  it.each(partsOf(ask(published)))('is refused when one byte of its %s changed', (_part, change) => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (place, by) => mexc.answer(change(place, by), world()).status >= 400),
    );
  });

  it.each(partsOf(ask('', signed(`timestamp=${nowMs}`))))(
    'is refused when one byte of its %s changed, sent in the body',
    (_part, change) => {
      fc.assert(
        fc.property(fc.nat(1_000), fc.nat(1_000), (place, by) => mexc.answer(change(place, by), world()).status >= 400),
      );
    },
  );

  it('is refused with its signature in capitals', () => {
    expect(code(send(ask(published.replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase()))))).toBe(700002);
  });
});

describe('the errors of MEXC', () => {
  it.each([
    ['no key', 400, () => send({ ...ask(published), headers: {} })],
    ['no signature', 700004, () => send(ask(order))],
    ['two signatures', 700004, () => send(ask(`${published}&signature=00`))],
    ['no time', 700004, () => send(ask(signed('a=1')))],
    ['a time 5,001 ms ago', 700003, () => send(at(-5_001))],
    ['a time 1,000 ms ahead', 700003, () => send(at(1_000))],
    ['a window above a minute', 700005, () => send(at(0, '&recvWindow=60001'))],
    ['a key that it did not make', 10072, () => send(ask(published, '', '/api/v3/account', 'mx0kh-test'))],
    ['a key that is over', 402, () => send(at(0), world({ expiresAt: new Date(nowMs).toISOString() }))],
    ['an address that is not on the list', 700006, () => send(at(0), { ...world(), admits: () => false })],
    ['a wrong signature', 700002, () => send(ask(`timestamp=${nowMs}&signature=00`))],
    ['a right that is missing', 700007, () => send(at(0), world({ rights: { SPOT_DEAL_WRITE: true } }))],
  ])('name %s: %i', (_what, expected, act) => {
    expect(code(act())).toBe(expected);
  });

  it.each([-5_000, 999])('do not name a time %i ms off', (ms) => {
    expect(send(at(ms)).status).toBe(200);
  });
});

describe('what MEXC says of a key', () => {
  const told = (differs: Partial<KeyRecord>, asked = apiKey): Answer =>
    send(ask(signed(`accessKey=${asked}&timestamp=${nowMs}`), '', '/api/v3/apiKeyInfo'), world(differs));

  it('has its rights, its list of addresses and the days that are left', () => {
    const differs = {
      rights: { SPOT_WITHDRAW_WRITE: true, SPOT_DEAL_WRITE: true },
      ipList: ['203.0.113.7', '203.0.113.8'],
    };
    expect(told({ ...differs, expiresAt: new Date(nowMs + 82.5 * 86_400_000).toISOString() }).body).toEqual({
      ...{ note: 'kh-test', accessKey: apiKey, createTime: '2026-01-01T00:00:00.000+00:00', status: 'VALID' },
      ...{
        permissions: 'SPOT_DEAL_WRITE,SPOT_WITHDRAW_WRITE',
        remainingValidity: 82,
        ipWhiteList: '203.0.113.7,203.0.113.8',
      },
    });
    expect(told({}).body).not.toHaveProperty('remainingValidity');
  });

  it('is only about the key that asks', () => {
    expect(code(told({}, 'mx0other'))).toBe(10072);
  });
});
