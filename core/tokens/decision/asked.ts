import type { Instant } from '../../base/instants';
import type { OrderWish, Understood } from '../actions';
import type { Policy } from '../policy/policy';
import type { Facts, Standing, Usage } from './decision';

/** Everything that a decision may depend on. */
export interface Asked {
  readonly understood: Understood;
  readonly policy: Policy;
  readonly standing: Standing;
  readonly facts: Facts;
  readonly usage: Usage;
  readonly now: Instant;
}

/** The orders that would come to stand; none for anything but `place` and `edit`. */
export function ordersOf({ action }: Understood): readonly OrderWish[] {
  if (action.kind === 'place') return action.orders;
  return action.kind === 'edit' ? action.edits.map(({ order }) => order) : [];
}
