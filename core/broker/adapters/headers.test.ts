import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RawRequest } from './adapter';
import { binanceAdapter } from './binance/binance';
import { okxAdapter } from './okx/okx';

const how = {
  ...{ form: 'exchange', nowMs: 1_750_000_000_123, clientIds: [] },
  real: {
    kind: 'hmac',
    apiKey: 'khTestReal',
    key: createSecretKey(Buffer.from('kh-test-real')),
    passphrase: 'kh-test',
  },
} as const;

/** Name another target, method, length, key, address or part of the answer to some server. */
const strange = [
  ...['x-original-url', 'x-rewrite-url', 'x-http-method', 'x-method-override', 'content_length', 'x_mbx_apikey'],
  ...['x-real-ip', 'x-forwarded-for', 'range', 'content-encoding', 'content-md5', 'if-none-match', 'cache-control'],
  ...['connection', 'http2-settings', 'origin', 'cookie', 'authorization', 'referer', 'host'],
];
const usual = ['accept', 'user-agent', 'content-type'];

const each = [
  { name: 'binance', adapter: binanceAdapter, path: '/api/v3/order', own: ['x-mbx-time-unit'] },
  { name: 'okx', adapter: okxAdapter, path: '/api/v5/trade/order', own: ['x-simulated-trading', 'exptime'] },
] as const;

describe.each(each)('to $name', ({ adapter, path, own }) => {
  const request: RawRequest = {
    ...{ method: 'POST', host: adapter.hosts[0] ?? '', path, query: null, body: Buffer.alloc(0) },
    headers: [...strange, ...usual, ...own].map((name) => [name, '1'] as const),
  };

  it('a signed call takes the headers of real clients along, and no other', () => {
    const names = adapter.sign(request, how).headers.map(([name]) => name);
    expect(names.filter((name) => strange.includes(name))).toStrictEqual([]);
    expect(names).toEqual(expect.arrayContaining([...usual, ...own]));
  });

  it('a public call does the same', () => {
    expect(adapter.strip(request).headers.map(([name]) => name)).toStrictEqual([...usual, ...own]);
  });
});
