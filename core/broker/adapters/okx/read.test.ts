import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../base/decimals';
import type { Action, OrderWish } from '../../../tokens/actions';
import { endpoints } from './endpoints/table';
import { asked } from './examples';
import { okxAdapter } from './okx';

const readOf = (...args: Parameters<typeof asked>) => okxAdapter.read(asked(...args), 'exchange');

function actionOf(...args: Parameters<typeof asked>): Action {
  const read = readOf(...args);
  if (!read.ok) throw new Error(`${read.why}: ${read.reason}`);
  return read.understood.action;
}

const limit = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '0.01', px: '50000' };
const swap = { instId: 'BTC-USDT-SWAP', tdMode: 'cross', side: 'sell', ordType: 'market', sz: '3' };

function wishOf(order: Record<string, unknown>): OrderWish {
  const action = actionOf('POST /api/v5/trade/order', order);
  if (action.kind !== 'place' || action.orders[0] === undefined) throw new Error('no order');
  return action.orders[0];
}

function whyNot(...args: Parameters<typeof asked>): string {
  const read = readOf(...args);
  return read.ok ? 'read' : `${read.why}: ${read.reason}`;
}

describe('an order', () => {
  it('is read whole, alone and in a list of one', () => {
    const wish: OrderWish = {
      market: { venue: 'spot', id: 'BTC-USDT' },
      side: 'buy',
      type: 'limit',
      amount: Decimal.of('0.01'),
      quoteAmount: null,
      price: Decimal.of('50000'),
      triggerPrice: null,
      reduceOnly: false,
      clientId: null,
    };
    expect(readOf('POST /api/v5/trade/order', limit)).toStrictEqual({
      ok: true,
      understood: {
        class: 'trade.create',
        endpoint: 'POST /api/v5/trade/order',
        action: { kind: 'place', orders: [wish] },
      },
    });
    expect(actionOf('POST /api/v5/trade/batch-orders', [{ ...limit, clOrdId: 'mine1' }])).toStrictEqual({
      kind: 'place',
      orders: [{ ...wish, clientId: 'mine1' }],
    });
  });

  it.each([
    ['limit', 'limit'],
    ['post_only', 'postOnly'],
    ['ioc', 'ioc'],
    ['fok', 'fok'],
    ['market', 'market'],
  ])('of type %s is %s', (ordType, type) => {
    expect(wishOf({ ...limit, ordType }).type).toBe(type);
  });

  it.each([
    ['a spot market buy without a unit is in quote', { side: 'buy' }, null, '5'],
    ['a spot market sell without a unit is in base', { side: 'sell' }, '5', null],
    ['a spot market buy in base', { side: 'buy', tgtCcy: 'base_ccy' }, '5', null],
    ['a spot market sell in quote', { side: 'sell', tgtCcy: 'quote_ccy' }, null, '5'],
  ])('knows its unit: %s', (_, change, amount, quote) => {
    const wish = wishOf({ ...limit, ordType: 'market', px: '', sz: '5', ...change });
    expect([wish.amount?.toString() ?? null, wish.quoteAmount?.toString() ?? null]).toStrictEqual([amount, quote]);
    expect(wish.price).toBeNull();
  });

  it.each([
    ['BTC-USDT', 'cash', 'spot'],
    ['BTC-USDT-SWAP', 'cross', 'swap'],
    ['BTC-USD_UM-SWAP', 'isolated', 'swap'],
    ['BTC-USD-261225', 'cross', 'futures'],
  ])('on %s with %s is of venue %s', (instId, tdMode, venue) => {
    expect(wishOf({ ...limit, instId, tdMode }).market).toStrictEqual({ venue, id: instId });
  });

  it.each([
    ['net mode, flag', { reduceOnly: true }, true],
    ['net mode, flag as text', { reduceOnly: 'true', posSide: 'net' }, true],
    ['net mode, no flag', { posSide: 'net' }, false],
    ['sell long', { posSide: 'long' }, true],
    ['sell short', { posSide: 'short' }, false],
    ['sell short with the flag that OKX ignores there', { posSide: 'short', reduceOnly: true }, false],
    ['buy short', { side: 'buy', posSide: 'short' }, true],
    ['buy long with the flag', { side: 'buy', posSide: 'long', reduceOnly: true }, false],
  ])('certainly only closes, or not: %s', (_, change, closes) => {
    expect(wishOf({ ...swap, ...change }).reduceOnly).toBe(closes);
  });

  it('on spot is never one that certainly only closes', () => {
    expect(wishOf({ ...limit, reduceOnly: true }).reduceOnly).toBe(false);
  });

  it.each(['cross', 'isolated'])('on a spot market with tdMode %s would borrow, and is never granted', (tdMode) => {
    const never = { ok: false, why: 'never-granted', alarm: false };
    expect(readOf('POST /api/v5/trade/order', { ...limit, tdMode })).toMatchObject(never);
    expect(readOf('POST /api/v5/trade/batch-orders', [limit, { ...limit, tdMode }])).toMatchObject(never);
  });

  it('may carry what other clients send unset', () => {
    const unset = {
      clOrdId: '',
      tag: '',
      posSide: '',
      reduceOnly: '',
      tgtCcy: '',
      ccy: null,
      pxUsd: '',
      attachAlgoOrds: [],
      stpMode: '',
    };
    expect(wishOf({ ...limit, ...unset })).toStrictEqual(wishOf(limit));
  });

  it.each([
    ['an attached stop', { attachAlgoOrds: [{ slTriggerPx: '1', slOrdPx: '-1' }] }],
    ['the older form of it', { slTriggerPx: '1', slOrdPx: '-1' }],
    ['a parameter nobody knows', { szz: '1' }],
    ['an option', { instId: 'BTC-USD-261225-60000-C' }],
    ['another type', { ordType: 'mmp' }],
    ['no type', { ordType: '' }],
    ['no side', { side: undefined }],
    ['lead trading', { tdMode: 'spot_isolated' }],
    ['cash on a swap', { instId: 'BTC-USDT-SWAP', tdMode: 'cash' }],
    ['quick borrowing', { quickMgnType: 'auto_borrow' }],
    ['a price in volatility', { pxVol: '1' }],
    ['slippage', { slippagePct: '0.01' }],
    ['a size in quote on a limit order', { tgtCcy: 'quote_ccy' }],
    ['a size in another quote', { ordType: 'market', tradeQuoteCcy: 'USDC' }],
    ['optimal_limit_ioc on spot', { ordType: 'optimal_limit_ioc' }],
    ['a position on spot', { posSide: 'long' }],
    ['an exponent', { sz: '1e3' }],
    ['a negative size', { sz: '-1' }],
    ['no size', { sz: '' }],
    ['a zero price', { px: '0' }],
    ['no price', { px: undefined }],
    ['a price that is a list', { px: ['1'] }],
    ['a flag that is a word', { banAmend: 'perhaps' }],
    ['an id of other characters', { clOrdId: 'a-b' }],
    ['an id that is too long', { clOrdId: 'a'.repeat(33) }],
  ])('is refused with %s', (_, change) => {
    const read = readOf('POST /api/v5/trade/order', { ...limit, ...change });
    expect(read.ok).toBe(false);
    expect(whyNot('POST /api/v5/trade/batch-orders', [limit, { ...limit, ...change }])).toBe(
      read.ok ? '' : `${read.why}: ${read.reason}`,
    );
  });

  it('can be read in one way only', () => {
    const text = JSON.stringify(limit);
    for (const body of [
      text.replace('"sz"', '"px":"1","sz"'),
      text.replace('"sz":"0.01"', '"sz":"0.01","s\\u007a":"9"'),
      text.replace('0.01', '0.0\\u0031'),
      `${text}{}`,
      `${text} `.replace(' ', '\u00a0'),
      `[${text}]`,
      '',
      'null',
      'sz=1&px=2',
    ])
      expect(whyNot('POST /api/v5/trade/order', body), body).toMatch(/^ambiguous/);
    expect(whyNot('POST /api/v5/trade/order', limit, 'sz=9')).toMatch(/^ambiguous/);
    expect(whyNot('POST /api/v5/trade/batch-orders', limit)).toMatch(/^ambiguous/);
    expect(whyNot('POST /api/v5/trade/batch-orders', [])).toMatch(/^ambiguous/);
    expect(whyNot('POST /api/v5/trade/batch-orders', [limit, 1])).toMatch(/^ambiguous/);
    expect(whyNot('POST /api/v5/trade/batch-orders', Array(21).fill(limit))).toMatch(/^ambiguous/);
  });
});

