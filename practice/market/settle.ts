import { amount, most, over, size, times, type Amount } from './amounts';
import { valueOf, type Market } from './markets';
import { marginOf, moved } from './positions';
import type { Purse } from './purse';
import type { Order, Position } from './words';

/** Of what is received on spot, of the value on contracts; the same for makers and takers. */
export const feeRates = { spot: amount('0.001'), contracts: amount('0.0005') } as const;

/** What an order must have set aside before it may stand, and in which asset. */
export function reserveFor(
  market: Market,
  order: Pick<Order, 'side' | 'reduceOnly' | 'price' | 'amount' | 'quoteAmount'>,
  marketPrice: Amount,
  held: Amount,
  leverage: number,
): { asset: string; amount: Amount } {
  const price = order.price ?? marketPrice;
  if (market.settle !== null) {
    const opposite = held < 0n !== (order.side === 'sell');
    const closes = opposite ? size(held) : 0n;
    const opens = order.reduceOnly ? 0n : most(0n, order.amount - closes);
    return { asset: market.settle, amount: marginOf(market, opens, price, leverage) };
  }
  if (order.side === 'sell') return { asset: market.base, amount: order.amount };
  return { asset: market.quote, amount: order.quoteAmount ?? times(order.amount, price) };
}

/** The fee of one fill, and what closing a part of a position brought. */
export interface Settled {
  fee: Amount;
  feeAsset: string;
  profit: Amount;
}

/** Moves the money of one spot fill. What was set aside for this part is used up or free again. */
export function settleSpot(market: Market, order: Order, purse: Purse, quantity: Amount, price: Amount): Settled {
  const cost = times(quantity, price);
  const freed = partOf(order, quantity);
  purse.unlock(order.lockedAsset, freed);
  order.locked -= freed;
  const [paid, paidAsset, got, gotAsset] =
    order.side === 'buy' ? [cost, market.quote, quantity, market.base] : [quantity, market.base, cost, market.quote];
  const fee = times(got, feeRates.spot);
  purse.add(paidAsset, -paid);
  purse.add(gotAsset, got - fee);
  return { fee, feeAsset: gotAsset, profit: 0n };
}

/** Moves the money of one fill of contracts and the position with it. */
export function settleContracts(
  market: Market,
  settle: string,
  order: Order,
  purse: Purse,
  position: Position,
  quantity: Amount,
  price: Amount,
  leverage: number,
): Settled & { position: Position } {
  const freed = partOf(order, quantity);
  purse.unlock(order.lockedAsset, freed);
  order.locked -= freed;
  const change = moved(market, position, order.side === 'buy' ? quantity : -quantity, price, leverage);
  const fee = times(valueOf(market, quantity, price), feeRates.contracts);
  purse.unlock(settle, change.released);
  purse.add(settle, change.profit - fee);
  // Past the check at the order's start, margin moves also where a loss has eaten what was free.
  purse.unlock(settle, -change.needed);
  return { fee, feeAsset: settle, profit: change.profit, position: change.position };
}

/** The part of what is set aside that belongs to this much of the unfilled rest. */
function partOf(order: Order, quantity: Amount): Amount {
  const rest = order.amount - order.filled;
  return quantity >= rest ? order.locked : (order.locked * quantity) / rest;
}

export const averagePrice = (order: Pick<Order, 'filled' | 'cost'>): Amount =>
  order.filled === 0n ? 0n : over(order.cost, order.filled);
