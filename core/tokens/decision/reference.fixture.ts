import type { MarketRef, OrderRef, OrderWish } from '../actions';
import type { Asked } from './asked';
import type { Rule } from './decision';

/**
 * The decision a second time, slow and obvious: written from docs/policy.md and not from the code, one rule after the other,
 * with fractions in place of decimals. It shares types with the code and nothing else, so that one mistake is not made twice.
 */
export type Expected =
  | { readonly allowed: true; readonly reserve: readonly { index: number; value: Fraction; currency: string }[] }
  | { readonly allowed: false; readonly rule: Rule };

export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const no = (rule: Rule): Expected => ({ allowed: false, rule });

export function fraction(decimal: { toString(): string }): Fraction {
  const text = decimal.toString();
  const point = text.indexOf('.');
  if (point === -1) return { over: BigInt(text), under: 1n };
  const behind = text.slice(point + 1);
  return { over: BigInt(text.slice(0, point) + behind), under: BigInt(`1${'0'.repeat(behind.length)}`) };
}
const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
const add = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const minus = (a: Fraction, b: Fraction): Fraction => add(a, { over: -b.over, under: b.under });
const more = (a: Fraction, b: Fraction): boolean => a.over * b.under > b.over * a.under;
export const same = (a: Fraction, b: Fraction): boolean => !more(a, b) && !more(b, a);
const zero: Fraction = { over: 0n, under: 1n };
const onePercentMore: Fraction = { over: 101n, under: 100n };

