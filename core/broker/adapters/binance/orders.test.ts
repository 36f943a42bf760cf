import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../base/decimals';
import type { OrderWish } from '../../../tokens/actions';
import type { RawRequest, Read } from '../adapter';
import { binanceAdapter } from './binance';
import { documented, known } from './endpoints';
import { isMoneyEndpoint } from './orders';

type Params = Readonly<Record<string, string>>;

const stamp = { recvWindow: '5000', timestamp: '1750000000123', signature: 'abc' } as const;

const encoded = (params: Params): string =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

function request(endpoint: string, text: string): RawRequest {
  const [method = '', path = ''] = endpoint.split(' ');
  const inBody = method === 'POST' || method === 'PUT';
  return {
    method,
    host: binanceAdapter.hostOf(path) ?? '',
    path,
    query: inBody ? null : text,
    headers: inBody ? [['content-type', 'application/x-www-form-urlencoded']] : [],
    body: Buffer.from(inBody ? text : '', 'latin1'),
  };
}

const read = (endpoint: string, params: Params): Read =>
  binanceAdapter.read(request(endpoint, encoded({ ...params, ...stamp })), 'asReceived');

/** Decimals as text, so that a failure shows them. */
function plain(value: unknown): unknown {
  if (value instanceof Decimal) return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}

function actionOf(endpoint: string, params: Params): unknown {
  const understood = read(endpoint, params);
  return understood.ok ? plain(understood.understood.action) : understood;
}

const whyOf = (endpoint: string, params: Params): string => {
  const understood = read(endpoint, params);
  return understood.ok ? 'ok' : understood.why;
};

const wish = (changes: Partial<Record<keyof OrderWish, unknown>> = {}): Record<string, unknown> => ({
  market: { venue: 'spot', id: 'BTCUSDT' },
  side: 'buy',
  type: 'limit',
  amount: '1',
  quoteAmount: null,
  price: '2',
  triggerPrice: null,
  reduceOnly: false,
  clientId: null,
  ...changes,
});

const limit = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '1', price: '2' } as const;
const spotOrder = 'POST /api/v3/order';
const contractOrder = 'POST /fapi/v1/order';

describe('every endpoint that moves money', () => {
  it('has a parameter table, and no other endpoint has', () => {
    const moving = Object.entries({ ...known, ...documented })
      .filter(([, row]) => /^(?:trade|margin)\./.test(row))
      .map(([name]) => name);
    expect(moving.filter((name) => !isMoneyEndpoint(name))).toStrictEqual([]);
    expect(
      Object.keys({ ...known, ...documented })
        .filter(isMoneyEndpoint)
        .sort(),
    ).toStrictEqual(moving.sort());
  });

  it('refuses a parameter that it does not know, and one that is said twice', () => {
    const names = Object.keys({ ...known, ...documented }).filter(isMoneyEndpoint);
    for (const name of names) {
      expect.soft(whyOf(name, { ...limit, surprise: '1' }), name).not.toBe('ok');
      const twice = binanceAdapter.read(request(name, `symbol=BTCUSDT&${encoded(stamp)}&symbol=BTCUSDT`), 'asReceived');
      expect.soft(twice, name).toMatchObject({ ok: false, why: 'ambiguous' });
    }
    expect(whyOf(spotOrder, { ...limit, surprise: '1' })).toBe('unknown-parameter');
    expect(whyOf(spotOrder, { ...limit, Quantity: '100' })).toBe('ambiguous');
  });
});

