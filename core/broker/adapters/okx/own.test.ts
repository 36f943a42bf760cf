import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../base/decimals';
import type { MarketRef } from '../../../tokens/actions';
import type { WholeAnswer } from '../adapter';
import { exampleKey, instruments } from './examples';
import { okxAdapter, okxAdapters } from './okx';

const { own } = okxAdapter;
const success = (...data: unknown[]): WholeAnswer => answer({ code: '0', data, msg: '' });
const answer = (body: unknown, status = 200): WholeAnswer => ({ status, body: Buffer.from(JSON.stringify(body)) });

const refs = {
  spot: { venue: 'spot', id: 'BTC-USDT' },
  margin: { venue: 'margin', id: 'BTC-USDT' },
  linear: { venue: 'swap', id: 'BTC-USDT-SWAP' },
  inverse: { venue: 'swap', id: 'BTC-USD-SWAP' },
  future: { venue: 'futures', id: 'BTC-USD-261225' },
  renamed: { venue: 'spot', id: 'AE-USDT' },
} as const satisfies Record<keyof typeof instruments, MarketRef>;
const names = Object.keys(instruments) as (keyof typeof instruments)[];

describe('a market', () => {
  it.each(names)('has the symbol, currencies and contract that ccxt gives it: %s', (name) => {
    const theirs = new ccxt.okx().parseMarket(instruments[name]);
    const row = own.readMarket(refs[name], success(instruments[name]));
    expect(row).toMatchObject({
      ref: refs[name],
      symbol: theirs?.symbol,
      base: theirs?.baseId,
      quote: theirs?.quoteId,
      inverse: theirs?.inverse ?? false,
    });
    expect(Number(row?.contractSize?.toString())).toBe(theirs?.contractSize ?? 1);
  });

  it('has its multiplier in the contract size', () => {
    const row = own.readMarket(refs.linear, success({ ...instruments.linear, ctMult: '10' }));
    expect(row?.contractSize?.toString()).toBe('0.1');
  });

  it.each([
    ['another currency', { ctValCcy: 'USDT' }],
    ['no multiplier', { ctMult: '' }],
    ['no value', { ctVal: '' }],
    ['another kind', { ctType: 'quanto' }],
    ['zero', { ctVal: '0' }],
  ])('has no contract size where it cannot be known: %s', (_, change) => {
    expect(own.readMarket(refs.linear, success({ ...instruments.linear, ...change }))?.contractSize).toBeNull();
  });

  it.each([
    ['another instrument', success(instruments.inverse)],
    ['another type', success({ ...instruments.linear, instType: 'FUTURES' })],
    ['none', success()],
    ['two', success(instruments.linear, instruments.linear)],
    ['an error', answer({ code: '51001', data: [], msg: '' })],
    ['a page', { status: 200, body: Buffer.from('<html>') }],
    ['a server in trouble', answer({ code: '0', data: [instruments.linear] }, 500)],
  ])('is not known from %s', (_, wrong) => {
    expect(own.readMarket(refs.linear, wrong)).toBeUndefined();
  });

  it('is asked for by its type', () => {
    const target = (ref: MarketRef) => own.market(ref).request.query;
    expect(names.map((name) => target(refs[name]))).toStrictEqual([
      'instType=SPOT&instId=BTC-USDT',
      'instType=MARGIN&instId=BTC-USDT',
      'instType=SWAP&instId=BTC-USDT-SWAP',
      'instType=SWAP&instId=BTC-USD-SWAP',
      'instType=FUTURES&instId=BTC-USD-261225',
      'instType=SPOT&instId=AE-USDT',
    ]);
    expect(own.spotMarket('BTC', 'USDT')).toStrictEqual(refs.spot);
  });
});

describe('prices', () => {
  const ticker = { instId: 'BTC-USDT', last: '3', bidPx: '2', askPx: '4', ts: '1597026383085' };

  it('are the last, the best bid and the best ask', () => {
    expect(own.readPrices(refs.spot, success(ticker))).toStrictEqual({
      last: Decimal.of('3'),
      bid: Decimal.of('2'),
      ask: Decimal.of('4'),
    });
  });

  it.each([
    ['one is missing', { askPx: '' }],
    ['one is zero', { bidPx: '0' }],
    ['one is no number', { last: 'NaN' }],
    ['they are another market’s', { instId: 'ETH-USDT' }],
  ])('are unknown where %s', (_, change) => {
    expect(own.readPrices(refs.spot, success({ ...ticker, ...change }))).toBeUndefined();
  });
});

