import { Decimal } from '../../base/decimals';
import type { Money } from '../policy/policy';

const amounts = new WeakMap<Money, Decimal>();

/** What a policy limits something to; read once for each policy, which never changes. */
export function amountOf(limit: Money): Decimal {
  const known = amounts.get(limit);
  if (known !== undefined) return known;
  const amount = Decimal.of(limit.amount);
  amounts.set(limit, amount);
  return amount;
}
