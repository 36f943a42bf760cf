import { Decimal } from '../../base/decimals';
import type { OrderWish } from '../actions';
import { ordersOf, type Asked } from './asked';
import type { ClosingReason, Usage } from './decision';
import { withinHours } from './hours';

/** Why the token only closes now; undefined: it does not, as far as state and hours say. */
export function closingReason({ standing, policy, now }: Asked): Exclude<ClosingReason, 'budget'> | undefined {
  if (standing.state === 'closing') return standing.why;
  return withinHours(policy.hours, now) ? undefined : 'hours';
}

/** What goes in every closing state, so that a bot can always get out: reads, cancels of its own orders, orders that only close. */
export function onlyCloses({ understood, usage }: Asked): boolean {
  const { action } = understood;
  switch (action.kind) {
    case 'read':
      return true;
    case 'cancel':
      return action.targets.every((target) => usage.owns(target));
    case 'place':
    case 'edit':
      return ordersClose(ordersOf(understood), usage);
    case 'cancelAll':
    case 'margin':
      return false;
  }
}

/** Reduce-only, or on spot a sell; all sells of one market together at most what the token bought there and did not sell again. */
function ordersClose(orders: readonly OrderWish[], usage: Usage): boolean {
  const others = orders.filter(({ reduceOnly }) => !reduceOnly);
  return others.every(({ market, side, amount }) => {
    if (market.venue !== 'spot' || side !== 'sell' || amount?.isPositive() !== true) return false;
    const sold = others
      .filter((other) => other.market.id === market.id)
      .reduce((sum, other) => sum.plus(other.amount ?? Decimal.zero), Decimal.zero);
    return !sold.exceeds(usage.netBought(market));
  });
}