describe('a change of an order', () => {
  const amend = { instId: 'BTC-USDT-SWAP', ordId: '123', clOrdId: 'other', newSz: '2', newPx: '5' };

  it('names the order as OKX takes it, and says what the order keeps', () => {
    const action = actionOf('POST /api/v5/trade/amend-order', amend);
    expect(action).toMatchObject({
      kind: 'edit',
      edits: [
        {
          target: { market: { venue: 'swap', id: 'BTC-USDT-SWAP' }, orderId: '123', clientId: null },
          order: { amount: Decimal.of('2'), price: Decimal.of('5') },
          inPlace: true,
          keeps: ['market', 'side', 'type'],
        },
      ],
    });
    expect(actionOf('POST /api/v5/trade/amend-batch-orders', [amend])).toStrictEqual(action);
  });

  it('without a size leaves the size unknown, and is refused without a price', () => {
    const { newSz: _size, ...priceOnly } = amend;
    expect(actionOf('POST /api/v5/trade/amend-order', priceOnly)).toMatchObject({
      edits: [{ order: { amount: null } }],
    });
    const { newPx: _price, ...sizeOnly } = amend;
    expect(whyNot('POST /api/v5/trade/amend-order', sizeOnly)).toMatch(/^unknown-parameter: newPx is missing/);
  });

  it('is refused where it would change a stop, or names nothing', () => {
    expect(whyNot('POST /api/v5/trade/amend-order', { ...amend, newSlTriggerPx: '1' })).toMatch(/^unknown-parameter/);
    expect(whyNot('POST /api/v5/trade/amend-order', { ...amend, attachAlgoOrds: [{}] })).toMatch(/^unknown-parameter/);
    expect(whyNot('POST /api/v5/trade/amend-order', { ...amend, ordId: '', clOrdId: '' })).toMatch(/^ambiguous/);
  });
});