export function reference(asked: Asked): Expected {
  const { understood, policy, standing, facts, usage, now } = asked;
  const { action } = understood;

  // 1. A token that is frozen, revoked, ended or not valid yet does nothing.
  if (['frozen', 'revoked', 'ended', 'notYet'].includes(standing.state)) return no('token.state');

  // 2. Classes.
  const has = (name: string): boolean => {
    if ((policy.deny as string[]).includes(name)) return false;
    if ((policy.allow as string[]).includes(name)) return true;
    const working = policy.allow.filter((each) => !policy.deny.includes(each));
    if (name === 'read.setup') return working.length > 0;
    if (name === 'trade.cancel') return working.includes('trade.cancel.any');
    return false;
  };
  if (understood.class === 'trade.cancel.any') {
    if (!has('trade.cancel')) return no('class');
  } else if (!has(understood.class)) return no('class');
  if (action.kind === 'place' && !has('trade.create')) return no('class');
  if (action.kind === 'edit' && !has('trade.edit')) return no('class');
  if (action.kind === 'cancel' && !has('trade.cancel')) return no('class');
  if (action.kind === 'cancelAll' && !has('trade.cancel')) return no('class');
  if (action.kind === 'margin' && !has('margin.set')) return no('class');

  let orders: readonly OrderWish[] = [];
  if (action.kind === 'place') orders = action.orders;
  if (action.kind === 'edit') orders = action.edits.map((edit) => edit.order);

  // 3. Closing only.
  const getsOut = (): boolean => {
    if (action.kind === 'read') return true;
    if (action.kind === 'cancel') return action.targets.filter((target) => !usage.owns(target)).length === 0;
    if (action.kind === 'cancelAll' || action.kind === 'margin') return false;
    const sold = new Map<string, { market: MarketRef; sum: Fraction }>();
    for (const order of orders) {
      if (order.reduceOnly) continue;
      if (order.market.venue !== 'spot') return false;
      if (order.side === 'buy') return false;
      if (order.amount === null) return false;
      if (!more(fraction(order.amount), zero)) return false;
      const before = sold.get(order.market.id);
      sold.set(order.market.id, {
        market: order.market,
        sum: add(before === undefined ? zero : before.sum, fraction(order.amount)),
      });
    }
    for (const { market, sum } of sold.values()) if (more(sum, fraction(usage.netBought(market)))) return false;
    return true;
  };
  if (standing.state === 'closing' && !getsOut()) return no('closing');
  if (standing.state !== 'closing' && policy.hours.length > 0) {
    let open = false;
    for (const { days, from, to, zone } of policy.hours) {
      const there = new Date(now).toLocaleString('sv-SE', { timeZone: zone });
      const [date = '', time = ''] = there.split(' ');
      const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(`${date}T00:00:00Z`).getUTCDay()];
      const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
      if (days.some((each) => each === day) && from <= minute && minute < to) open = true;
    }
    if (!open && !getsOut()) return no('hours');
  }

  // 4. What each order, cancel or setting says by itself.
  const symbolRule = (ref: MarketRef | null): Rule | null => {
    if (policy.symbols === 'any' && policy.denySymbols.length === 0) return null;
    if (ref === null) return 'symbols';
    const market = facts.market(ref);
    if (market === undefined) return 'unknown-market';
    if (policy.denySymbols.includes(market.symbol)) return 'symbols';
    if (policy.symbols !== 'any' && !policy.symbols.includes(market.symbol)) return 'symbols';
    return null;
  };

  const bandRule = (order: OrderWish): Rule | null => {
    if (policy.priceBand === null) return null;
    if (order.price === null) return ['market', 'stop', 'trailing'].includes(order.type) ? null : 'no-price';
    let fair: Fraction;
    const trigger = order.type === 'stopLimit' && order.triggerPrice !== null ? fraction(order.triggerPrice) : null;
    if (trigger !== null && order.takesProfit === undefined) fair = trigger;
    else {
      const market = facts.market(order.market);
      if (market === undefined) return 'unknown-market';
      if (market.prices === null) return 'no-price';
      const { last, bid, ask } = market.prices;
      for (const price of [last, bid, ask]) if (!more(fraction(price), zero)) return 'no-price';
      fair = order.side === 'buy' ? fraction(ask) : fraction(bid);
      // Whichever of the two is the better for the token.
      if (trigger !== null && (order.side === 'buy' ? more(fair, trigger) : more(trigger, fair))) fair = trigger;
    }
    const hundred = { over: 100n, under: 1n };
    const band = fraction(policy.priceBand);
    // price × 100 against fair × (100 ± band)
    const price = times(fraction(order.price), hundred);
    if (order.side === 'buy' && more(price, times(fair, add(hundred, band)))) return 'price-band';
    if (order.side === 'sell' && more(times(fair, minus(hundred, band)), price)) return 'price-band';
    return null;
  };

  const valueOf = (order: OrderWish, currency: string): Fraction | Rule => {
    const market = facts.market(order.market);
    if (market === undefined) return 'unknown-market';
    if (order.amount !== null && !more(fraction(order.amount), zero)) return 'no-amount';
    if (order.quoteAmount !== null && !more(fraction(order.quoteAmount), zero)) return 'no-amount';
    if (order.amount === null && order.quoteAmount === null) return 'no-amount';
    if (order.amount === null && order.side === 'sell') return 'no-amount';
    let value = zero;
    if (order.quoteAmount !== null) value = fraction(order.quoteAmount);
    if (order.amount !== null) {
      if (market.contractSize === null || !more(fraction(market.contractSize), zero)) return 'no-contract-size';
      let byAmount = times(fraction(order.amount), fraction(market.contractSize));
      if (!market.inverse) {
        if (order.type === 'trailing' && order.side === 'buy') return 'no-price';
        if (order.otherwise?.type === 'trailing' && order.side === 'buy') return 'no-price';
        if (market.prices === null) return 'no-price';
        let worst = zero;
        for (const price of [market.prices.last, market.prices.bid, market.prices.ask]) {
          if (!more(fraction(price), zero)) return 'no-price';
          const moved = times(fraction(price), onePercentMore);
          if (more(moved, worst)) worst = moved;
        }
        for (const trigger of [order.triggerPrice, order.otherwise?.triggerPrice ?? null]) {
          if (trigger === null) continue;
          const moved = times(fraction(trigger), onePercentMore);
          if (more(moved, worst)) worst = moved;
        }
        for (const price of [order.price, order.otherwise?.price ?? null])
          if (price !== null && more(fraction(price), worst)) worst = fraction(price);
        byAmount = times(byAmount, worst);
      }
      if (more(byAmount, value)) value = byAmount;
    }
    if (market.quote === currency) return value;
    const rate = facts.rate(market.quote, currency);
    if (rate === undefined || !more(fraction(rate), zero)) return 'no-rate';
    return times(times(value, fraction(rate)), onePercentMore);
  };

  for (let index = 0; index < orders.length; index += 1) {
    const order = orders[index];
    if (order === undefined) continue;
    const symbol = symbolRule(order.market);
    if (symbol !== null) return no(symbol);
    if (!policy.sides.includes(order.side)) return no('side');
    if (!policy.types.includes(order.type)) return no('types');
    if (order.otherwise !== undefined && !policy.types.includes(order.otherwise.type)) return no('types');
    if (action.kind === 'edit') {
      const target = action.edits[index]?.target;
      if (target !== undefined && !usage.owns(target)) return no('own-orders');
    }
    const band = bandRule(order);
    if (band !== null) return no(band);
    if (order.otherwise !== undefined) {
      const { takesProfit: _, ...rest } = order;
      const other = bandRule({ ...rest, ...order.otherwise });
      if (other !== null) return no(other);
    }
    if (policy.maxOrder !== null && !order.reduceOnly) {
      const value = valueOf(order, policy.maxOrder.currency);
      if (typeof value === 'string') return no(value);
      if (more(value, fraction(policy.maxOrder.amount))) return no('max-order');
    }
  }
  if (action.kind === 'cancel') {
    for (const target of action.targets) {
      if (usage.owns(target)) continue;
      if (!has('trade.cancel.any')) return no('own-orders');
      const symbol = symbolRule(target.market);
      if (symbol !== null) return no(symbol);
    }
  }
  if (action.kind === 'cancelAll') {
    if (!has('trade.cancel.any')) return no('own-orders');
    const symbol = symbolRule(action.market === null ? null : { venue: action.venue, id: action.market });
    if (symbol !== null) return no(symbol);
  }
  if (action.kind === 'margin') {
    if (action.market !== null) {
      const symbol = symbolRule(action.market);
      if (symbol !== null) return no(symbol);
    }
    if (action.leverage !== null) {
      if (policy.maxLeverage === null) return no('max-leverage');
      if (more(fraction(action.leverage), fraction(policy.maxLeverage))) return no('max-leverage');
    }
  }

  // 5. Budgets, over all orders of the request.
  let reserve: { index: number; value: Fraction; currency: string }[] = [];
  let sum = zero;
  const budget = policy.max24h ?? policy.maxOpen;
  if (budget !== null) {
    for (let index = 0; index < orders.length; index += 1) {
      const order = orders[index];
      if (order === undefined || order.reduceOnly) continue;
      const value = valueOf(order, budget.currency);
      if (typeof value === 'string') return no(value);
      sum = add(sum, value);
      reserve.push({ index, value, currency: budget.currency });
    }
  }
  if (reserve.length > 0) {
    let over: Rule | null = null;
    if (policy.maxOpen !== null) {
      const open = usage.open(policy.maxOpen.currency);
      if (open === undefined) return no('no-rate');
      let used = fraction(open);
      if (action.kind === 'edit') {
        const targets: OrderRef[] = action.edits.map((edit) => edit.target);
        if (surelyDifferent(targets))
          for (const target of targets) used = minus(used, fraction(usage.reservedBy(target, policy.maxOpen.currency)));
      }
      if (more(add(used, sum), fraction(policy.maxOpen.amount))) over = 'max-open';
    }
    if (over === null && policy.max24h !== null) {
      const placed = usage.placed24h(policy.max24h.currency);
      if (placed === undefined) return no('no-rate');
      if (more(add(fraction(placed), sum), fraction(policy.max24h.amount))) over = 'max-24h';
    }
    if (over !== null) {
      if (!getsOut()) return no(over);
      reserve = [];
    }
  }

  // 6. Rates.
  let count = orders.length;
  if (count === 0) count = 1;
  for (const rate of policy.rates) {
    if (rate.class !== understood.class) continue;
    if (usage.calls(rate.class, rate.perMs) + count > rate.count) return no('rate');
  }
  return { allowed: true, reserve };
}

function surelyDifferent(targets: readonly OrderRef[]): boolean {
  let byOrderId = true;
  let byClientId = true;
  for (let a = 0; a < targets.length; a += 1)
    for (let b = a + 1; b < targets.length; b += 1) {
      const one = targets[a];
      const other = targets[b];
      if (one === undefined || other === undefined) continue;
      if (one.orderId === null || other.orderId === null || one.orderId === other.orderId) byOrderId = false;
      if (one.clientId === null || other.clientId === null || one.clientId === other.clientId) byClientId = false;
    }
  return byOrderId || byClientId;
}
