import { floorTo, over, type Amount } from './amounts';
import { marketKey, type Market } from './markets';
import type { Settled } from './settle';
import type { Order, Quote, Side, Trade, Trigger } from './words';

/** An order as a client wishes it. */
export interface Wish {
  market: Market;
  wallet: string;
  clientId: string;
  side: Side;
  kind: 'limit' | 'market';
  timeInForce: 'GTC' | 'IOC' | 'FOK';
  postOnly: boolean;
  reduceOnly: boolean;
  price: Amount | null;
  /** Null where `quoteAmount` says it. */
  amount: Amount | null;
  quoteAmount: Amount | null;
  trigger: Trigger | null;
  listId: string | null;
  said: Record<string, string>;
}

/** Where the money of a market's trades lies, unless the client says another wallet. */
export const walletOf = ({ style, venue }: Market): string => (style === 'okx' ? 'trading' : venue);

export const isWorking = ({ status }: Order): boolean => status === 'waiting' || status === 'open';

export const isFired = ({ price, when }: Trigger, last: Amount): boolean =>
  when === 'rises' ? last >= price : last <= price;

export const crossesAt = (side: Side, price: Amount, quote: Quote): boolean =>
  side === 'buy' ? price >= quote.ask : price <= quote.bid;

/** The best price of each side first, then the oldest: the order in which a market is served. */
export function bestFirst(orders: readonly Order[]): Order[] {
  const rank = (order: Order): Amount => (order.side === 'buy' ? -1n : 1n) * (order.price ?? 0n);
  return [...orders].sort((left, right) => {
    const difference = rank(left) - rank(right);
    return difference < 0n ? -1 : difference > 0n ? 1 : left.createdMs - right.createdMs;
  });
}

/** In base units or contracts; what was said in quote units counts at the price that it will meet. */
export function sizeOf({ market, side, amount, quoteAmount }: Wish, quote: Quote): Amount {
  if (amount !== null) return amount;
  return floorTo(over(quoteAmount ?? 0n, side === 'buy' ? quote.ask : quote.bid), market.step);
}

export function orderOf({ market, ...wish }: Wish, amount: Amount, nowMs: number): Order {
  return {
    ...wish,
    id: '',
    market: marketKey(market),
    amount,
    status: wish.trigger === null ? 'open' : 'waiting',
    ...{ filled: 0n, cost: 0n, fee: 0n, feeAsset: '', locked: 0n, lockedAsset: market.settle ?? market.quote },
    createdMs: nowMs,
    updatedMs: nowMs,
  };
}

export interface Fill {
  id: string;
  quantity: Amount;
  price: Amount;
  maker: boolean;
  atMs: number;
}

export function tradeOf(order: Order, fill: Fill, { fee, feeAsset, profit }: Settled): Trade {
  const { id: orderId, market, wallet, side } = order;
  const { id, quantity: amount, price, maker, atMs } = fill;
  return { id, orderId, market, wallet, side, price, amount, fee, feeAsset, maker, profit, atMs };
}
