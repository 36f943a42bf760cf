import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binance } from './binance';
import type { Answer } from '../style';
import { flipped, keyRecord, received, worldWith } from '../styleKit';

/**
 * The published examples of "Request Security" (developers.binance.com, binance-spot-api-docs, seen 2026-11) sign an order. There are
 * no orders here, so the same parameters, key, time and signature are sent to a signed call that exists: the path is not signed.
 */
const published = {
  apiKey: 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A',
  secret: 'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j',
  nowMs: 1_499_827_319_559,
};

const path = '/api/v3/account';
const key = keyRecord({ apiKey: published.apiKey, signing: { kind: 'hmac', secret: published.secret } });
const world = worldWith(key, published.nowMs);

function send(query: string, body: string | Buffer = '', apiKey = published.apiKey, at = path): Answer {
  return binance.answer(received('GET', `${at}?${query}`, { 'x-mbx-apikey': apiKey }, body), world);
}

function signed(query: string, secret = published.secret): string {
  return `${query}&signature=${createHmac('sha256', secret).update(query).digest('hex')}`;
}

const code = ({ body }: Answer): unknown => (body as { code?: unknown }).code;

describe('the examples that Binance publishes', () => {
  it('are accepted: all parameters in the query', () => {
    const query =
      'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559';
    const answer = send(`${query}&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71`);
    expect(answer.status).toBe(200);
  });

  it('are accepted: all parameters in the body', () => {
    const body =
      'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559';
    const answer = send('', `${body}&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71`);
    expect(answer.status).toBe(200);
  });

  it('are accepted: parameters in both, joined without a separator', () => {
    const answer = send(
      'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC',
      'quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559&signature=0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77',
    );
    expect(answer.status).toBe(200);
  });

  it('are accepted: percent-encoded characters beyond ASCII', () => {
    const symbol = '%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96';
    const query = `symbol=${symbol}&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559`;
    const answer = send(`${query}&signature=e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3`);
    expect(answer.status).toBe(200);
  });
});

describe('a request that was changed on its way', () => {
  const query = signed('a=1&b=%20x&timestamp=1499827319559&recvWindow=5000');
  const printable = fc.nat(1_000);

  it('is accepted unchanged, so that the refusals below mean something', () => {
    expect(send(query).status).toBe(200);
  });

  it.each([
    ['query', (at: number, by: number) => send(flipped(query, at, by))],
    ['body', (at: number, by: number) => send('', flipped(query, at, by))],
    ['key header', (at: number, by: number) => send(query, '', flipped(published.apiKey, at, by))],
    ['path', (at: number, by: number) => send(query, '', published.apiKey, flipped(path, at, by))],
  ])('is refused: one byte of its %s', (_where, change) => {
    fc.assert(
      fc.property(printable, printable, (at, by) => change(at, by).status >= 400),
      { numRuns: 500 },
    );
  });

  it('is refused when a byte of the body is one that is no character', () => {
    const body = Buffer.from(query);
    body[2] = 0xff;
    expect(code(send('', body))).toBe(-1022);
  });

  it('is refused when a part was moved from the query to the body', () => {
    const [first = '', ...others] = query.split('&');
    expect(code(send(others.join('&'), first))).toBe(-1022);
  });
});

