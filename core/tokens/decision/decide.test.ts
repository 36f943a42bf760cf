import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../base/decimals';
import { instantOf } from '../../base/instants';
import type { Action, MarketRef, OrderRef, OrderWish } from '../actions';
import { endpointClasses, orderTypes, sides, weekdays, type EndpointClass, type Policy } from '../policy/policy';
import { decide, type Asked } from './decide';
import { rules, type Decision, type MarketFacts, type Standing } from './decision';
import { fraction, reference, same, type Expected } from './reference.fixture';

const long = process.env.KEYHAVEN_TEST_LONG === '1';
const runs = long ? 1_000_000 : 20_000;

const some = <T>(...values: T[]) => fc.constantFrom(...values);
/** Mostly the first, now and then another. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 9) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });
const numbers = (...texts: string[]) => some(...texts.map((text) => Decimal.of(text)));

// Few numbers that meet each other: 1 at 100 is worth 101 with the margin, and 103 is the band's own edge.
const money = fc.record({
  amount: some('101', '202', '100', '1000', '1000', '100000', '0.5'),
  currency: some('USDT', 'USDT', 'USDT', 'BTC', 'EUR'),
});
const refs = [
  { venue: 'spot', id: 'BTCUSDT' },
  { venue: 'spot', id: 'ETHBTC' },
  { venue: 'margin', id: 'BTCUSDT' },
  { venue: 'usdm', id: 'BTCUSDT' },
  { venue: 'coinm', id: 'BTCUSD_PERP' },
] as const satisfies MarketRef[];
const names: Record<string, Pick<MarketFacts, 'symbol' | 'base' | 'quote' | 'settle' | 'inverse'>> = {
  'spot BTCUSDT': { symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT', settle: null, inverse: false },
  'spot ETHBTC': { symbol: 'ETH/BTC', base: 'ETH', quote: 'BTC', settle: null, inverse: false },
  'margin BTCUSDT': { symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT', settle: null, inverse: false },
  'usdm BTCUSDT': { symbol: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT', inverse: false },
  'coinm BTCUSD_PERP': { symbol: 'BTC/USD:BTC', base: 'BTC', quote: 'USD', settle: 'BTC', inverse: true },
};
const ref: fc.Arbitrary<MarketRef> = fc.oneof(
  { weight: 4, arbitrary: some(refs[0]) },
  { weight: 4, arbitrary: some<MarketRef>(...refs) },
  { weight: 1, arbitrary: some({ venue: 'spot', id: 'NOPE' }) },
);
const symbol = some(...Object.values(names).map((row) => row.symbol));

const policy: fc.Arbitrary<Policy> = fc
  .record({
    allow: mostly(some([...endpointClasses]), fc.subarray([...endpointClasses]), 4),
    deny: mostly(some<EndpointClass[]>([]), fc.subarray([...endpointClasses], { maxLength: 3 }), 4),
    symbols: fc.oneof(
      some<Policy['symbols']>('any', 'any', ['BTC/USDT'], ['BTC/USDT', 'ETH/BTC', 'BTC/USD:BTC', 'BTC/USDT:USDT']),
      fc.array(symbol, { maxLength: 3 }),
    ),
    denySymbols: mostly(some<string[]>([]), fc.array(symbol, { maxLength: 1 }), 5),
    sides: mostly(some([...sides]), fc.subarray([...sides], { minLength: 1 }), 5),
    types: mostly(some([...orderTypes]), fc.subarray([...orderTypes], { minLength: 1 }), 3),
    maxOrder: fc.option(money, { freq: 2 }),
    max24h: fc.option(money, { freq: 2 }),
    maxOpen: fc.option(money, { freq: 2 }),
    priceBand: fc.option(some('3', '0.1', '150'), { freq: 2 }),
    rates: mostly(
      some<Policy['rates']>([]),
      fc.array(
        fc.record({
          class: some(...endpointClasses),
          count: fc.integer({ min: 1, max: 5 }),
          perMs: some(1000, 60_000),
        }),
        { maxLength: 3 },
      ),
      2,
    ),
    hours: mostly(
      some<Policy['hours']>([]),
      fc.array(
        fc.record({
          days: fc.subarray([...weekdays], { minLength: 1 }),
          from: some(0, 420, 761),
          to: some(762, 900, 1440),
          zone: some('UTC', 'Europe/London', 'America/New_York', 'Asia/Kolkata'),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      3,
    ),
    maxLeverage: fc.option(some('3', '2.5')),
  })
  .map((part) => {
    // What the parser refuses never comes here.
    const maxOpen =
      part.maxOpen === null || part.max24h === null
        ? part.maxOpen
        : { ...part.maxOpen, currency: part.max24h.currency };
    return {
      version: 1,
      on: { exchange: 'binance', account: null },
      lifeMs: 43_200_000,
      idleMs: null,
      onEnd: 'keep',
      ...part,
      maxOpen,
    };
  });

const orderRef: fc.Arbitrary<OrderRef> = fc.record({
  market: fc.option(ref),
  orderId: fc.option(some('own-1', 'own-2', 'own-3', 'other')),
  clientId: fc.option(some('own-a', 'own-b', 'other')),
});
const price = numbers('100', '103', '103.00000001', '97', '96.99999999', '50', '1000', '0');
const leg = {
  type: some('limit' as const, ...orderTypes),
  price: fc.option(price, { freq: 3 }),
  triggerPrice: fc.option(price, { freq: 2 }),
};
/** Some of them wait for a better price. */
const profiting = <T extends object>(some: fc.Arbitrary<T>) =>
  fc.tuple(some, fc.boolean()).map(([one, takes]) => (takes ? { ...one, takesProfit: true as const } : one));
