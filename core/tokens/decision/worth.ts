import { Decimal, greatest } from '../../base/decimals';
import type { OrderWish } from '../actions';
import type { Facts, MarketFacts } from './decision';
import { dearest, soundPrices, withMargin } from './prices';
import { refuse, type Refusal } from './refusal';
import { waysOf } from './ways';

/**
 * What an order may be worth at most, in `currency`. Where that cannot be known the order is refused: a limit that was not
 * computed would be a limit that was not kept.
 */
function worthOf(order: OrderWish, facts: Facts, currency: string): Decimal | Refusal {
  const market = facts.market(order.market);
  if (market === undefined) return refuse('unknown-market', `unknown-market: ${order.market.id} is not known here`);
  const inQuote = worthInQuote(order, market);
  if (!(inQuote instanceof Decimal)) return inQuote;
  if (market.quote === currency) return inQuote;
  const rate = facts.rate(market.quote, currency);
  if (rate?.isPositive() !== true)
    return refuse('no-rate', `no-rate: what 1 ${market.quote} is worth in ${currency} is not known`);
  return inQuote.times(withMargin(rate));
}

/** What the orders of one request may be worth: size and budgets ask for the same. */
export function createWorths(facts: Facts): (order: OrderWish, currency: string) => Decimal | Refusal {
  const known = new Map<OrderWish, { readonly currency: string; readonly worth: Decimal | Refusal }>();
  return (order, currency) => {
    const found = known.get(order);
    if (found?.currency === currency) return found.worth;
    const worth = worthOf(order, facts, currency);
    known.set(order, { currency, worth });
    return worth;
  };
}

function worthInQuote(order: OrderWish, market: MarketFacts): Decimal | Refusal {
  const { amount, quoteAmount, side } = order;
  if ([amount, quoteAmount].some((size) => size !== null && !size.isPositive()))
    return refuse('no-amount', 'no-amount: a size is not above 0');
  if (amount === null) {
    if (quoteAmount === null) return refuse('no-amount', 'no-amount: the order names no size');
    // A buy spends the quote amount and no more. A sell gives away as much of the base as it takes to earn it, and that
    // depends on the prices it meets: in an empty book it is everything there is.
    return side === 'buy'
      ? quoteAmount
      : refuse('no-amount', 'no-amount: how much a sell by quote amount sells is not known');
  }
  const worth = worthOfAmount(amount, order, market);
  // Named both ways, the exchange chooses.
  return worth instanceof Decimal && quoteAmount !== null ? greatest(worth, quoteAmount) : worth;
}

function worthOfAmount(amount: Decimal, order: OrderWish, market: MarketFacts): Decimal | Refusal {
  const { contractSize, inverse, symbol } = market;
  if (contractSize?.isPositive() !== true)
    return refuse('no-contract-size', `no-contract-size: what a contract of ${symbol} holds is not known`);
  // An inverse contract is so many units of the quote currency, whatever the price.
  if (inverse) return amount.times(contractSize);
  const price = worstPrice(order, market);
  return price instanceof Decimal ? amount.times(contractSize).times(price) : price;
}

/**
 * The greatest of limit, trigger, last, bid and ask, for a buy (the most it can pay) and for a sell (the most it gives away).
 * All but the limit are prices that move, and get a margin: from its trigger on a stop trades at the market.
 */
function worstPrice(order: OrderWish, market: MarketFacts): Decimal | Refusal {
  const ways = waysOf(order);
  // Its price is set by a distance from what the market does later; a sell's is at least bounded by what it sells today.
  if (ways.some(({ type, side }) => type === 'trailing' && side === 'buy'))
    return refuse('no-price', 'no-price: what a trailing buy will pay is not known');
  const prices = soundPrices(market);
  if (prices === undefined) return refuse('no-price', `no-price: no fresh price of ${market.symbol} is known`);
  return greatest(
    withMargin(dearest(prices)),
    ...ways.flatMap(({ price }) => (price === null ? [] : [price])),
    ...ways.flatMap(({ triggerPrice }) => (triggerPrice === null ? [] : [withMargin(triggerPrice)])),
  );
}
