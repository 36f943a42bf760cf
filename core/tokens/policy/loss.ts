import { Decimal, smallest } from '../../base/decimals';
import type { Money, OrderType, Policy } from './policy';

const namedPrices: readonly OrderType[] = ['limit', 'postOnly', 'ioc', 'fok'];

/**
 * The most that can be lost in 24 hours to prices worse than the market's. Undefined where that cannot be said: each order must
 * have a price within the band, count against max-24h, and not be one that gets out beyond it (only both sides, or a
 * derivative, have such).
 */
export function mostLost(policy: Policy): Money | undefined {
  const { symbols, sides, types, priceBand, max24h } = policy;
  const onSpot = symbols !== 'any' && symbols.every((symbol) => !symbol.includes(':'));
  const priced = types.every((type) => namedPrices.includes(type));
  if (!onSpot || !priced || sides.length !== 1 || priceBand === null || max24h === null) return undefined;
  // A band of more than 100 % lets a sell go for nothing, and nothing more can be lost.
  const percent = smallest(Decimal.of(priceBand), ...(sides[0] === 'sell' ? [Decimal.of('100')] : []));
  return { amount: Decimal.of(max24h.amount).times(percent.percent()).toString(), currency: max24h.currency };
}
