import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amount, show, type Amount } from './amounts';
import { Declined } from './declined';
import type { Desk } from './desk';
import type { Floor } from './floor';
import { marketNamed, newFloor, priceAt, wish } from './marketKit';
import type { Wish } from './orders';

const spot = marketNamed('BTCUSDT');
const perpetual = marketNamed('BTCUSDT', 'usdm');
const inverse = marketNamed('BTCUSD_PERP', 'coinm');

const open = (): { floor: Floor; desk: Desk } => {
  const floor = newFloor();
  return { floor, desk: floor.desk('binance', 'live') };
};
const has = (desk: Desk, asset: string, wallet = 'spot'): [free: string, locked: string] => {
  const { free, locked } = desk.purse(wallet).of(asset);
  return [show(free), show(locked)];
};
const reasonOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Declined) return error.reason;
    throw error;
  }
  return 'none';
};

describe('a resting order', () => {
  it('sets its money aside, fills at its own price when the market comes to it, and pays its fee in what it got', () => {
    const { floor, desk } = open();
    const order = desk.place(wish(spot), 1);
    expect(has(desk, 'USDT')).toEqual(['5000', '5000']);
    floor.setPrice(spot, priceAt('50001'), 2);
    expect(order.status).toBe('open');
    floor.setPrice(spot, priceAt('49999'), 3);
    expect(order).toMatchObject({ status: 'filled', fee: amount('0.0001'), feeAsset: 'BTC', cost: amount('5000') });
    expect(has(desk, 'USDT')).toEqual(['5000', '0']);
    expect(has(desk, 'BTC')).toEqual(['1.0999', '0']);
  });

  it('fills in parts where the market has no more, and gives the rest back when it is cancelled', () => {
    const { floor, desk } = open();
    const order = desk.place(wish(spot), 1);
    floor.setPrice(spot, priceAt('49000', '0.04'), 2);
    expect(order).toMatchObject({ status: 'open', filled: amount('0.04') });
    expect(has(desk, 'USDT')).toEqual(['5000', '3000']);
    desk.cancel(order, 3);
    expect(order.status).toBe('canceled');
    expect(has(desk, 'USDT')).toEqual(['8000', '0']);
  });

  it('comes before another one with a worse price, also when it is younger', () => {
    const { floor, desk } = open();
    const worse = desk.place(wish(spot, { price: amount('49000'), amount: amount('0.01') }), 1);
    const better = desk.place(wish(spot, { price: amount('50000'), amount: amount('0.01') }), 2);
    floor.setPrice(spot, priceAt('48000', '0.01'), 3);
    expect([worse.status, better.status]).toEqual(['open', 'filled']);
  });

  it('is changed in place, and stands as it was where the money does not reach', () => {
    const { desk } = open();
    const order = desk.place(wish(spot), 1);
    desk.amend(order, { price: amount('40000'), amount: amount('0.2') }, 2);
    expect(has(desk, 'USDT')).toEqual(['2000', '8000']);
    expect(reasonOf(() => desk.amend(order, { amount: amount('0.3') }, 3))).toBe('insufficient');
    expect(order).toMatchObject({ amount: amount('0.2'), price: amount('40000') });
    expect(has(desk, 'USDT')).toEqual(['2000', '8000']);
  });
});

describe('an order that meets the market', () => {
  it('takes the price of the market, not its own', () => {
    const { desk } = open();
    const order = desk.place(wish(spot, { price: amount('70000') }), 1);
    expect(order).toMatchObject({ status: 'filled', cost: amount('6000.01') });
    expect(has(desk, 'USDT')).toEqual(['3999.99', '0']);
  });

  it('for an amount of quote units buys what it buys, in whole steps', () => {
    const { desk } = open();
    const order = desk.place(wish(spot, { kind: 'market', price: null, amount: null, quoteAmount: amount('100') }), 1);
    expect(show(order.filled)).toBe('0.00166');
    expect(has(desk, 'USDT')).toEqual([show(amount('10000') - order.cost), '0']);
  });

  it.each([
    ['only to make is cancelled', { price: amount('70000'), postOnly: true }, 'canceled', '0'],
    ['at once or not at all takes what there is', { price: amount('70000'), timeInForce: 'IOC' }, 'expired', '0.04'],
    ['whole or not at all takes nothing', { price: amount('70000'), timeInForce: 'FOK' }, 'expired', '0'],
    ['at the market takes what there is', { kind: 'market', price: null }, 'expired', '0.04'],
  ] satisfies [string, Partial<Wish>, string, string][])('%s', (_what, differs, status, filled) => {
    const { floor, desk } = open();
    floor.setPrice(spot, priceAt('60000', '0.04'), 1);
    const order = desk.place(wish(spot, differs), 2);
    expect([order.status, show(order.filled)]).toEqual([status, filled]);
    expect(has(desk, 'USDT')[1]).toBe('0');
  });

  it.each([
    ['beyond the money', { amount: amount('1') }, 'insufficient'],
    ['of nothing', { amount: 0n }, 'tooSmall'],
    ['whose trigger is past', { trigger: { price: amount('59000'), when: 'rises' } }, 'firesAtOnce'],
  ] satisfies [string, Partial<Wish>, string][])('is declined %s, and nothing has moved', (_what, differs, reason) => {
    const { desk } = open();
    expect(reasonOf(() => desk.place(wish(spot, differs), 1))).toBe(reason);
    expect(has(desk, 'USDT')).toEqual(['10000', '0']);
    expect(desk.book.all()).toEqual([]);
  });
});

