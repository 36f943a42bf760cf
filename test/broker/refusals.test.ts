import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from './desk';
import { bot, expectRaised, idOf, pythonBot, resting, styles, wide, type Style } from './stories';

const tight = (style: Style) => `on ${style}
allow read.account, trade.create, trade.cancel
symbols BTC/USDT
side buy
types limit
max-order 100 USDT
max-24h 250 USDT
max-open 200 USDT
price-band 3%
`;

/** The market stands at 60,000. */
const inBudget = ['createOrder', 'BTC/USDT', 'limit', 'buy', 0.0015, 60_000] as const;

interface Refusal {
  readonly rule: string;
  readonly step: readonly unknown[];
  readonly error: string;
  readonly says: RegExp;
}

/** What the tight policy refuses to a token that has not traded yet. */
const refusals: readonly Refusal[] = [
  {
    rule: 'a class',
    step: ['fetchMyTrades', 'BTC/USDT'],
    error: 'PermissionDenied',
    says: /keyhaven: class: read\.history is not allowed/,
  },
  {
    rule: 'a symbol',
    step: ['createOrder', 'ETH/USDT', 'limit', 'buy', 0.01, 3000],
    error: 'PermissionDenied',
    says: /keyhaven: symbols: ETH\/USDT is not allowed/,
  },
  {
    rule: 'a side',
    step: ['createOrder', 'BTC/USDT', 'limit', 'sell', 0.001, 60_000],
    error: 'PermissionDenied',
    says: /keyhaven: side: sell is not allowed/,
  },
  {
    rule: 'a type',
    step: ['createOrder', 'BTC/USDT', 'market', 'buy', 0.001],
    error: 'PermissionDenied',
    says: /keyhaven: types: market is not allowed/,
  },
  {
    rule: 'max-order',
    step: ['createOrder', 'BTC/USDT', 'limit', 'buy', 0.01, 60_000],
    error: 'InvalidOrder',
    says: /keyhaven: max-order 100 USDT: this order may be worth 6\d\d/,
  },
  {
    rule: 'price-band',
    step: ['createOrder', 'BTC/USDT', 'limit', 'buy', 0.001, 65_000],
    error: 'InvalidOrder',
    says: /keyhaven: price-band 3%: buy at 65000, market 60000\.1/,
  },
];

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** As ccxt has it for the status 429 of Binance, and for OKX's 50011. */
const overRate = { binance: 'DDoSProtection', okx: 'RateLimitExceeded' } as const;

const restingIds = async (style: Style) => (await resting(desk, style)).map(({ id }) => id);

describe.each(styles)('an unmodified ccxt program in JavaScript on %s', (style) => {
  it('raises its own exception, with the reason, for every rule that one order can break, and nothing rests', async () => {
    const token = await desk.token(style, tight(style));
    const before = await restingIds(style);
    const steps = await bot(
      style,
      token,
      refusals.map(({ step }) => step),
    );
    for (const [index, { error, says }] of refusals.entries()) expectRaised(steps[index], error, says);
    expect(steps).toHaveLength(refusals.length);
    expect(await restingIds(style)).toEqual(before);
  });

  it.each(['max-open', 'max-24h'])(
    'raises InvalidOrder for %s with what is used and wanted, and an unfilled cancel gives the budget back',
    async (limit) => {
      const token = await desk.token(style, tight(style).replace(/^max-(?:24h|open).*\n/gm, `${limit} 200 USDT\n`));
      const steps = await bot(style, token, [
        inBudget,
        inBudget,
        inBudget,
        ['cancelOrder', '$id', 'BTC/USDT'],
        ['fetchOrder', '$id', 'BTC/USDT'],
        inBudget,
      ]);
      expectRaised(
        steps[2],
        'InvalidOrder',
        new RegExp(`keyhaven: ${limit} 200 USDT: 18\\d\\S* used, 9\\d\\S* wanted`),
      );
      expect(steps.map(({ ok }) => ok)).toEqual([true, true, false, true, true, true]);
    },
  );

  it('raises what it raises for the exchange’s own rate limit, for the rate that the policy sets', async () => {
    const token = await desk.token(style, `${tight(style)}rate trade.create 1/1m\n`);
    const steps = await bot(style, token, [inBudget, inBudget]);
    expect(steps[0]?.ok).toBe(true);
    expectRaised(steps[1], overRate[style], /keyhaven: rate trade\.create 1\/1m/);
  });

  it('raises PermissionDenied for the cancel of an order of another token on the same key; each token has its own orders and budget', async () => {
    const [one, other] = [await desk.token(style, tight(style)), await desk.token(style, tight(style))];
    const placed = await bot(style, one, [inBudget, inBudget]);
    const id = idOf(placed[0]);
    const steps = await bot(style, other, [['cancelOrder', id, 'BTC/USDT'], inBudget, inBudget, inBudget]);
    expectRaised(steps[0], 'PermissionDenied', /keyhaven: own-orders: the order was not placed by this token/);
    expect(steps.slice(1, 3).map(({ ok }) => ok)).toEqual([true, true]);
    expectRaised(steps[3], 'InvalidOrder', /max-open/);
    expect(await restingIds(style)).toContain(id);
    await desk.call('token.freeze', { id: one.token.id });
    const left = await bot(style, other, [['cancelOrder', idOf(steps[2]), 'BTC/USDT'], ['fetchBalance']]);
    expect(left.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('is only let out while its token is paused: a buy is PermissionDenied, its own cancel goes', async () => {
    const token = await desk.token(style, tight(style));
    const [placed] = await bot(style, token, [inBudget]);
    await desk.call('token.pause', { id: token.token.id });
    const steps = await bot(style, token, [inBudget, ['cancelOrder', idOf(placed), 'BTC/USDT'], ['fetchBalance']]);
    expectRaised(steps[0], 'PermissionDenied', /keyhaven: closing only \(paused\)/);
    expect(steps.slice(1).map(({ ok }) => ok)).toEqual([true, true]);
    expect(await restingIds(style)).not.toContain(idOf(placed));
  });

  it.each([
    ['token.freeze', /keyhaven: this token is frozen/],
    ['token.revoke', /keyhaven: this token was revoked/],
  ] as const)('raises AuthenticationError for everything after %s', async (operation, says) => {
    const token = await desk.token(style, wide(style));
    await desk.call(operation, { id: token.token.id });
    const steps = await bot(style, token, [['fetchBalance'], inBudget, ['fetchOpenOrders', 'BTC/USDT']]);
    for (const step of steps) expectRaised(step, 'AuthenticationError', says);
  });
});

describe.skipIf(pythonBot === undefined)('an unmodified ccxt program in Python', () => {
  it.each(styles)('on %s raises its own exception for a class, for max-order and for the price band', async (style) => {
    const token = await desk.token(style, tight(style));
    const some = refusals.filter(({ rule }) => ['a class', 'max-order', 'price-band'].includes(rule));
    const steps = await bot(
      style,
      token,
      some.map(({ step }) => step),
      pythonBot,
    );
    expect(steps).toHaveLength(3);
    for (const [index, { error, says }] of some.entries()) expectRaised(steps[index], error, says);
  });
});
