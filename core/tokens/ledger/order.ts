import { Decimal, greatest, smallest } from '../../base/decimals';
import type { MarketRef } from '../actions';
import type { Side } from '../policy/policy';
import type { LedgerOrder, OrderKey, OrderToReserve, Outcome } from './ledger';

/** One order as the ledger holds it; never changed, but replaced by the next. */
export interface HeldOrder extends OrderKey {
  readonly market: MarketRef;
  readonly side: Side;
  readonly orderId: string | null;
  /** Of a triggered order: the exchange's ids of those that it became. */
  readonly became: readonly string[];
  /** Ledger time, ms. */
  readonly placed: number;
  /** From when its 24 hours count: `placed`, or when it was last edited in place. */
  readonly since: number;
  /** The greatest and the least that it had by its edits; null where one did not say it. */
  readonly amount: Decimal | null;
  readonly least: Decimal | null;
  readonly filled: Decimal;
  /** The greatest that it had by its edits. */
  readonly value: Decimal;
  readonly currency: string;
  /** It was edited in place. */
  readonly edited: boolean;
  /** Client ids of this token. */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly state: LedgerOrder['state'];
  /** It is over, and how much of it was filled beyond `filled` nobody knows. */
  readonly lost: boolean;
}

type State = HeldOrder['state'];

/** What is further along wins, whatever comes first: an order that stood was not rejected, one that is over stands no more. */
const rank = { reserved: 0, unknown: 1, rejected: 2, open: 3, done: 4 } as const satisfies Record<State, number>;

export const isSettled = ({ state }: HeldOrder): boolean => state === 'rejected' || state === 'done';

export function newOrder(token: string, wish: OrderToReserve, replaces: string | null, now: number): HeldOrder {
  const { clientId, market, side, amount, value, currency } = wish;
  return {
    ...{ token, clientId, market, side, value, currency, replaces },
    ...{ amount, least: amount, filled: Decimal.zero, orderId: null, became: [], placed: now, since: now },
    ...{ edited: false, replacedBy: null, state: 'reserved', lost: false },
  };
}

/**
 * The same order with what an edit in place asks for. Nobody knows which of the two an exchange will fill, nor at what price
 * what was filled before, so each counts as the worse.
 */
export function editedInPlace(order: HeldOrder, wish: OrderToReserve, now: number): HeldOrder {
  const { amount, least } = order;
  return {
    ...order,
    since: now,
    amount: amount === null || wish.amount === null ? null : greatest(amount, wish.amount),
    least: least === null || wish.amount === null ? null : smallest(least, wish.amount),
    value: greatest(order.value, wish.value),
    // In two currencies at once its value is not known.
    currency: order.currency === wish.currency ? order.currency : '',
    edited: true,
    state: isSettled(order) ? 'reserved' : order.state,
  };
}

/** Whether the order is as that edit left it, whatever was said of it since. */
export const isSameEdit = (order: HeldOrder, edited: HeldOrder): boolean =>
  order.since === edited.since && order.value === edited.value && order.amount === edited.amount;

/** The order as if that edit had never been; `before` is how it was. */
export function withoutEdit(order: HeldOrder, before: HeldOrder): HeldOrder {
  const { since, amount, least, value, currency, edited } = before;
  const state = order.state === 'reserved' ? before.state : order.state;
  return { ...order, since, amount, least, value, currency, edited, state };
}

/** The order after an exchange said this of it; the very same where that is nothing new. */
export function afterwards(order: HeldOrder, outcome: Outcome): HeldOrder {
  // A refused edit would be said in the same words, and the order it was meant for may well stand.
  const said = outcome.state === 'rejected' && order.edited ? 'unknown' : outcome.state;
  const state = rank[said] > rank[order.state] ? said : order.state;
  const filled = 'filled' in outcome ? greatest(order.filled, outcome.filled) : order.filled;
  const orderId = order.orderId ?? ('orderId' in outcome ? outcome.orderId : null);
  const told = outcome.state === 'open' ? (outcome.became ?? []) : [];
  // An exchange may name them one after another.
  const later = told.filter((id) => !order.became.includes(id));
  const became = later.length === 0 ? order.became : [...order.became, ...later];
  const lost = order.lost || (outcome.state === 'done' && outcome.lost === true);
  const same =
    state === order.state &&
    filled === order.filled &&
    orderId === order.orderId &&
    became === order.became &&
    lost === order.lost;
  return same ? order : { ...order, state, filled, orderId, became, lost };
}

/** What it counts in the 24 hours after `since`. */
export function placedValue({ state, value, least, filled, lost }: HeldOrder): Decimal {
  if (state === 'rejected') return Decimal.zero;
  if (state !== 'done' || lost || least?.isPositive() !== true) return value;
  return filled.compare(least) >= 0 ? value : value.minus(value.share(least.minus(filled), least));
}

/** What may still be filled of it. `replacer` is the order that replaces it, where one does. */
export function openValue(order: HeldOrder, replacer: HeldOrder | undefined): Decimal {
  const { value, amount, filled, currency } = order;
  if (isSettled(order)) return Decimal.zero;
  const own = amount?.isPositive() === true ? value.minus(value.share(smallest(filled, amount), amount)) : value;
  if (replacer === undefined || replacer.state === 'rejected') return own;
  if (replacer.state === 'open' || replacer.state === 'done') return Decimal.zero;
  // One of the two rests, and the other's reservation counts already.
  if (replacer.currency !== currency) return own;
  return greatest(Decimal.zero, own.minus(replacer.value));
}

const one = Decimal.of('1');
const leastUnit = Decimal.of('0.000000000000000001');

/** At most 18 places, as the ledger writes a decimal. */
export const cut = (decimal: Decimal): Decimal => decimal.share(one, one);

/** The same, and never less. */
export function cutUp(decimal: Decimal): Decimal {
  const down = cut(decimal);
  return decimal.exceeds(down) ? down.plus(leastUnit) : down;
}

/** Base units that a sell may still take away, or took without being seen; null where the exchange alone knows. */
export function unseenSale({ side, state, amount, filled, lost }: HeldOrder): Decimal | null {
  if (side === 'buy' || state === 'rejected' || (state === 'done' && !lost)) return Decimal.zero;
  return amount === null ? null : greatest(Decimal.zero, amount.minus(filled));
}