describe('an order that the broker asks for', () => {
  const order = { market: refs.spot, clientId: 'kh01', orderId: null };
  const row = { instId: 'BTC-USDT', ordId: '7', clOrdId: 'kh01', accFillSz: '0.5' };

  it('is named by the exchange’s id where it is known', () => {
    expect(own.order(order).request.query).toBe('instId=BTC-USDT&clOrdId=kh01');
    expect(own.order({ ...order, orderId: '7' }).request.query).toBe('instId=BTC-USDT&ordId=7');
    expect(own.cancel({ ...order, orderId: '7' }).request.body.toString()).toBe('{"instId":"BTC-USDT","ordId":"7"}');
  });

  it.each([
    ['live', 'open'],
    ['partially_filled', 'open'],
    ['filled', 'done'],
    ['canceled', 'done'],
    ['mmp_canceled', 'done'],
  ])('that is %s is %s', (state, expected) => {
    expect(own.readOrder(success({ ...row, state }), order)).toStrictEqual({
      state: expected,
      orderId: '7',
      filled: Decimal.of('0.5'),
    });
  });

  it('was never there only where OKX says so', () => {
    expect(own.readOrder(answer({ code: '51603', data: [], msg: 'Order does not exist' }), order)).toStrictEqual({
      state: 'notFound',
    });
    for (const unsure of [
      answer({ code: '50004', data: [], msg: '' }, 400),
      answer({ code: '51001', data: [], msg: '' }),
      success(),
      success({ ...row, state: 'pausing' }),
      success({ ...row, state: 'live', accFillSz: '' }),
      { status: 200, body: Buffer.from('') },
    ])
      expect(own.readOrder(unsure, order)).toStrictEqual({ state: 'unknown' });
  });

  it('is not thought cancelled because OKX took the cancel: that is asked', () => {
    expect(own.readCancel(success({ ordId: '7', clOrdId: 'kh01', sCode: '0', sMsg: '' }))).toStrictEqual({
      state: 'unknown',
    });
  });

  it('is asked for, and cancelled, as the algo order that it is', () => {
    const algo = { ...order, clientId: 'algo:kh01' };
    expect(own.order(algo).request).toMatchObject({ path: '/api/v5/trade/order-algo', query: 'algoClOrdId=kh01' });
    expect(own.order({ ...algo, orderId: 'algo:7' }).request.query).toBe('algoId=7');
    const { path, body } = own.cancel({ ...algo, orderId: 'algo:7' }).request;
    expect([path, body.toString()]).toStrictEqual([
      '/api/v5/trade/cancel-algos',
      '[{"instId":"BTC-USDT","algoId":"7"}]',
    ]);
    // What it became is an order as every other.
    expect(own.order({ ...algo, orderId: '9' }).request).toMatchObject({
      path: '/api/v5/trade/order',
      query: 'instId=BTC-USDT&ordId=9',
    });
  });

  it.each([
    ['waits', { state: 'live' }, { state: 'open', orderId: 'algo:7', filled: Decimal.zero }],
    ['is cancelled', { state: 'canceled' }, { state: 'done', orderId: 'algo:7', filled: Decimal.zero }],
    ['could not be placed', { state: 'order_failed' }, { state: 'done', orderId: 'algo:7', filled: Decimal.zero }],
    [
      'was triggered',
      { state: 'effective', ordId: '9', ordIdList: ['8', '9'] },
      { state: 'became', orderId: 'algo:7', orders: ['8', '9'] },
    ],
    ['was triggered, and its order is not named yet', { state: 'effective' }, { state: 'unknown' }],
    ['was placed in part', { state: 'partially_effective', ordIdList: ['8'] }, { state: 'unknown' }],
    ['has no id', { state: 'live', algoId: '' }, { state: 'unknown' }],
  ])('as an algo order that %s is just that', (_, change, expected) => {
    const algo = { algoId: '7', algoClOrdId: 'kh01', ordId: '', ordIdList: [], ...change };
    expect(own.readOrder(success(algo), { ...order, clientId: 'algo:kh01' })).toStrictEqual(expected);
  });

  it('is signed as every other request', () => {
    const { key } = exampleKey('real');
    for (const { request, signed } of [own.order(order), own.cancel(order)]) {
      const ready = okxAdapter.sign(request, { real: key, form: 'exchange', nowMs: 1_597_026_383_085, clientIds: [] });
      expect(signed).toBe(true);
      expect(okxAdapter.verify({ ...ready, seenTarget: ready.path }, key).ok).toBe(true);
      expect(okxAdapter.read(request, 'exchange').ok).toBe(true);
    }
  });
});

describe('time', () => {
  it('is read from the exchange’s own clock', () => {
    expect(own.readTime(success({ ts: '1597026383085' }))).toBe(1_597_026_383_085);
    expect(own.readTime(success({ ts: 'now' }))).toBeUndefined();
    expect(own.time()).toMatchObject({ signed: false, request: { host: 'www.okx.com', path: '/api/v5/public/time' } });
  });
});

describe('a region', () => {
  it('is asked at its own host, and no other region’s host is one of it', () => {
    const { okx, myokx, okxus } = okxAdapters;
    expect([okx, myokx, okxus].map((adapter) => adapter.own.time().request.host)).toStrictEqual([
      new ccxt.okx().hostname,
      new ccxt.myokx().hostname,
      new ccxt.okxus().hostname,
    ]);
    expect(new Set([okx, myokx, okxus].flatMap(({ hosts }) => hosts)).size).toBe(5);
    expect(okx.hostOf('/api/v5/trade/order')).toBe('www.okx.com');
    expect(okx.hostOf('/v5/trade/order')).toBeUndefined();
    expect([okx, myokx, okxus].every((adapter) => adapter.hosts.includes(adapter.hostOf('/api/v5/') ?? ''))).toBe(true);
  });
});