const wish: fc.Arbitrary<OrderWish> = profiting(
  fc.record({
    market: ref,
    side: some(...sides),
    ...leg,
    amount: fc.option(mostly(numbers('1', '1', '2', '0.5', '0.00000001'), numbers('0', '-1', '100000')), { freq: 5 }),
    quoteAmount: mostly(some<Decimal | null>(null), numbers('101', '60', '100.00000001', '0', '-100'), 3),
    reduceOnly: mostly(some(false), some(true), 5),
    clientId: some(null),
  }),
);
/** Some of them stand for two, of which one will trade. */
const order = fc
  .tuple(wish, fc.option(profiting(fc.record(leg)), { freq: 3 }))
  .map(([one, otherwise]): OrderWish => (otherwise === null ? one : { ...one, otherwise }));
const orders = fc.oneof(
  { weight: 3, arbitrary: fc.array(order, { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.array(order, { maxLength: 4 }) },
);
const place = orders.map((wishes): Action => ({ kind: 'place', orders: wishes }));
const edit = fc
  .array(fc.record({ target: orderRef, order, inPlace: fc.boolean() }), { minLength: 1, maxLength: 3 })
  .map((edits): Action => ({ kind: 'edit', edits }));
const cancel = fc
  .array(orderRef, { minLength: 1, maxLength: 3 })
  .map((targets): Action => ({ kind: 'cancel', targets }));
const cancelAll = fc
  .option(ref)
  .map((market): Action => ({ kind: 'cancelAll', venue: market?.venue ?? 'spot', market: market?.id ?? null }));
const margin = fc.record({
  kind: some('margin' as const),
  market: fc.option(ref),
  leverage: fc.option(numbers('1', '2.5', '3', '3.01', '100'), { freq: 4 }),
});
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 10, arbitrary: place },
  { weight: 4, arbitrary: edit },
  { weight: 2, arbitrary: cancel },
  { weight: 1, arbitrary: cancelAll },
  { weight: 1, arbitrary: margin },
  { weight: 1, arbitrary: some<Action>({ kind: 'read' }) },
);
const usualClass = {
  read: 'read.account',
  place: 'trade.create',
  edit: 'trade.edit',
  cancel: 'trade.cancel',
  cancelAll: 'trade.cancel.any',
  margin: 'margin.set',
} as const;

const prices = fc.record({
  last: mostly(numbers('100'), numbers('99', '104', '0')),
  bid: mostly(numbers('100'), numbers('98', '105', '0')),
  ask: mostly(numbers('100'), numbers('102', '106', '0')),
});
const marketFacts = fc.option(
  fc.record({
    contractSize: fc.option(mostly(numbers('1'), numbers('0.001', '10', '0')), { freq: 19 }),
    prices: fc.option(prices, { freq: 19 }),
  }),
  { freq: 19 },
);
const rate = fc.option(numbers('1', '0.5', '60000', '0'), { freq: 9 });

const world = fc.record({
  markets: fc.tuple(marketFacts, marketFacts, marketFacts, marketFacts, marketFacts),
  rates: fc.dictionary(some('BTC-USDT', 'USD-USDT', 'USDT-EUR', 'USDT-BTC', 'USD-EUR', 'BTC-EUR', 'USD-BTC'), rate, {
    minKeys: 5,
  }),
  placed: mostly(numbers('0', '0', '41', '100', '101', '899'), some(undefined)),
  open: mostly(numbers('0', '0', '41', '101', '899'), some(undefined)),
  reserved: numbers('0', '41', '101'),
  calls: fc.nat(3),
  netBought: numbers('0', '0.5', '1', '2', '3'),
});