describe('an order with a trigger', () => {
  const stop = {
    side: 'sell',
    kind: 'market',
    price: null,
    trigger: { price: amount('55000'), when: 'falls' },
  } as const;

  it('waits with its money, fires at its price and is served as any other', () => {
    const { floor, desk } = open();
    const order = desk.place(wish(spot, stop), 1);
    expect(has(desk, 'BTC')).toEqual(['0.9', '0.1']);
    floor.setPrice(spot, priceAt('55000'), 2);
    expect(order).toMatchObject({ status: 'filled', cost: amount('5499.9') });
    expect(has(desk, 'BTC')).toEqual(['0.9', '0']);
  });

  it.each([
    ['55000', 'stop', ['expired', 'filled']],
    ['66000', 'limit', ['filled', 'expired']],
  ])('in a list: at %s the %s leg is served and the other ends', (price, _leg, statuses) => {
    const { floor, desk } = open();
    const limit = desk.place(wish(spot, { side: 'sell', price: amount('65000'), listId: '1' }), 1);
    const other = desk.place(wish(spot, { ...stop, listId: '1' }), 1);
    expect(has(desk, 'BTC')).toEqual(['0.9', '0.1']);
    floor.setPrice(spot, priceAt(price), 2);
    expect([limit.status, other.status]).toEqual(statuses);
    expect(has(desk, 'BTC')).toEqual(['0.9', '0']);
  });
});

describe('a position', () => {
  it('sets margin aside by its leverage, and closing brings the difference', () => {
    const { floor, desk } = open();
    desk.setLeverage(perpetual, 10, 1);
    floor.setPrice(perpetual, priceAt('50000'), 1);
    desk.place(wish(perpetual, { kind: 'market', price: null }), 2);
    expect(desk.position(perpetual)).toMatchObject({ amount: amount('0.1'), entry: amount('50001') });
    expect(has(desk, 'USDT', 'usdm')[1]).toBe('500.01');
    floor.setPrice(perpetual, priceAt('52002'), 3);
    desk.place(wish(perpetual, { kind: 'market', price: null, side: 'sell', reduceOnly: true }), 4);
    expect(desk.position(perpetual).amount).toBe(0n);
    // 200 won, 0.05 % of 5,000.1 and of 5,200.1 paid.
    expect(has(desk, 'USDT', 'usdm')).toEqual(['10194.8999', '0']);
  });

  it('of an inverse contract is counted in the coin', () => {
    const { floor, desk } = open();
    const buys = wish(inverse, { kind: 'market', price: null, amount: amount('10') });
    floor.setPrice(inverse, { ...priceAt('50000'), ask: amount('50000'), bid: amount('49999') }, 1);
    desk.place(buys, 1);
    expect(has(desk, 'BTC', 'coinm')).toEqual(['0.49899', '0.001']);
    floor.setPrice(inverse, { ...priceAt('100000'), bid: amount('100000') }, 2);
    desk.place({ ...buys, side: 'sell' }, 2);
    // 1,000 USD are 0.02 BTC at 50,000 and 0.01 BTC at 100,000.
    expect(has(desk, 'BTC', 'coinm')).toEqual(['0.509985', '0']);
  });

  it('is never turned round by an order that only reduces', () => {
    const { desk } = open();
    expect(reasonOf(() => desk.place(wish(perpetual, { reduceOnly: true }), 1))).toBe('nothingToReduce');
    desk.place(wish(perpetual, { kind: 'market', price: null }), 1);
    const sell = wish(perpetual, {
      kind: 'market',
      price: null,
      side: 'sell',
      amount: amount('0.5'),
      reduceOnly: true,
    });
    expect(desk.place(sell, 2)).toMatchObject({ status: 'expired', filled: amount('0.1') });
    expect(desk.position(perpetual).amount).toBe(0n);
  });

  it('is closed by an algo of the whole of it', () => {
    const { floor, desk } = open();
    desk.place(wish(perpetual, { kind: 'market', price: null }), 1);
    const leg = { name: 'sl', trigger: { price: amount('55000'), when: 'falls' as const }, price: null };
    const algo = desk.algos.place(
      {
        market: perpetual,
        clientId: '',
        type: 'STOP',
        side: 'sell',
        amount: 0n,
        reduceOnly: true,
        legs: [leg],
        said: {},
      },
      1,
    );
    floor.setPrice(perpetual, priceAt('54000'), 2);
    expect(algo.status).toBe('effective');
    expect(desk.position(perpetual).amount).toBe(0n);
  });
});

