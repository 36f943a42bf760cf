import { describe, expect, it } from 'vitest';
import { Decimal } from '../../base/decimals';
import { instantOf, type Instant } from '../../base/instants';
import type { Action, OrderRef, OrderWish } from '../actions';
import { parsePolicy } from '../policy/parse';
import { decide } from './decide';
import type { MarketFacts, Standing, Usage } from './decision';
import { withinHours } from './hours';

const number = (text: string) => Decimal.of(text);
const market: MarketFacts = {
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  settle: null,
  contractSize: number('1'),
  inverse: false,
  prices: { last: number('100'), bid: number('100'), ask: number('100') },
};
const wish: OrderWish = {
  market: { venue: 'spot', id: 'BTCUSDT' },
  side: 'buy',
  type: 'limit',
  amount: number('1'),
  quoteAmount: null,
  price: number('100'),
  triggerPrice: null,
  reduceOnly: false,
  clientId: null,
};
const unused: Usage = {
  placed24h: () => Decimal.zero,
  open: () => Decimal.zero,
  calls: () => 0,
  owns: () => true,
  reservedBy: () => Decimal.zero,
  netBought: () => Decimal.zero,
};
const classes = {
  place: 'trade.create',
  edit: 'trade.edit',
  cancel: 'trade.cancel',
  cancelAll: 'trade.cancel.any',
  margin: 'margin.set',
  read: 'read.account',
} as const;

interface Given {
  readonly lines?: readonly string[];
  readonly usage?: Partial<Usage>;
  readonly standing?: Standing;
  readonly facts?: Partial<MarketFacts>;
}

