import { Decimal, greatest } from '../../base/decimals';
import type { OrderType } from '../policy/policy';
import type { MarketFacts } from './decision';

/** Order types whose price the client names. */
export const limitTypes: readonly OrderType[] = ['limit', 'postOnly', 'ioc', 'fok', 'stopLimit'];

/**
 * What a price of the market may have moved when the order gets there. A budget must hold for the price that will be paid,
 * and that is up to 5 s (age of a price) and one way to the exchange later.
 */
const movedPercent = Decimal.of('1');
const moved = Decimal.of('1').plus(movedPercent.percent());

/** A price that the market makes, at its worst by then. */
export const withMargin = (price: Decimal): Decimal => price.times(moved);

/** Last, bid and ask; undefined where one is not known. An empty side of a book, told as 0, is no price. */
export function soundPrices(market: MarketFacts): NonNullable<MarketFacts['prices']> | undefined {
  const { prices } = market;
  if (prices === null) return undefined;
  return [prices.last, prices.bid, prices.ask].every((price) => price.isPositive()) ? prices : undefined;
}

export const dearest = ({ last, bid, ask }: NonNullable<MarketFacts['prices']>): Decimal => greatest(last, bid, ask);
