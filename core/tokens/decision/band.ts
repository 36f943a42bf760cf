import { Decimal, greatest, smallest } from '../../base/decimals';
import type { OrderWish } from '../actions';
import type { Policy } from '../policy/policy';
import type { Facts } from './decision';
import { limitTypes, soundPrices } from './prices';
import { refuse, type Refusal } from './refusal';

const one = Decimal.of('1');

/** A limit price may be worse than the market's by the band at most: buying above the ask, selling below the bid. */
export function bandRefusal(policy: Policy, facts: Facts, order: OrderWish): Refusal | undefined {
  const { side, type, price } = order;
  if (policy.priceBand === null) return undefined;
  if (price === null)
    return limitTypes.includes(type)
      ? refuse('no-price', `no-price: the ${type} order names no price, and there is a price-band`)
      : undefined;
  const fair = fairPrice(facts, order);
  if (!(fair instanceof Decimal)) return fair;
  const band = Decimal.of(policy.priceBand).percent();
  const worse = side === 'buy' ? price.exceeds(fair.times(one.plus(band))) : fair.times(one.minus(band)).exceeds(price);
  if (!worse) return undefined;
  return refuse(
    'price-band',
    `price-band ${policy.priceBand}%: ${side} at ${price.toString()}, market ${fair.toString()}`,
  );
}

/**
 * What the limit is held against. A stop-limit rests until the market is at its trigger, so the trigger is its market: held
 * against today's, every stop further away than the band would be refused. One that takes a profit does not rest where the
 * market is better than its trigger already: then it trades today, and that market counts too. Of other types a trigger counts
 * for nothing, since not every exchange obeys it there.
 */
function fairPrice(facts: Facts, { market: ref, side, type, triggerPrice, takesProfit }: OrderWish): Decimal | Refusal {
  const trigger = type === 'stopLimit' ? triggerPrice : null;
  if (trigger !== null && takesProfit !== true) return trigger;
  const market = facts.market(ref);
  if (market === undefined) return refuse('unknown-market', `unknown-market: ${ref.id} is not known here`);
  const prices = soundPrices(market);
  if (prices === undefined) return refuse('no-price', `no-price: no fresh price of ${market.symbol} is known`);
  if (side === 'buy') return trigger === null ? prices.ask : smallest(trigger, prices.ask);
  return trigger === null ? prices.bid : greatest(trigger, prices.bid);
}
