import { describe, expect, it } from 'vitest';
import { binanceAdapter } from '../binance';
import { documented, known } from '../endpoints';
import { isMoneyEndpoint } from '.';
import { actionOf, contractOrder, encoded, limit, request, spotOrder, stamp, whyOf, wish } from './asking';

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
      { type: 'stopLimit', triggerPrice: '3', takesProfit: true },
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