describe('a spot order', () => {
  it.each([
    [{}, {}],
    [{ timeInForce: 'IOC' }, { type: 'ioc' }],
    [{ timeInForce: 'FOK' }, { type: 'fok' }],
    [{ type: 'LIMIT_MAKER' }, { type: 'postOnly' }],
    [{ type: 'MARKET' }, { type: 'market', price: null }],
    [
      { type: 'STOP_LOSS', stopPrice: '3' },
      { type: 'stop', price: null, triggerPrice: '3' },
    ],
    [
      { type: 'TAKE_PROFIT_LIMIT', stopPrice: '3' },
      { type: 'stopLimit', triggerPrice: '3' },
    ],
    [{ type: 'STOP_LOSS_LIMIT', trailingDelta: '100' }, { type: 'trailing' }],
    [
      { side: 'SELL', newClientOrderId: 'x-1' },
      { side: 'sell', clientId: 'x-1' },
    ],
    [{ icebergQty: '0.1', newOrderRespType: 'FULL', selfTradePreventionMode: 'NONE', strategyId: '' }, {}],
  ])('%j is understood as %j', (params, changes) => {
    expect(actionOf(spotOrder, { ...limit, ...params })).toStrictEqual({ kind: 'place', orders: [wish(changes)] });
  });

  it('can be sized in quote units, at the market alone', () => {
    const { quantity: _, ...unsized } = limit;
    expect(actionOf(spotOrder, { ...unsized, type: 'MARKET', quoteOrderQty: '50' })).toStrictEqual({
      kind: 'place',
      orders: [wish({ type: 'market', price: null, amount: null, quoteAmount: '50' })],
    });
    expect(whyOf(spotOrder, { ...unsized, quoteOrderQty: '50' })).toBe('ambiguous');
    expect(whyOf(spotOrder, unsized)).toBe('ambiguous');
    expect(whyOf(spotOrder, { ...limit, type: 'MARKET', quoteOrderQty: '50' })).toBe('ambiguous');
  });

  it.each([
    { quantity: '1e3' },
    { quantity: '0' },
    { quantity: '-1' },
    { quantity: '' },
    { quantity: ' 1' },
    { price: 'NaN' },
    { side: 'buy' },
    { type: 'limit' },
    { timeInForce: 'GTX2' },
    { symbol: 'btcusdt' },
    { symbol: 'BTC/USDT' },
    { newClientOrderId: '' },
  ])('that says %j is refused', (params) => {
    expect(whyOf(spotOrder, { ...limit, ...params })).toBe('ambiguous');
  });

  it('whose price moves by itself is refused', () => {
    expect(whyOf(spotOrder, { ...limit, pegPriceType: 'PRIMARY_PEG' })).toBe('never-granted');
    expect(whyOf(contractOrder, { ...limit, priceMatch: 'QUEUE' })).toBe('never-granted');
    expect(whyOf(contractOrder, { ...limit, priceMatch: 'NONE' })).toBe('ok');
  });

  it('that is only tried reserves nothing, and is refused for all that a real one is', () => {
    expect(actionOf('POST /api/v3/order/test', limit)).toStrictEqual({ kind: 'read' });
    expect(whyOf('POST /api/v3/order/test', { ...limit, quantity: '' })).toBe('ambiguous');
  });

  it('on margin says which account, and borrows nothing', () => {
    const order = 'POST /sapi/v1/margin/order';
    const market = (venue: string): unknown => ({ orders: [{ market: { venue, id: 'BTCUSDT' } }] });
    expect(actionOf(order, { ...limit, isIsolated: 'TRUE' })).toMatchObject(market('isolated') as object);
    expect(actionOf(order, { ...limit, sideEffectType: 'NO_SIDE_EFFECT' })).toMatchObject(market('margin') as object);
    for (const sideEffectType of ['MARGIN_BUY', 'AUTO_REPAY', 'AUTO_BORROW_REPAY', ''])
      expect.soft(whyOf(order, { ...limit, sideEffectType }), sideEffectType).toBe('never-granted');
  });
});

describe('a list of orders', () => {
  const both = { symbol: 'BTCUSDT', side: 'SELL', quantity: '1' } as const;

  it('counts each of its orders', () => {
    const above = { aboveType: 'LIMIT_MAKER', abovePrice: '9', aboveClientOrderId: 'a' };
    const below = { belowType: 'STOP_LOSS_LIMIT', belowStopPrice: '5', belowPrice: '4', belowTimeInForce: 'GTC' };
    expect(actionOf('POST /api/v3/orderList/oco', { ...both, ...above, ...below })).toStrictEqual({
      kind: 'place',
      orders: [
        wish({ side: 'sell', type: 'postOnly', price: '9', clientId: 'a' }),
        wish({ side: 'sell', type: 'stopLimit', price: '4', triggerPrice: '5' }),
      ],
    });
  });

  it('of the older kind is a limit and a stop', () => {
    expect(actionOf('POST /api/v3/order/oco', { ...both, price: '9', stopPrice: '5' })).toStrictEqual({
      kind: 'place',
      orders: [
        wish({ side: 'sell', type: 'postOnly', price: '9' }),
        wish({ side: 'sell', type: 'stop', price: null, triggerPrice: '5' }),
      ],
    });
  });

  it('that triggers others counts them with their own side and size', () => {
    const working = {
      workingType: 'LIMIT',
      workingSide: 'BUY',
      workingPrice: '2',
      workingQuantity: '1',
      workingTimeInForce: 'GTC',
    };
    const pending = {
      pendingSide: 'SELL',
      pendingQuantity: '3',
      pendingAboveType: 'LIMIT_MAKER',
      pendingAbovePrice: '9',
    };
    const otoco = { symbol: 'BTCUSDT', ...working, ...pending };
    expect(actionOf('POST /api/v3/orderList/otoco', otoco)).toStrictEqual({
      kind: 'place',
      orders: [wish(), wish({ side: 'sell', type: 'postOnly', amount: '3', price: '9' })],
    });
    const below = { pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: '1' };
    expect(actionOf('POST /api/v3/orderList/otoco', { ...otoco, ...below })).toMatchObject({
      orders: [{}, {}, { amount: '3', type: 'stop', triggerPrice: '1' }],
    });
  });
});