const standing: fc.Arbitrary<Standing> = mostly(
  some<Standing>({ state: 'active' }),
  some<Standing>(
    { state: 'closing', why: 'expired' },
    { state: 'closing', why: 'paused' },
    { state: 'closing', why: 'idle' },
    { state: 'frozen' },
    { state: 'revoked' },
    { state: 'ended' },
    { state: 'notYet' },
  ),
  9,
);

const anything = fc.tuple(
  policy,
  action,
  mostly(some<EndpointClass | null>(null), some<EndpointClass | null>(...endpointClasses), 14),
  standing,
  world,
  fc.integer({ min: 0, max: 7 * 24 * 60 }),
);

type Made = typeof anything extends fc.Arbitrary<infer T> ? T : never;

function askedOf([made, wanted, oddClass, stands, given, minute]: Made): Asked {
  const owns = (id: string | null) => id === null || id.startsWith('own');
  const known = new Map(refs.map((each, index) => [`${each.venue} ${each.id}`, given.markets[index] ?? null]));
  return {
    policy: made,
    understood: { class: oddClass ?? usualClass[wanted.kind], endpoint: 'POST /test', action: wanted },
    standing: stands,
    now: instantOf(Date.UTC(2026, 9, 24) + minute * 60_000),
    facts: {
      market: ({ venue, id }) => {
        const facts = known.get(`${venue} ${id}`);
        const name = names[`${venue} ${id}`];
        return facts == null || name === undefined ? undefined : { ...name, ...facts };
      },
      rate: (from, to) => (from === to ? Decimal.of('1') : (given.rates[`${from}-${to}`] ?? undefined)),
    },
    usage: {
      placed24h: () => given.placed,
      open: () => given.open,
      calls: (endpointClass, perMs) => (endpointClass.length + perMs / 1000 + given.calls) % 4,
      owns: ({ orderId, clientId }) => owns(orderId) && owns(clientId) && (orderId ?? clientId) !== null,
      reservedBy: ({ orderId }) => (orderId === 'own-3' ? Decimal.zero : given.reserved),
      netBought: ({ id }) => (id === 'ETHBTC' ? Decimal.of('1') : given.netBought),
    },
  };
}

const agree = (decided: Decision, expected: Expected): boolean => {
  if (!decided.allowed) return !expected.allowed && decided.rule === expected.rule;
  return (
    expected.allowed &&
    decided.reserve.length === expected.reserve.length &&
    decided.reserve.every(({ index, value, currency }, place_) => {
      const other = expected.reserve[place_];
      return other?.index === index && other.currency === currency && same(fraction(value), other.value);
    })
  );
};

describe('the decision', () => {
  it(
    'is that of a slow and obvious model, rule by rule, whatever is asked',
    ({ task }) => {
      const met = new Map<string, number>(
        [...rules, ...Object.keys(usualClass), 'closing: lets out', 'over budget: lets out', 'reserves'].map((name) => [
          name,
          0,
        ]),
      );
      const count = (name: string) => met.set(name, (met.get(name) ?? 0) + 1);
      fc.assert(
        fc.property(anything, (made) => {
          const asked = askedOf(made);
          const decided = decide(asked);
          const expected = reference(asked);
          if (!agree(decided, expected)) expect(decided).toEqual(expected);
          if (!decided.allowed) {
            count(decided.rule);
            if (!/^[ -~]{1,120}$/.test(decided.reason))
              throw new Error(`the reason is not one short line: ${decided.reason}`);
            return;
          }
          const { action: wanted } = asked.understood;
          count(wanted.kind);
          if (decided.reserve.length > 0) count('reserves');
          if (wanted.kind !== 'place') return;
          if (asked.standing.state === 'closing') count('closing: lets out');
          const budget = asked.policy.max24h ?? asked.policy.maxOpen;
          const counted = budget !== null && wanted.orders.some((each) => !each.reduceOnly);
          if (counted && decided.reserve.length === 0) count('over budget: lets out');
        }),
        { numRuns: runs },
      );
      // A model that agrees about nothing but refusals of one kind would prove nothing.
      expect([...met].filter(([, times]) => times < runs / 20_000)).toEqual([]);
      task.meta.figures = { decisions: runs, 'rules that were met': rules.length };
      if (process.env.KEYHAVEN_SHOW === '1') console.log(Object.fromEntries(met));
    },
    long ? 3_600_000 : 120_000,
  );
});