describe('a cancel', () => {
  it('names one order, or several', () => {
    expect(actionOf('POST /api/v5/trade/cancel-order', { instId: 'BTC-USDT', ordId: '1' })).toStrictEqual({
      kind: 'cancel',
      targets: [{ market: null, orderId: '1', clientId: null }],
    });
    expect(
      actionOf('POST /api/v5/trade/cancel-batch-orders', [
        { instId: 'BTC-USDT', clOrdId: 'mine1' },
        { instId: 'BTC-USD-261225', ordId: '2', clOrdId: 'ignored' },
      ]),
    ).toStrictEqual({
      kind: 'cancel',
      targets: [
        { market: null, orderId: null, clientId: 'mine1' },
        { market: { venue: 'futures', id: 'BTC-USD-261225' }, orderId: '2', clientId: null },
      ],
    });
  });

  it('of an algo order is never one of an order that has the same number', () => {
    expect(actionOf('POST /api/v5/trade/cancel-algos', [{ instId: 'BTC-USDT', algoId: '1' }])).toStrictEqual({
      kind: 'cancel',
      targets: [{ market: null, orderId: 'algo:1', clientId: null }],
    });
  });
});

describe('closing a position', () => {
  const close = { instId: 'BTC-USDT-SWAP', mgnMode: 'cross', posSide: 'long' };

  it('is an order that only closes, of the side that closes it', () => {
    expect(actionOf('POST /api/v5/trade/close-position', close)).toMatchObject({
      orders: [{ side: 'sell', type: 'market', amount: null, reduceOnly: true }],
    });
    expect(actionOf('POST /api/v5/trade/close-position', { ...close, posSide: 'short' })).toMatchObject({
      orders: [{ side: 'buy' }],
    });
  });

  it('is refused where its side is not said, or where it cancels orders', () => {
    expect(whyNot('POST /api/v5/trade/close-position', { ...close, posSide: 'net' })).toMatch(/^unknown-parameter/);
    expect(whyNot('POST /api/v5/trade/close-position', { ...close, autoCxl: true })).toMatch(/^unknown-parameter/);
    expect(whyNot('POST /api/v5/trade/close-position', { ...close, instId: 'BTC-USDT' })).toMatch(/^unknown-parameter/);
  });
});