describe('an order of contracts', () => {
  const market = { symbol: 'BTCUSDT', side: 'SELL', type: 'MARKET', quantity: '1' } as const;
  const reduces = (params: Params): unknown => {
    const { quantity, ...unsized } = market;
    const understood = read(
      contractOrder,
      params.closePosition === 'true' ? { ...unsized, ...params } : { ...unsized, quantity, ...params },
    );
    if (!understood.ok) return understood.why;
    const { action } = understood.understood;
    return action.kind === 'place' ? action.orders[0]?.reduceOnly : action.kind;
  };

  it.each([
    [{}, false],
    [{ reduceOnly: 'true' }, true],
    [{ reduceOnly: 'True' }, true],
    [{ reduceOnly: 'false' }, false],
    [{ reduceOnly: '1' }, 'ambiguous'],
    [{ reduceOnly: '' }, 'ambiguous'],
    [{ positionSide: 'BOTH', reduceOnly: 'true' }, true],
    [{ positionSide: 'LONG' }, true],
    [{ positionSide: 'SHORT' }, false],
    [{ side: 'BUY', positionSide: 'SHORT' }, true],
    [{ side: 'BUY', positionSide: 'LONG' }, false],
    [{ side: 'BUY', positionSide: 'LONG', reduceOnly: 'true' }, 'ambiguous'],
    [{ type: 'STOP_MARKET', stopPrice: '1', closePosition: 'true' }, true],
    [{ closePosition: 'true' }, 'ambiguous'],
  ])('%j only closes: %j', (params, expected) => {
    expect(reduces(params as Params)).toBe(expected);
  });

  it('that closes a position has the position’s own size, and no other', () => {
    const { quantity: _, ...close } = { ...market, type: 'STOP_MARKET', stopPrice: '7', closePosition: 'true' };
    expect(actionOf(contractOrder, close)).toMatchObject({
      orders: [{ amount: null, quoteAmount: null, reduceOnly: true, triggerPrice: '7' }],
    });
    expect(whyOf(contractOrder, { ...close, quantity: '1' })).toBe('ambiguous');
  });

  it.each([
    ['GTX', 'postOnly'],
    ['GTD', 'limit'],
    ['IOC', 'ioc'],
  ])('with %s is %s', (timeInForce, type) => {
    expect(actionOf(contractOrder, { ...limit, timeInForce })).toMatchObject({ orders: [{ type }] });
  });

  it('that waits for a condition is in a book of its own', () => {
    const algo = { ...limit, type: 'STOP', algoType: 'CONDITIONAL', triggerPrice: '3', clientAlgoId: 'me' };
    expect(actionOf('POST /fapi/v1/algoOrder', algo)).toStrictEqual({
      kind: 'place',
      orders: [
        wish({ market: { venue: 'usdm.algo', id: 'BTCUSDT' }, type: 'stopLimit', triggerPrice: '3', clientId: 'me' }),
      ],
    });
    expect(whyOf('POST /fapi/v1/algoOrder', { ...algo, algoType: 'TWAP' })).toBe('ambiguous');
  });

  it('in a batch is understood as it is alone, and what is said twice in it is refused', () => {
    const batch = (batchOrders: string): unknown => actionOf('POST /fapi/v1/batchOrders', { batchOrders });
    expect(
      batch(JSON.stringify([limit, { ...limit, reduceOnly: true, quantity: 5, price: null, type: 'MARKET' }])),
    ).toStrictEqual({
      kind: 'place',
      orders: [
        wish({ market: { venue: 'usdm', id: 'BTCUSDT' } }),
        wish({ market: { venue: 'usdm', id: 'BTCUSDT' }, type: 'market', amount: '5', price: null, reduceOnly: true }),
      ],
    });
    for (const bad of [
      '[]',
      '{}',
      '[1]',
      '[{"symbol":"A","symbol":"A"}]',
      '[{"sumbol":"A"}]',
      `[${'{},'.repeat(5)}{}]`,
    ])
      expect.soft(batch(bad), bad).toMatchObject({ ok: false });
    expect(batch(JSON.stringify([{ ...limit, newClientOrderId: null }]))).toMatchObject({ ok: false });
  });
});