describe('the errors of Binance', () => {
  const stamp = `timestamp=${published.nowMs}`;

  it.each([
    ['a key that it did not make', -2015, () => send(signed(stamp), '', 'A'.repeat(64))],
    ['a key of the wrong form', -2014, () => send(signed(stamp), '', 'short')],
    ['no key at all', -2014, () => send(signed(stamp), '', '')],
    ['a wrong signature', -1022, () => send(signed(stamp, 'kh-test-other'))],
    ['no signature', -1102, () => send(stamp)],
    ['no timestamp', -1102, () => send(signed('a=1'))],
    ['two signatures', -1101, () => send(`${signed(stamp)}&signature=00`)],
    ['a repeated parameter', -1101, () => send(signed(`${stamp}&${stamp}`))],
    ['a receive window above a minute', -1131, () => send(signed(`${stamp}&recvWindow=60001`))],
    ['a time 5,001 ms ago', -1021, () => send(signed(`timestamp=${published.nowMs - 5_001}`))],
    ['a time 1,000 ms ahead', -1021, () => send(signed(`timestamp=${published.nowMs + 1_000}`))],
  ])('name %s: %i', (_what, expected, act) => {
    expect(code(act())).toBe(expected);
  });

  it.each([
    ['5,000 ms ago', `timestamp=${published.nowMs - 5_000}`],
    ['999 ms ahead', `timestamp=${published.nowMs + 999}`],
    ['a minute ago with a window of a minute', `timestamp=${published.nowMs - 60_000}&recvWindow=60000`],
    ['microseconds', `timestamp=${published.nowMs}000`],
  ])('do not name a time of %s', (_what, query) => {
    expect(send(signed(query)).status).toBe(200);
  });

  it('refuse a key without the right to read', () => {
    const blind = worldWith({ ...key, rights: {} }, published.nowMs);
    const request = received('GET', `${path}?${signed(stamp)}`, { 'x-mbx-apikey': published.apiKey });
    expect(code(binance.answer(request, blind))).toBe(-2015);
  });
});

describe('keys whose private half the exchange never sees', () => {
  const payload = Buffer.from(`a=1&timestamp=${published.nowMs}`);
  const apiKey = 'R'.repeat(64);

  it.each(['rsa', 'ed25519'] as const)('are accepted when %s signs, and refused when a byte changed', (kind) => {
    const pair = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const asymmetric = worldWith(keyRecord({ apiKey, signing: { kind, publicKey } }), published.nowMs);
    const signature = sign(kind === 'rsa' ? 'sha256' : null, payload, pair.privateKey).toString('base64');
    const ask = (query: string): number =>
      binance.answer(received('GET', `${path}?${query}`, { 'x-mbx-apikey': apiKey }), asymmetric).status;
    const query = `${payload.toString()}&signature=${encodeURIComponent(signature)}`;
    expect(ask(query)).toBe(200);
    fc.assert(fc.property(fc.nat(1_000), fc.nat(1_000), (at, by) => ask(flipped(query, at, by)) >= 400));
  });
});

describe('what Binance says of a key', () => {
  const day = 86_400_000;

  function restrictions(differs: Parameters<typeof keyRecord>[0]): Record<string, unknown> {
    const here = worldWith({ ...key, ...differs }, published.nowMs);
    const request = received('GET', `/sapi/v1/account/apiRestrictions?${signed(`timestamp=${published.nowMs}`)}`, {
      'x-mbx-apikey': published.apiKey,
    });
    return binance.answer(request, here).body as Record<string, unknown>;
  }

  it('has all documented flags and grants none that the key has not', () => {
    const { createTime, ipRestrict, ...flags } = restrictions({ rights: { enableReading: true, enableFutures: true } });
    expect(createTime).toBe(Date.parse(key.createdAt));
    expect(ipRestrict).toBe(false);
    expect(Object.keys(flags)).toHaveLength(11);
    expect(Object.keys(flags).filter((name) => flags[name] === true)).toEqual(['enableReading', 'enableFutures']);
  });

  it('tells that there is an IP list, never the list', () => {
    const answer = restrictions({ ipList: ['203.0.113.7'] });
    expect(answer.ipRestrict).toBe(true);
    expect(JSON.stringify(answer)).not.toContain('203.0.113.7');
  });

  it('takes the trading rights away at the instant at which they lapse', () => {
    const rights = { enableReading: true, enableSpotAndMarginTrading: true };
    const at = (ms: number): string => new Date(published.nowMs + ms).toISOString();
    expect(restrictions({ rights, tradingLapsesAt: at(5 * day) })).toMatchObject({
      enableSpotAndMarginTrading: true,
      tradingAuthorityExpirationTime: published.nowMs + 5 * day,
    });
    expect(restrictions({ rights, tradingLapsesAt: at(0) })).toMatchObject({
      enableReading: true,
      enableSpotAndMarginTrading: false,
    });
  });
});