describe('leverage', () => {
  it('is read for one market, and refused for a whole currency', () => {
    expect(
      actionOf('POST /api/v5/account/set-leverage', { instId: 'BTC-USDT-SWAP', lever: 5, mgnMode: 'cross' }),
    ).toStrictEqual({
      kind: 'margin',
      market: { venue: 'swap', id: 'BTC-USDT-SWAP' },
      leverage: Decimal.of('5'),
    });
    expect(
      actionOf('POST /api/v5/account/set-leverage', { instId: 'BTC-USDT', lever: '3', mgnMode: 'isolated' }),
    ).toMatchObject({
      market: { venue: 'margin', id: 'BTC-USDT' },
    });
    expect(whyNot('POST /api/v5/account/set-leverage', { ccy: 'BTC', lever: '5', mgnMode: 'cross' })).toMatch(
      /^unknown-parameter/,
    );
  });
});

describe('a read', () => {
  it('is read with any parameters that stand once', () => {
    expect(readOf('GET /api/v5/trade/order', undefined, 'instId=BTC-USDT&ordId=1')).toStrictEqual({
      ok: true,
      understood: { class: 'read.account', endpoint: 'GET /api/v5/trade/order', action: { kind: 'read' } },
    });
    expect(readOf('GET /api/v5/asset/currencies').ok && readOf('GET /api/v5/account/config').ok).toBe(true);
  });

  it('is refused with a body, and with a name that stands twice or is not written plainly', () => {
    expect(whyNot('GET /api/v5/trade/order', {})).toMatch(/^ambiguous/);
    expect(whyNot('GET /api/v5/trade/order', undefined, 'instId=A&instId=B')).toMatch(/^ambiguous/);
    expect(whyNot('GET /api/v5/trade/order', undefined, 'instId=A&instid=B')).toMatch(/^ambiguous/);
    expect(whyNot('GET /api/v5/trade/order', undefined, 'inst%49d=A')).toMatch(/^ambiguous/);
  });
});

describe('what can never be granted', () => {
  const dead = [...endpoints].filter(([, row]) => row === 'never' || row === 'moves money');

  it('is never read, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dead),
        fc.json(),
        fc.option(fc.string(), { nil: null }),
        ([endpoint, row], body, query) => {
          const read = readOf(endpoint, body, query?.replaceAll(/[?#]/g, '') ?? null);
          expect(read).toMatchObject({ ok: false, why: 'never-granted', alarm: row === 'moves money' });
        },
      ),
    );
    for (const [endpoint] of dead) expect(readOf(endpoint, {}).ok, endpoint).toBe(false);
  });

  it.each([
    'GET /api/v5/trade/orders',
    'POST /api/v5/trade/order/',
    'POST /api/v5/trade//order',
    'POST /api/v5/trade/%6frder',
    'POST /API/v5/trade/order',
    'PUT /api/v5/trade/order',
    'DELETE /api/v5/trade/order',
    'GET /api/v5/asset/withdrawal',
    'POST /api/v6/trade/order',
    'GET /__proto__',
  ])('nor what has no row: %s', (endpoint) => {
    expect(readOf(endpoint, limit)).toMatchObject({ ok: false, why: 'unknown-endpoint' });
    expect(okxAdapter.isPublic(asked(endpoint))).toBe(false);
  });

  it('and every reason is printable ASCII without a value in it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.constantFrom(...endpoints.keys()), (extra, endpoint) => {
        const read = readOf(endpoint, endpoint.startsWith('POST') ? { ...limit, ...extra } : undefined);
        if (!read.ok) expect(read.reason).toMatch(/^[ -~]{1,120}$/);
      }),
    );
  });
});