describe('an edit', () => {
  it('in place keeps its id, and must say size and price', () => {
    const edit = { symbol: 'BTCUSDT', side: 'BUY', orderId: '7', quantity: '1', price: '2' };
    const ref = { market: { venue: 'usdm', id: 'BTCUSDT' }, orderId: '7', clientId: null };
    expect(actionOf('PUT /fapi/v1/order', edit)).toStrictEqual({
      kind: 'edit',
      edits: [{ target: ref, order: wish({ market: ref.market }), inPlace: true }],
    });
    const { price: _, ...unpriced } = edit;
    expect(whyOf('PUT /dapi/v1/order', unpriced)).toBe('ambiguous');
  });

  it('that replaces an order on spot does so only after it is gone', () => {
    const replace = 'POST /api/v3/order/cancelReplace';
    const params = { ...limit, cancelReplaceMode: 'STOP_ON_FAILURE', cancelOrderId: '7', newClientOrderId: 'n' };
    const target = { market: { venue: 'spot', id: 'BTCUSDT' }, orderId: '7', clientId: null };
    expect(actionOf(replace, params)).toStrictEqual({
      kind: 'edit',
      edits: [{ target, order: wish({ clientId: 'n' }), inPlace: false }],
    });
    expect(whyOf(replace, { ...params, cancelReplaceMode: 'ALLOW_FAILURE' })).toBe('never-granted');
  });
});

describe('a cancel', () => {
  const market = { venue: 'usdm', id: 'BTCUSDT' };

  it('that gives number and id means the number, so an own id does not cover a foreign order', () => {
    expect(
      actionOf('DELETE /fapi/v1/order', { symbol: 'BTCUSDT', orderId: '7', origClientOrderId: 'mine' }),
    ).toStrictEqual({
      kind: 'cancel',
      targets: [{ market, orderId: '7', clientId: null }],
    });
    expect(whyOf('DELETE /fapi/v1/order', { symbol: 'BTCUSDT' })).toBe('ambiguous');
  });

  it('of several names each of them, in ccxt’s spelling and the documented one', () => {
    const targets = ['8389765518475562193', '2'].map((orderId) => ({ market, orderId, clientId: null }));
    for (const name of ['orderidlist', 'orderIdList'])
      expect(
        actionOf('DELETE /fapi/v1/batchOrders', { symbol: 'BTCUSDT', [name]: '[8389765518475562193,2]' }),
      ).toStrictEqual({
        kind: 'cancel',
        targets,
      });
    expect(whyOf('DELETE /fapi/v1/batchOrders', { symbol: 'BTCUSDT', orderIdList: '[1]', orderidlist: '[2]' })).toBe(
      'ambiguous',
    );
    expect(
      whyOf('DELETE /fapi/v1/batchOrders', { symbol: 'BTCUSDT', orderIdList: '[1]', origClientOrderIdList: '["a"]' }),
    ).toBe('ambiguous');
  });

  it('of everything on a market is a class of its own', () => {
    const understood = read('DELETE /api/v3/openOrders', { symbol: 'BTCUSDT' });
    expect(understood).toMatchObject({
      ok: true,
      understood: { class: 'trade.cancel.any', action: { kind: 'cancelAll', venue: 'spot', market: 'BTCUSDT' } },
    });
    expect(read('POST /fapi/v1/countdownCancelAll', { symbol: 'BTCUSDT', countdownTime: '1000' })).toMatchObject({
      ok: true,
      understood: { class: 'trade.cancel.any' },
    });
  });
});

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
