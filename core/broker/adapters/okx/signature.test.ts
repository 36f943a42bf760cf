import ccxt from 'ccxt';
import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Incoming, RawRequest, SigningKey } from '../adapter';
import { endpoints } from './endpoints/table';
import { exampleKey, received } from './examples';
import { okxAdapter } from './okx';

const nowMs = Date.UTC(2026, 10, 24, 12, 0, 0, 345);
const phantom = exampleKey('phantom');
const real = exampleKey('real');

/** ccxt with a clock and a random that stand still. */
function client(id: 'okx' | 'myokx' | 'okxus', { key, secret }: { key: SigningKey; secret: string }) {
  const exchange = new ccxt[id]({ apiKey: key.apiKey, secret, password: key.passphrase ?? '' });
  exchange.milliseconds = () => nowMs;
  exchange.nonce = () => nowMs;
  exchange.uuid16 = () => '0123456789abcdef';
  return exchange;
}

/** Parameters with what honest programs put into them, odd characters included. */
const samples: Record<string, unknown>[] = [
  {},
  { instId: 'BTC-USDT', ccy: 'BTC', after: '1597026383085' },
  { label: "a b+c'(d),e:f", amt: '0.1', note: 'Zoë' },
];

function sent(exchange: ReturnType<typeof client>, endpoint: string, parameters: unknown): Incoming {
  const [method = '', path = ''] = endpoint.split(' ');
  const { url, body, headers } = exchange.sign(
    path.replace('/api/v5/', ''),
    'private',
    method,
    structuredClone(parameters) as object,
  );
  return received(method, url, headers as Record<string, string>, (body as string | undefined) ?? '');
}

const privateEndpoints = [...endpoints].filter(([, row]) => row !== 'public').map(([endpoint]) => endpoint);
const cases = privateEndpoints.flatMap((endpoint) =>
  [...samples, ...(endpoint.startsWith('POST') ? [samples.slice(1)] : [])].map((parameters) => ({
    endpoint,
    // ccxt's implicit calls send none by themselves.
    parameters: /batch-orders|order|close-position/.test(endpoint) ? withId(parameters, endpoint) : parameters,
  })),
);

function withId(parameters: unknown, endpoint: string): unknown {
  if (Array.isArray(parameters)) return parameters.map((one) => withId(one, endpoint));
  const name = endpoint.endsWith('/order-algo') ? 'algoClOrdId' : 'clOrdId';
  return { ...(parameters as object), [name]: 'mine1' };
}

const order = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '1', px: '2' };

describe('what ccxt signs with the phantom', () => {
  it.each(['okx', 'myokx', 'okxus'] as const)('is proven on every private endpoint of %s', (id) => {
    const exchange = client(id, phantom);
    expect(cases.length).toBeGreaterThan(1000);
    for (const { endpoint, parameters } of cases) {
      const request = sent(exchange, endpoint, parameters);
      expect(okxAdapter.verify(request, phantom.key), endpoint).toMatchObject({
        ok: true,
        timestampMs: nowMs,
        windowMs: 30_000,
        aheadMs: 30_000,
        form: 'exchange',
      });
      expect(okxAdapter.keyOf(request)).toBe(phantom.key.apiKey);
    }
  });

  it('goes out byte for byte as ccxt signs it with the real key', () => {
    const [theirs, own] = [client('okx', phantom), client('okx', real)];
    for (const { endpoint, parameters } of cases) {
      const request = sent(theirs, endpoint, parameters);
      const signed = okxAdapter.sign(request, { real: real.key, form: 'exchange', nowMs, clientIds: ['khunused'] });
      const { seenTarget: _seen, ...expected } = sent(own, endpoint, parameters);
      const { seenTarget: _also, ...found } = signed as Incoming;
      expect(found, endpoint).toStrictEqual(expected);
    }
  });

  it('is proven in the form in which the client saw the address, and signed without the prefix', () => {
    const prefix = '/x/https://www.okx.com';
    const body = JSON.stringify(order);
    const timestamp = new Date(nowMs).toISOString();
    const target = '/api/v5/trade/order';
    const signature = createHmac('sha256', phantom.secret)
      .update(`${timestamp}POST${prefix}${target}${body}`)
      .digest('base64');
    const headers = {
      'OK-ACCESS-KEY': phantom.key.apiKey,
      'OK-ACCESS-SIGN': signature,
      'OK-ACCESS-TIMESTAMP': timestamp,
      'OK-ACCESS-PASSPHRASE': phantom.key.passphrase ?? '',
    };
    const request = received('POST', `https://www.okx.com${target}`, headers, body, prefix);
    expect(okxAdapter.verify(request, phantom.key)).toMatchObject({ ok: true, form: 'seen' });
    const signed = okxAdapter.sign(request, { real: real.key, form: 'seen', nowMs, clientIds: ['kh01'] });
    expect(okxAdapter.verify({ ...signed, seenTarget: target }, real.key)).toMatchObject({
      ok: true,
      form: 'exchange',
    });
  });
});

