import { durationText } from '../policy/values';
import { ordersOf, type Asked } from './asked';
import { refuse, type Refusal } from './refusal';

/** A request that places several orders counts as so many: else a batch would be a way round. */
export function rateRefusal({
  policy,
  usage,
  understood,
}: Pick<Asked, 'policy' | 'usage' | 'understood'>): Refusal | undefined {
  const cost = Math.max(1, ordersOf(understood).length);
  const broken = policy.rates.find(
    (rate) => rate.class === understood.class && usage.calls(rate.class, rate.perMs) + cost > rate.count,
  );
  if (broken === undefined) return undefined;
  return refuse('rate', `rate ${broken.class} ${broken.count}/${durationText(broken.perMs)}`);
}
