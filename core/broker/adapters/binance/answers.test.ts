import { describe, expect, it } from 'vitest';
import type { Action, OrderWish } from '../../../tokens/actions';
import { Decimal } from '../../../base/decimals';
import type { WholeAnswer } from '../adapter';
import { binanceAdapter } from './binance';

/** Shapes of developers.binance.com, seen 2026-11; numbers and ids are invented. */
const answer = (body: string, status = 200): WholeAnswer => ({ status, body: Buffer.from(body) });
const market = { venue: 'spot', id: 'BTCUSDT' } as const;

const wish = (changes: Partial<OrderWish> = {}): OrderWish => ({
  market,
  side: 'buy',
  type: 'limit',
  amount: Decimal.of('1'),
  quoteAmount: null,
  price: Decimal.of('2'),
  triggerPrice: null,
  reduceOnly: false,
  clientId: null,
  ...changes,
});

const asked = (action: Action): Parameters<typeof binanceAdapter.placed>[0] => ({
  class: 'trade.create',
  endpoint: 'POST /',
  action,
});

function outcomes(orders: readonly OrderWish[], body: string, status = 200): unknown[] {
  return binanceAdapter.placed(asked({ kind: 'place', orders }), answer(body, status)).map(flat);
}

const flat = (outcome: object): unknown =>
  Object.fromEntries(
    Object.entries(outcome).map(([name, value]) => [
      name,
      value instanceof Decimal ? value.toString() : (value as unknown),
    ]),
  );

const order = (fields: string): string => `{"symbol":"BTCUSDT","orderId":8389765518475562193,${fields}}`;
const accepted = (filled: string, over: boolean): object => ({
  state: 'accepted',
  orderId: '8389765518475562193',
  filled,
  over,
});

describe('what an answer says of a placed order', () => {
  it.each([
    ['"clientOrderId":"a","transactTime":1', accepted('0', false)],
    ['"status":"NEW","executedQty":"0.00"', accepted('0', false)],
    ['"status":"PARTIALLY_FILLED","executedQty":"0.50"', accepted('0.5', false)],
    ['"status":"FILLED","executedQty":"1","fills":[]', accepted('1', true)],
    ['"status":"EXPIRED","executedQty":"0.3"', accepted('0.3', true)],
    ['"status":"SOMETHING_NEW","executedQty":"0"', { state: 'unknown' }],
    ['"status":"NEW"', { state: 'unknown' }],
  ])('%s', (fields, expected) => {
    expect(outcomes([wish()], order(fields))).toStrictEqual([expected]);
  });

  it.each([
    ['{"code":-2010,"msg":"Account has insufficient balance for requested action."}', 400, 'rejected'],
    ['{"code":-1003,"msg":"Too much request weight used"}', 429, 'rejected'],
    ['{"code":-1007,"msg":"Timeout waiting for response from backend server."}', 408, 'unknown'],
    ['{"code":-1006,"msg":"An unexpected response was received"}', 400, 'unknown'],
    ['{"code":-1000,"msg":"An unknown error occurred"}', 500, 'unknown'],
    ['{"code":-2010,"msg":""}', 503, 'unknown'],
    ['<html>Forbidden</html>', 403, 'unknown'],
    ['{"orderId":1,"status":"NE', 200, 'unknown'],
    ['', 200, 'unknown'],
    ['[]', 200, 'unknown'],
    ['{"orderId":1,"orderId":2}', 200, 'unknown'],
  ])('%s with %i', (body, status, state) => {
    expect(outcomes([wish()], body, status)).toStrictEqual([{ state }]);
  });

  it('in a batch, for each', () => {
    const items = [
      order('"status":"NEW","executedQty":"0"'),
      '{"code":-2022,"msg":"ReduceOnly Order is rejected."}',
      '{"code":-1007,"msg":""}',
    ];
    const three = [wish(), wish(), wish()];
    expect(outcomes(three, `[${items.join()}]`)).toStrictEqual([
      accepted('0', false),
      { state: 'rejected' },
      { state: 'unknown' },
    ]);
    expect(outcomes(three, `[${items.slice(1).join()}]`)).toStrictEqual(three.map(() => ({ state: 'unknown' })));
    expect(outcomes(three, '{"code":-4082,"msg":""}', 400)).toStrictEqual(three.map(() => ({ state: 'rejected' })));
  });

  it('in a list, by its id, and by what it is where Binance was given none', () => {
    const reports = [
      '{"orderId":2,"clientOrderId":"khB","side":"SELL","status":"NEW","executedQty":"0","price":"4","stopPrice":"5"}',
      '{"orderId":1,"clientOrderId":"mine","side":"SELL","status":"NEW","executedQty":"0","price":"9"}',
    ];
    const legs = [
      wish({ side: 'sell', clientId: 'mine' }),
      wish({ side: 'sell', price: Decimal.of('4'), triggerPrice: Decimal.of('5') }),
    ];
    expect(outcomes(legs, `{"orderListId":7,"orders":[],"orderReports":[${reports.join()}]}`)).toMatchObject([
      { orderId: '1' },
      { orderId: '2' },
    ]);
  });

  it.each([
    [
      '{"cancelResult":"SUCCESS","newOrderResult":"SUCCESS","cancelResponse":{},"newOrderResponse":{"orderId":5,"status":"NEW","executedQty":"0"}}',
      200,
      'accepted',
    ],
    [
      '{"code":-2022,"msg":"","data":{"cancelResult":"FAILURE","newOrderResult":"NOT_ATTEMPTED","cancelResponse":{"code":-2011},"newOrderResponse":null}}',
      400,
      'rejected',
    ],
    [
      '{"code":-2021,"msg":"","data":{"cancelResult":"SUCCESS","newOrderResult":"FAILURE","cancelResponse":{},"newOrderResponse":{"code":-2010,"msg":""}}}',
      409,
      'rejected',
    ],
    [
      '{"code":-2021,"msg":"","data":{"cancelResult":"SUCCESS","newOrderResult":"FAILURE","cancelResponse":{},"newOrderResponse":{"code":-1007,"msg":""}}}',
      409,
      'unknown',
    ],
  ])('of a replacing: %s', (body, status, state) => {
    expect(outcomes([wish()], body, status)).toMatchObject([{ state }]);
  });
});