describe('money', () => {
  const step = fc.record({
    what: fc.constantFrom('place', 'place', 'place', 'cancel', 'amend', 'price'),
    at: fc.integer({ min: 40_000, max: 80_000 }),
    amount: fc.integer({ min: 1, max: 60 }),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    kind: fc.constantFrom('limit' as const, 'market' as const),
    timeInForce: fc.constantFrom('GTC' as const, 'IOC' as const, 'FOK' as const),
    which: fc.nat(50),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  function act(floor: Floor, desk: Desk, market: typeof spot, { what, which, ...to }: Step, nowMs: number): void {
    const working = desk.book.working();
    const order = working[which % Math.max(1, working.length)];
    const [price, quantity] = [amount(String(to.at)), amount(`0.0${to.amount}`)];
    if (what === 'price') floor.setPrice(market, priceAt(String(to.at), which % 3 === 0 ? '0.05' : null), nowMs);
    else if (what === 'place') {
      const { side, kind, timeInForce } = to;
      const priced = kind === 'market' ? null : price;
      desk.place(wish(market, { side, kind, timeInForce, price: priced, amount: quantity }), nowMs);
    } else if (order !== undefined && what === 'cancel') desk.cancel(order, nowMs);
    else if (order !== undefined) desk.amend(order, { price, amount: quantity }, nowMs);
  }

  function lockedFor(desk: Desk, wallet: string, asset: string): Amount {
    const orders = desk.book.working().filter((order) => order.lockedAsset === asset && order.wallet === wallet);
    const positions = desk.account.positions.filter((position) => position.wallet === wallet);
    return [...orders.map(({ locked }) => locked), ...positions.map(({ margin }) => margin)].reduce(
      (a, b) => a + b,
      0n,
    );
  }

  it.each([
    ['spot', spot],
    ['contracts', perpetual],
  ])('that is locked is what orders and positions hold, whatever happens on %s', (_what, market) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { floor, desk } = open();
        steps.forEach((one, index) => {
          try {
            act(floor, desk, market, one, index);
          } catch (error) {
            if (!(error instanceof Declined)) throw error;
          }
          for (const asset of ['USDT', 'BTC']) {
            const { locked } = desk.purse(market.venue).of(asset);
            if (asset === 'USDT' || market === spot) expect(locked).toBe(lockedFor(desk, market.venue, asset));
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  it('on spot is never below zero, and changes by trades alone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { floor, desk } = open();
        steps.forEach((one, index) => {
          try {
            act(floor, desk, spot, one, index);
          } catch (error) {
            if (!(error instanceof Declined)) throw error;
          }
        });
        const traded = { USDT: 0n, BTC: 0n };
        for (const { side, price, amount: quantity, fee } of desk.account.trades) {
          const cost = (price * quantity) / 10n ** 18n;
          traded.USDT += side === 'buy' ? -cost : cost - fee;
          traded.BTC += side === 'buy' ? quantity - fee : -quantity;
        }
        for (const [asset, began] of [
          ['USDT', '10000'],
          ['BTC', '1'],
        ] as const) {
          const { free, locked } = desk.purse('spot').of(asset);
          expect(free >= 0n && locked >= 0n).toBe(true);
          expect(free + locked).toBe(amount(began) + traded[asset]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
