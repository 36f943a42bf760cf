import { amount } from './amounts';
import { createFloor, type Floor, type PriceChange } from './floor';
import { markets, type Market } from './markets';
import { walletOf, type Wish } from './orders';

const begins = { USDT: { free: '10000', locked: '0' }, BTC: { free: '1', locked: '0' } };

/** A floor whose accounts begin with 10,000 USDT and 1 BTC, and that keeps nothing. */
export const newFloor = (): Floor => createFloor(undefined, { binance: begins, okx: begins }, () => undefined);

export function marketNamed(id: string, venue = 'spot'): Market {
  const found = markets.find((market) => market.id === id && market.venue === venue);
  if (found === undefined) throw new Error(`no market ${id}`);
  return found;
}

/** A limit order to buy 0.1 for 50,000, unless it is said otherwise; plain decimals for amounts. */
export function wish(market: Market, differs: Partial<Wish> = {}): Wish {
  return {
    ...{ market, wallet: walletOf(market), clientId: '', side: 'buy', kind: 'limit', timeInForce: 'GTC' },
    ...{ postOnly: false, reduceOnly: false, price: amount('50000'), amount: amount('0.1'), quoteAmount: null },
    ...{ trigger: null, listId: null, said: {} },
    ...differs,
  };
}

/** A price with room of 1 around it; `size`: what the market maker has on either side. */
export function priceAt(last: string, size: string | null = null): PriceChange {
  const offered = size === null ? null : amount(size);
  const at = amount(last);
  return { bid: at - amount('1'), ask: at + amount('1'), last: at, bidSize: offered, askSize: offered };
}
