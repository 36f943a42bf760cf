import { least, over, size, times, type Amount } from './amounts';
import { valueOf, type Market } from './markets';
import type { Position } from './words';

export interface Moved {
  position: Position;
  /** What closing brought, in the settlement asset; below zero it is a loss. */
  profit: Amount;
  /** Margin that is free again. */
  released: Amount;
  /** Margin that the opened part needs. */
  needed: Amount;
}

/** What becomes of a position when `change` contracts are traded at `price` (below zero: sold). */
export function moved(market: Market, before: Position, change: Amount, price: Amount, leverage: number): Moved {
  const opposite = before.amount !== 0n && before.amount < 0n !== change < 0n;
  const closing = opposite ? least(size(change), size(before.amount)) : 0n;
  const opening = size(change) - closing;
  const released = closing === 0n ? 0n : (before.margin * closing) / size(before.amount);
  const needed = marginOf(market, opening, price, leverage);
  const amount = before.amount + change;
  return {
    profit: closing === 0n ? 0n : profitOf(market, before, closing, price),
    released,
    needed,
    position: {
      ...before,
      amount,
      entry: amount === 0n ? 0n : opening === 0n ? before.entry : entryOf(market, before, closing, opening, price),
      margin: before.margin - released + needed,
    },
  };
}

export function marginOf(market: Market, amount: Amount, price: Amount, leverage: number): Amount {
  return valueOf(market, amount, price) / BigInt(leverage);
}

/** Of the part `amount` (above zero) of a position, were it closed at `price`. */
export function profitOf(market: Market, { amount: whole, entry }: Position, amount: Amount, price: Amount): Amount {
  if (amount === 0n) return 0n;
  const grew = market.inverse
    ? valueOf(market, amount, entry) - valueOf(market, amount, price)
    : valueOf(market, amount, price) - valueOf(market, amount, entry);
  return whole < 0n ? -grew : grew;
}

/** The price at which the whole is worth what its parts cost: inverse contracts average the other way round. */
function entryOf(market: Market, before: Position, closed: Amount, opened: Amount, price: Amount): Amount {
  const kept = size(before.amount) - closed;
  if (kept === 0n) return price;
  if (!market.inverse) return over(times(kept, before.entry) + times(opened, price), kept + opened);
  return over(kept + opened, over(kept, before.entry) + over(opened, price));
}
