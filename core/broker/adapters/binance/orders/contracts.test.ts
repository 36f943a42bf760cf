import { describe, expect, it } from 'vitest';
import { actionOf, contractOrder, limit, read, whyOf, wish, type Params } from './asking';

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

describe('a name that nobody documents', () => {
  it('is shown only where it is plain: a reason reaches logs and terminals', () => {
    const reasonOf = (name: string) =>
      read('POST /fapi/v1/batchOrders', { batchOrders: JSON.stringify([{ [name]: '1' }]) });
    expect(reasonOf('size')).toMatchObject({ ok: false, reason: 'parameter size is not known here' });
    expect(reasonOf('\u001b]0;owned')).toMatchObject({ ok: false, reason: 'a parameter is not known here' });
  });
});