describe('an algo order', () => {
  const stop = { instId: 'BTC-USDT', tdMode: 'cash', side: 'sell', ordType: 'conditional', sz: '2' };
  const sl = { slTriggerPx: '55000', slOrdPx: '-1', slTriggerPxType: 'last' };
  const tp = { tpTriggerPx: '65000', tpOrdPx: '65100' };
  const trigger = { ...stop, ordType: 'trigger', triggerPx: '70000', orderPx: '70500' };
  const onSwap = { instId: 'BTC-USDT-SWAP', tdMode: 'cross' };

  function algoOf(order: object): OrderWish {
    const action = actionOf('POST /api/v5/trade/order-algo', order);
    if (action.kind !== 'place' || action.orders[0] === undefined) throw new Error('no order');
    return action.orders[0];
  }
  const shown = ({ type, price, triggerPrice }: Pick<OrderWish, 'type' | 'price' | 'triggerPrice'>) =>
    [type, price?.toString() ?? null, triggerPrice?.toString() ?? null] as const;
  const sizeOf = ({ amount, quoteAmount }: OrderWish) => [amount?.toString(), quoteAmount?.toString()];

  it('is read whole, with an id that is no ordinary order’s', () => {
    expect(algoOf({ ...stop, ...sl, algoClOrdId: 'mine1', clOrdId: 'ccxts' })).toStrictEqual({
      market: { venue: 'spot', id: 'BTC-USDT' },
      side: 'sell',
      type: 'stop',
      amount: Decimal.of('2'),
      quoteAmount: null,
      price: null,
      triggerPrice: Decimal.of('55000'),
      reduceOnly: false,
      clientId: 'algo:mine1',
    });
    expect(shown(algoOf({ ...stop, ...tp }))).toStrictEqual(['stopLimit', '65100', '65000']);
    expect(shown(algoOf(trigger))).toStrictEqual(['stopLimit', '70500', '70000']);
    expect(shown(algoOf({ ...trigger, orderPx: '-1' }))).toStrictEqual(['stop', null, '70000']);
  });

  it('of two sides is one order with two ways', () => {
    const wish = algoOf({ ...stop, ordType: 'oco', ...sl, ...tp });
    expect([shown(wish), wish.otherwise && shown(wish.otherwise)]).toStrictEqual([
      ['stopLimit', '65100', '65000'],
      ['stop', null, '55000'],
    ]);
    expect(sizeOf(wish)).toStrictEqual(['2', undefined]);
  });

  it.each([
    ['a conditional buy at the market in quote units', { ...stop, ...sl, side: 'buy' }, [undefined, '2']],
    ['the same in base units', { ...stop, ...sl, side: 'buy', tgtCcy: 'base_ccy' }, ['2', undefined]],
    ['a buy with a price of its own in base units', { ...stop, ...tp, side: 'buy' }, ['2', undefined]],
    [
      'a trigger buy at the market by the worse of both',
      { ...trigger, orderPx: '-1', side: 'buy', tgtCcy: 'base_ccy' },
      ['2', '2'],
    ],
    ['contracts', { ...stop, ...sl, ...onSwap, side: 'buy' }, ['2', undefined]],
  ])('knows its size: %s', (_, order, size) => {
    expect(sizeOf(algoOf(order))).toStrictEqual(size);
  });

  it.each([
    ['with the flag', { ...stop, ...sl, ...onSwap, reduceOnly: true }, true],
    ['without it', { ...stop, ...sl, ...onSwap }, false],
    ['of kind trigger, which may ignore the flag', { ...trigger, ...onSwap, reduceOnly: true }, false],
    ['sell long', { ...trigger, ...onSwap, posSide: 'long' }, true],
    ['on spot', { ...stop, ...sl, reduceOnly: true }, false],
    ['of the whole position', { ...stop, sz: '', closeFraction: '1', ...sl, ...onSwap, reduceOnly: true }, true],
  ])('certainly only closes, or not: %s', (_, order, closes) => {
    expect(algoOf(order).reduceOnly).toBe(closes);
  });

  it.each([
    ['both sides as conditional, of which OKX drops one', { ...stop, ...sl, ...tp }],
    ['one side as oco', { ...stop, ordType: 'oco', ...sl }],
    ['no trigger', stop],
    ['a trigger without a price', { ...stop, slTriggerPx: '55000' }],
    ['a price without a trigger', { ...stop, slOrdPx: '-1' }],
    ['another kind’s prices', { ...trigger, ...sl }],
    ['a trail', { ...stop, ordType: 'move_order_stop', callbackRatio: '0.01' }],
    ['an iceberg', { ...stop, ordType: 'iceberg' }],
    ['a twap', { ...stop, ordType: 'twap' }],
    ['no kind', { ...stop, ordType: '__proto__' }],
    ['attached orders', { ...trigger, attachAlgoOrds: [{ slTriggerPx: '1', slOrdPx: '-1' }] }],
    ['a take-profit that rests', { ...stop, ...tp, tpOrdKind: 'limit' }],
    ['an unknown trigger price', { ...stop, ...sl, slTriggerPxType: 'bid' }],
    ['a zero trigger', { ...stop, slTriggerPx: '0', slOrdPx: '-1' }],
    ['a part of a position', { ...stop, sz: '', closeFraction: '0.5', ...sl, ...onSwap, reduceOnly: true }],
    ['a size and a position', { ...stop, closeFraction: '1', ...sl, ...onSwap, reduceOnly: true }],
    ['a position that may grow', { ...stop, sz: '', closeFraction: '1', ...sl, ...onSwap }],
    ['a position at a price', { ...stop, sz: '', closeFraction: '1', ...tp, ...onSwap, reduceOnly: true }],
    ['a sell in quote units', { ...stop, ...sl, tgtCcy: 'quote_ccy' }],
    ['borrowing', { ...stop, ...sl, tdMode: 'cross' }],
    ['no size', { ...stop, ...sl, sz: '' }],
    ['a parameter nobody knows', { ...stop, ...sl, szz: '1' }],
  ])('is refused with %s', (_, order) => {
    expect(readOf('POST /api/v5/trade/order-algo', order).ok).toBe(false);
  });

  it('is cancelled by either id', () => {
    expect(
      actionOf('POST /api/v5/trade/cancel-algos', [{ ...onSwap, tdMode: undefined, algoClOrdId: 'mine1' }]),
    ).toMatchObject({ targets: [{ orderId: null, clientId: 'algo:mine1' }] });
  });

  it('is changed where what becomes of it is known exactly', () => {
    const amend = (change: object) => ({ instId: 'BTC-USDT-SWAP', algoId: '7', ...change });
    const newSl = { newSlTriggerPx: '54000', newSlOrdPx: '-1' };
    const newTp = { newTpTriggerPx: '66000', newTpOrdPx: '66100' };
    const editOf = (change: object) => actionOf('POST /api/v5/trade/amend-algos', amend(change));
    expect(editOf(newSl)).toMatchObject({
      kind: 'edit',
      edits: [
        {
          target: { orderId: 'algo:7' },
          inPlace: true,
          keeps: ['market', 'side'],
          order: { type: 'stop', amount: null },
        },
      ],
    });
    expect(editOf({ ...newSl, ...newTp, newSz: '3' })).toMatchObject({
      edits: [{ order: { amount: Decimal.of('3'), otherwise: { type: 'stop' } } }],
    });
    expect(editOf({ newTriggerPx: '5', newOrdPx: '6', newSz: '3' })).toMatchObject({ edits: [{}] });
    for (const change of [
      { newSz: '3' },
      { ...newSl, newSz: '3' },
      { newSlTriggerPx: '54000' },
      { newTriggerPx: '5', newOrdPx: '6', ...newSl },
      { newTpTriggerPx: '0', newTpOrdPx: '-1' },
      { instId: 'BTC-USDT', newTriggerPx: '5', newOrdPx: '-1', newSz: '3' },
    ])
      expect(readOf('POST /api/v5/trade/amend-algos', amend(change)).ok, JSON.stringify(change)).toBe(false);
  });
});
