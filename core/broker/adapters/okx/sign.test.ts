import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderWish } from '../../../tokens/actions';
import { asked, exampleKey } from './examples';
import { okxAdapter } from './okx';

const { key } = exampleKey('real');
const how = { real: key, form: 'exchange', nowMs: Date.UTC(2026, 10, 24), clientIds: ['kh01', 'kh02', 'kh03'] };
const wish: OrderWish = {
  ...{ market: { venue: 'spot', id: 'BTC-USDT' }, side: 'buy', type: 'limit', amount: null, quoteAmount: null },
  ...{ price: null, triggerPrice: null, reduceOnly: false, clientId: null },
};
const signedBody = (endpoint: string, body: unknown): string =>
  okxAdapter.sign(asked(endpoint, body), how).body.toString('utf8');

describe('a client id', () => {
  it('is put where the client gave none, and nothing else changes', () => {
    expect(signedBody('POST /api/v5/trade/order', '{ "sz" : "1" }')).toBe('{ "sz" : "1" ,"clOrdId":"kh01"}');
    expect(signedBody('POST /api/v5/trade/batch-orders', '[{"a":"1"},{"clOrdId":"mine","a":"2"}, {"a":"3"}]')).toBe(
      '[{"a":"1","clOrdId":"kh01"},{"clOrdId":"mine","a":"2"}, {"a":"3","clOrdId":"kh03"}]',
    );
  });

  it('of an algo order stands under its own name, beside one that says nothing to OKX', () => {
    const signed = (body: string) =>
      okxAdapter
        .sign(asked('POST /api/v5/trade/order-algo', body), { ...how, clientIds: ['algo:kh01'] })
        .body.toString();
    expect(signed('{"sz":"1","clOrdId":"theirs"}')).toBe('{"sz":"1","clOrdId":"theirs","algoClOrdId":"kh01"}');
    expect(signed('{"algoClOrdId":"","sz":"1"}')).toBe('{"algoClOrdId":"kh01","sz":"1"}');
    expect(signed('{"algoClOrdId":"mine","sz":"1"}')).toBe('{"algoClOrdId":"mine","sz":"1"}');
  });

  it('takes the place of an empty one', () => {
    expect(
      signedBody(
        'POST /api/v5/trade/batch-orders',
        '[{"a":"1","clOrdId":"mine"},{"clOrdId" : "","b":"clOrdId"},{"clOrdId":null}]',
      ),
    ).toBe('[{"a":"1","clOrdId":"mine"},{"clOrdId":"kh02","b":"clOrdId"},{"clOrdId":"kh03"}]');
  });

  it('stands once in every order, whatever the client left out', () => {
    const order = fc.record(
      { clOrdId: fc.constantFrom('', null, 'mine1'), tag: fc.constantFrom('', 'clOrdId', '{') },
      { requiredKeys: ['tag'] },
    );
    fc.assert(
      fc.property(fc.array(order, { minLength: 1, maxLength: 3 }), fc.nat(2), (orders, space) => {
        const text = signedBody('POST /api/v5/trade/batch-orders', JSON.stringify(orders, null, space));
        const read = JSON.parse(text) as { clOrdId: string }[];
        expect(read.map(({ clOrdId }) => clOrdId)).toStrictEqual(
          orders.map(({ clOrdId }, index) => (clOrdId === 'mine1' ? clOrdId : how.clientIds[index])),
        );
        expect(text.split('"clOrdId":').length + text.split('"clOrdId" :').length - 2).toBeGreaterThanOrEqual(
          orders.length,
        );
      }),
    );
  });

  it('is put into no request that places nothing', () => {
    expect(signedBody('POST /api/v5/trade/cancel-order', '{"ordId":"1"}')).toBe('{"ordId":"1"}');
    expect(signedBody('POST /api/v5/trade/amend-order', '{"ordId":"1"}')).toBe('{"ordId":"1"}');
  });

  it('is one that OKX takes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (bytes) => {
        for (const type of ['limit', 'stop'] as const) {
          const id = okxAdapter.clientId(bytes, { ...wish, type });
          const endpoint = type === 'limit' ? 'order' : 'order-algo';
          const request = asked(`POST /api/v5/trade/${endpoint}`, '{"sz":"1"}');
          const { body } = okxAdapter.sign(request, { ...how, clientIds: [id] });
          const [, sent] = Object.values(JSON.parse(body.toString()) as Record<string, string>);
          expect(sent).toMatch(/^[a-z][a-z0-9]{1,31}$/);
        }
      }),
    );
  });
});

describe('headers', () => {
  const request = {
    ...asked('POST /api/v5/trade/order', '{"sz":"1"}'),
    headers: [
      ['accept', '*/*'],
      ['ok-access-sign', 'theirs'],
      ['x-simulated-trading', '1'],
      ['ok-access-key', 'theirs'],
      ['content-length', '10'],
      ['ok-access-timestamp', 'theirs'],
      ['ok-access-passphrase', 'theirs'],
    ] as const,
  };

  it('keep their order, and the length is the one of the body that goes out', () => {
    const { headers, body } = okxAdapter.sign(request, how);
    expect(headers.map(([name]) => name)).toStrictEqual(request.headers.map(([name]) => name));
    expect(headers).toContainEqual(['content-length', String(body.length)]);
    expect(headers).toContainEqual(['x-simulated-trading', '1']);
    expect(headers.map(([, value]) => value)).not.toContain('theirs');
    expect(okxAdapter.verify({ ...request, headers, body }, key).ok).toBe(true);
  });

  it('of a public call name no key', () => {
    expect(okxAdapter.strip(request).headers.map(([name]) => name)).toStrictEqual([
      'accept',
      'x-simulated-trading',
      'content-length',
    ]);
  });

  it('tell the demo account', () => {
    expect(okxAdapter.asksDemo(request)).toBe(true);
    expect(okxAdapter.asksDemo({ ...request, headers: [['x-simulated-trading', '0']] })).toBe(false);
    expect(okxAdapter.asksDemo({ ...request, headers: [] })).toBe(false);
  });
});