describe('what an answer says of a cancelled order', () => {
  const target = { market, orderId: '8389765518475562193', clientId: null };
  const states = (body: string, status = 200): unknown[] =>
    binanceAdapter.cancelled(asked({ kind: 'cancel', targets: [target] }), answer(body, status)).map(flat);
  const done = { state: 'done', orderId: '8389765518475562193', filled: '0.5' };

  it('tells what it filled before', () => {
    expect(
      states(order('"status":"CANCELED","executedQty":"0.5","origClientOrderId":"a","clientOrderId":"b"')),
    ).toStrictEqual([done]);
    expect(states(`[${order('"status":"CANCELED","executedQty":"0.5"')}]`)).toStrictEqual([done]);
    expect(states('{"algoId":7,"clientAlgoId":"a","code":"200","msg":"success"}')).toStrictEqual([
      { state: 'done', orderId: '7', filled: '0' },
    ]);
  });

  it('is open where the order is not found: it may have filled', () => {
    expect(states('{"code":-2011,"msg":"Unknown order sent."}', 400)).toStrictEqual([{ state: 'unknown' }]);
    expect(states('[{"code":-2011,"msg":"Unknown order sent."}]')).toStrictEqual([{ state: 'unknown' }]);
    expect(flat(binanceAdapter.own.readCancel(answer('{"code":-2011,"msg":""}', 400)))).toStrictEqual({
      state: 'unknown',
    });
  });

  it('also the first half of a replacing', () => {
    const body = `{"code":-2021,"data":{"cancelResult":"SUCCESS","newOrderResult":"FAILURE","cancelResponse":${order('"status":"CANCELED","executedQty":"0.5"')}}}`;
    const edit = { kind: 'edit', edits: [{ target, order: wish(), inPlace: false }] } as const;
    expect(binanceAdapter.cancelled(asked(edit), answer(body, 409)).map(flat)).toStrictEqual([done]);
  });
});

describe('what reads tell of orders', () => {
  it('is each of them by the client’s own id', () => {
    const body = `[${order('"clientOrderId":"a","status":"NEW","executedQty":"0"')},{"orderId":2,"clientOrderId":"b","status":"FILLED","executedQty":"1"}]`;
    const told = binanceAdapter.told('GET /api/v3/openOrders', answer(body));
    expect(told.map(({ clientId, state }) => [clientId, state.state])).toStrictEqual([
      ['a', 'open'],
      ['b', 'done'],
    ]);
    expect(binanceAdapter.told('GET /api/v3/myTrades', answer(body))).toStrictEqual([]);
    expect(binanceAdapter.told('GET /api/v3/openOrders', answer(body, 500))).toStrictEqual([]);
  });
});

describe('the coin list that clients need to start', () => {
  const blank = (body: string): string | undefined =>
    binanceAdapter.blank('GET /sapi/v1/capital/config/getall', Buffer.from(body))?.toString();

  it('loses its balances and nothing else', () => {
    const coin = {
      coin: 'BTC',
      free: '1.5',
      locked: '2',
      freeze: '3',
      withdrawing: '4',
      ipoing: '5',
      ipoable: '6',
      storage: '7',
      networkList: [{ network: 'BTC', withdrawFee: '0.1' }],
    };
    const zero = { free: '0', locked: '0', freeze: '0', withdrawing: '0', ipoing: '0', ipoable: '0', storage: '0' };
    expect(JSON.parse(blank(JSON.stringify([coin])) ?? '')).toStrictEqual([{ ...coin, ...zero }]);
    expect(binanceAdapter.blank('GET /sapi/v1/margin/allPairs', Buffer.from('[]'))).toBeUndefined();
  });

  it('never passes what it does not understand', () => {
    expect(blank('[{"free":"1.5"')).toBe('[]');
    expect(blank('{"data":[{"free":"1.5"}]}')).toBe('[]');
    expect(blank('{"code":-2015,"msg":"no"}')).toBe('{"code":-2015,"msg":"no"}');
  });
});

describe('a client id of the broker’s', () => {
  it('is one that Binance takes', () => {
    expect(
      binanceAdapter.clientId(
        Uint8Array.from({ length: 12 }, (_, index) => index * 20),
        wish(),
      ),
    ).toMatch(/^[.A-Z:/a-z0-9_-]{1,36}$/);
  });
});