describe('a request that was changed', () => {
  let request: Incoming;
  beforeEach(() => {
    request = sent(client('okx', phantom), 'POST /api/v5/trade/order', { ...order, clOrdId: 'mine1' });
  });

  it('is never proven, whichever byte of it is another', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 127 }), (at, flip) => {
        const places = [
          ...[...request.body.keys()].map((index) => () => ({ ...request, body: flipped(request.body, index, flip) })),
          ...indexesOf(request.path).map((index) => () => ({
            ...request,
            path: flippedText(request.path, index, flip),
            seenTarget: '/x',
          })),
          ...indexesOf(request.method).map((index) => () => ({
            ...request,
            method: flippedText(request.method, index, flip),
          })),
          ...request.headers.flatMap(([name, value], header) =>
            name.startsWith('ok-access-')
              ? indexesOf(value).map((index) => () => ({
                  ...request,
                  headers: request.headers.map(
                    ([other, text], place) =>
                      [other, place === header ? flippedText(text, index, flip) : text] as const,
                  ),
                }))
              : [],
          ),
        ];
        const changed = places[at % places.length]?.();
        if (changed === undefined) throw new Error('no such place');
        expect(okxAdapter.verify(changed, phantom.key).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('is not proven with a query that was not signed, nor without one that was', () => {
    expect(okxAdapter.verify({ ...request, query: 'a=1', seenTarget: '/x' }, phantom.key).ok).toBe(false);
    const read = sent(client('okx', phantom), 'GET /api/v5/account/balance', { ccy: 'BTC' });
    expect(okxAdapter.verify(read, phantom.key).ok).toBe(true);
    expect(okxAdapter.verify({ ...read, query: null, seenTarget: '/x' }, phantom.key).ok).toBe(false);
  });
});

describe('who asks', () => {
  const request = sent(client('okx', phantom), 'GET /api/v5/account/balance', {});
  const without = (name: string): Incoming => ({
    ...request,
    headers: request.headers.filter(([header]) => header !== name),
  });
  const having = (name: string, value: string): Incoming => ({
    ...request,
    headers: request.headers.map(([header, old]) => [header, header === name ? value : old] as const),
  });

  it.each([
    ['another key', having('ok-access-key', 'kh-test-other'), 'unknown-key'],
    ['no key', without('ok-access-key'), 'unknown-key'],
    ['another passphrase', having('ok-access-passphrase', 'kh-test-other'), 'unknown-key'],
    ['no passphrase', without('ok-access-passphrase'), 'unknown-key'],
    ['no timestamp', without('ok-access-timestamp'), 'timestamp'],
    ['a timestamp of seconds', having('ok-access-timestamp', '1597026383.085'), 'timestamp'],
    ['a timestamp of no day', having('ok-access-timestamp', '2026-13-01T00:00:00.000Z'), 'timestamp'],
    ['no signature', without('ok-access-sign'), 'signature'],
    ['an empty signature', having('ok-access-sign', ''), 'signature'],
  ])('is refused with %s', (_, changed, why) => {
    expect(okxAdapter.verify(changed, phantom.key)).toStrictEqual({ ok: false, why });
  });

  it('is refused where the token has a key of another kind', () => {
    expect(okxAdapter.verify(request, { ...phantom.key, kind: 'rsa' })).toStrictEqual({ ok: false, why: 'signature' });
  });
});

describe('the example of the documentation', () => {
  it('is signed as documented', () => {
    // Secret and request: okx.com/docs-v5, "Signature", 2026-06. No signature is published; this one is made with OpenSSL.
    const secret = createSecretKey(Buffer.from('22582BD0CFF14C41EDBF1AB98506286D'));
    const timestamp = '2020-12-08T09:08:57.715Z';
    const signature = 'HiZhvSfMtWJA3uUIVXV3a/bSXNPCWvYFXoGCVS8V4zY=';
    const request: RawRequest = {
      method: 'GET',
      host: 'www.okx.com',
      path: '/api/v5/account/balance',
      query: 'ccy=BTC',
      headers: [],
      body: Buffer.alloc(0),
    };
    const how = { real: { ...real.key, key: secret }, form: 'exchange', nowMs: Date.parse(timestamp), clientIds: [] };
    expect(okxAdapter.sign(request, how).headers).toStrictEqual([
      ['ok-access-key', real.key.apiKey],
      ['ok-access-sign', signature],
      ['ok-access-timestamp', timestamp],
      ['ok-access-passphrase', 'kh-test-real'],
    ]);
  });
});

function indexesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => index);
}

function flipped(body: Buffer, at: number, by: number): Buffer {
  const copy = Buffer.from(body);
  copy[at] = (copy[at] ?? 0) ^ by;
  return copy;
}

function flippedText(text: string, at: number, by: number): string {
  return flipped(Buffer.from(text, 'latin1'), at, by).toString('latin1');
}
