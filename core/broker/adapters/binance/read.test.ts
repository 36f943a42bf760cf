import { describe, expect, it } from 'vitest';
import type { RawRequest } from '../adapter';
import { binanceAdapter } from './binance';
import { encoded, limit, request, spotOrder, stamp } from './orders/asking';

describe('what can be read in two ways', () => {
  const order = request(spotOrder, encoded({ ...limit, ...stamp }));
  const why = (changed: Partial<RawRequest>): unknown => {
    const understood = binanceAdapter.read({ ...order, ...changed }, 'asReceived');
    return understood.ok ? 'ok' : understood.why;
  };

  it.each<[string, Partial<RawRequest>]>([
    ['the same name in query and form', { query: 'quantity=100' }],
    ['the same name in another case', { query: 'Quantity=100' }],
    ['an encoded name', { query: '%71uantity=100' }],
    ['a name of a framework', { query: '_method=DELETE' }],
    [
      'a value with a plus',
      { body: Buffer.from(encoded({ ...limit, ...stamp }).replace('quantity=1', 'quantity=+1')) },
    ],
    ['a body that is not called a form', { headers: [['content-type', 'application/json']] }],
    ['a body without a type', { headers: [] }],
    ['another method in a header', { headers: [...order.headers, ['x-http-method-override', 'DELETE']] }],
    ['an encoded body', { headers: [...order.headers, ['content-encoding', 'gzip']] }],
  ])('%s is refused', (_, changed) => {
    expect(why({})).toBe('ok');
    expect(why(changed)).toBe('ambiguous');
  });

  it.each([
    '/api/v3/order/',
    '//api/v3/order',
    '/api/v3/./order',
    '/api/v3/%6frder',
    '/API/v3/order',
    '/api/v3/order;a',
  ])('the path %s is no endpoint', (path) => {
    expect(why({ path })).toBe('unknown-endpoint');
  });

  it('a GET with a body is refused, and a path on a foreign host', () => {
    const account = { ...request('GET /api/v3/account', 'timestamp=1'), body: Buffer.from('a=b') };
    expect(binanceAdapter.read(account, 'asReceived')).toMatchObject({ ok: false, why: 'ambiguous' });
    expect(why({ host: 'fapi.binance.com' })).toBe('unknown-endpoint');
  });
});