function answer(
  action: Action,
  { lines = [], usage = {}, standing = { state: 'active' }, facts = {} }: Given = {},
): string {
  const text = [
    'on binance',
    'allow read.account, trade.create, trade.edit, trade.cancel',
    'types limit, market, stopLimit, trailing',
    'symbols BTC/USDT',
    ...lines,
  ];
  const parsed = parsePolicy(text.join('\n'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const decided = decide({
    understood: { class: classes[action.kind], endpoint: 'POST /test', action },
    policy: parsed.policy,
    standing,
    facts: { market: () => ({ ...market, ...facts }), rate: () => undefined },
    usage: { ...unused, ...usage },
    now: instantOf(Date.UTC(2026, 10, 24, 12)),
  });
  return decided.allowed
    ? `reserves ${decided.reserve.map(({ value }) => value.toString()).join(', ')}`.trim()
    : decided.reason;
}
const place = (change: Partial<OrderWish> = {}, given?: Given) =>
  answer({ kind: 'place', orders: [{ ...wish, ...change }] }, given);

describe('an order', () => {
  it('that gives 10 BTC away for 0.01 is refused by the band that is on by default', () => {
    expect(place({ side: 'sell', amount: number('10'), price: number('0.01') })).toBe(
      'price-band 3%: sell at 0.01, market 100',
    );
  });

  it('that takes a profit where the market is already is held against that market, and a stop that rests against its trigger', () => {
    const sell = { side: 'sell', type: 'stopLimit' } as const;
    const far = { ...sell, triggerPrice: number('0.01'), price: number('0.01') };
    expect(place({ ...far, takesProfit: true })).toBe('price-band 3%: sell at 0.01, market 100');
    expect(place(far)).toBe('reserves');
    expect(place({ ...sell, takesProfit: true, triggerPrice: number('200'), price: number('195') })).toBe('reserves');
    expect(place({ ...sell, takesProfit: true, triggerPrice: number('200'), price: number('190') })).toContain(
      'sell at 190, market 200',
    );
    const buy = { type: 'stopLimit', takesProfit: true, triggerPrice: number('500'), price: number('500') } as const;
    expect(place(buy)).toContain('buy at 500, market 100');
  });

  it('is reserved at the worst price, with a margin on what moves and none on its own limit', () => {
    const lines = ['max-24h 1000 USDT'];
    expect(place({}, { lines })).toBe('reserves 101');
    expect(place({ price: number('102') }, { lines })).toBe('reserves 102');
    expect(place({ type: 'market', price: null, amount: null, quoteAmount: number('77') }, { lines })).toBe(
      'reserves 77',
    );
    expect(place({ type: 'stopLimit', triggerPrice: number('200'), price: number('190') }, { lines })).toBe(
      'reserves 202',
    );
    expect(place({}, { lines, facts: { inverse: true, contractSize: number('10') } })).toBe('reserves 10');
  });

  it('whose cost nobody can know is refused, but only where a limit asks', () => {
    const sell = { side: 'sell', type: 'market', price: null, amount: null, quoteAmount: number('50') } as const;
    expect(place(sell, { lines: ['max-order 100 USDT'] })).toContain(
      'no-amount: how much a sell by quote amount sells',
    );
    expect(place(sell)).toBe('reserves');
    expect(place({ type: 'trailing', price: null }, { lines: ['max-order 500 USDT'] })).toContain(
      'no-price: what a trailing buy',
    );
    expect(
      place({ price: null, type: 'market' }, { lines: ['max-order 500 USDT'], facts: { prices: null } }),
    ).toContain('no-price: no fresh price');
    expect(place({}, { lines: ['max-order 500 EUR'] })).toBe('no-rate: what 1 USDT is worth in EUR is not known');
    expect(place({ amount: number('-1') }, { lines: ['max-order 500 USDT'] })).toBe('no-amount: a size is not above 0');
  });

  it('says the limit that it broke, with its figures, in one plain line', () => {
    expect(place({}, { lines: ['max-order 100 USDT'] })).toBe('max-order 100 USDT: this order may be worth 101');
    expect(place({}, { lines: ['max-24h 150 USDT'], usage: { placed24h: () => number('50') } })).toBe(
      'max-24h 150 USDT: 50 used, 101 wanted',
    );
    expect(place({}, { facts: { symbol: '币/USDT' } })).toBe('symbols: ?/USDT is not allowed');
  });

  it('gets out when the token only closes or is over budget, up to what it bought itself', () => {
    const usage = { netBought: () => number('1'), placed24h: () => number('1000') };
    const paused = { state: 'closing', why: 'paused' } as const;
    const sell = { side: 'sell' } as const;
    expect(place(sell, { standing: paused, usage })).toBe('reserves');
    expect(place({ ...sell, amount: number('1.00000001') }, { standing: paused, usage })).toBe(
      'closing only (paused): this would not close',
    );
    expect(place({}, { standing: paused, usage })).toContain('closing only');
    expect(place(sell, { lines: ['max-24h 1000 USDT'], usage })).toBe('reserves');
    expect(place({}, { lines: ['max-24h 1000 USDT'], usage })).toContain('max-24h');
    const twice: Action = {
      kind: 'place',
      orders: [
        { ...wish, ...sell },
        { ...wish, ...sell },
      ],
    };
    expect(answer(twice, { standing: paused, usage })).toContain('closing only');
  });
});

describe('an edit', () => {
  const edit = (...targets: OrderRef[]): Action => ({
    kind: 'edit',
    edits: targets.map((target) => ({ target, order: wish, inPlace: true })),
  });
  const given: Given = {
    lines: ['max-open 250 USDT'],
    usage: { open: () => number('202'), reservedBy: () => number('101') },
  };

  it('has back what it replaces, once', () => {
    expect(answer(edit({ market: null, orderId: '1', clientId: null }), given)).toBe('reserves 101');
    expect(
      answer(
        edit({ market: null, orderId: '1', clientId: null }, { market: null, orderId: '2', clientId: null }),
        given,
      ),
    ).toBe('reserves 101, 101');
  });

  it('has nothing back where two names may be of one order', () => {
    const refused = 'max-open 250 USDT: 202 used, 202 wanted';
    expect(
      answer(
        edit({ market: null, orderId: '1', clientId: null }, { market: null, orderId: null, clientId: 'a' }),
        given,
      ),
    ).toBe(refused);
    expect(
      answer(
        edit({ market: null, orderId: '1', clientId: null }, { market: null, orderId: '1', clientId: null }),
        given,
      ),
    ).toBe(refused);
  });
});

describe('hours', () => {
  const london = [{ days: ['Sun' as const], from: 60, to: 120, zone: 'Europe/London' }];
  const at = (text: string) => withinHours(london, text as Instant);

  it('begin with their first minute and end before their last', () => {
    expect(at('2026-11-22T00:59:59.999Z')).toBe(false);
    expect(at('2026-11-22T01:00:00.000Z')).toBe(true);
    expect(at('2026-11-22T01:59:59.999Z')).toBe(true);
    expect(at('2026-11-22T02:00:00.000Z')).toBe(false);
    expect(at('2026-11-23T01:30:00.000Z')).toBe(false);
  });

  it('go by the clock on the wall, also in the night that has its hour twice', () => {
    expect(at('2026-10-25T00:30:00.000Z')).toBe(true);
    expect(at('2026-10-25T01:30:00.000Z')).toBe(true);
    expect(at('2026-10-25T02:00:00.000Z')).toBe(false);
    expect(at('2026-07-05T00:30:00.000Z')).toBe(true);
  });

  it('of a zone that is not known here never come', () => {
    expect(
      withinHours([{ days: ['Sun'], from: 0, to: 1440, zone: 'Mars/Base' }], '2026-11-22T01:00:00.000Z' as Instant),
    ).toBe(false);
  });
});
