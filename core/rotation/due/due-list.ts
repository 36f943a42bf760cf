import { dayMs, type Instant } from '../../base/instants';
import type { DueKey, DueList } from '../../contract/rotation';
import type { Zone } from './zone';

/**
 * The keys of which something is due, the most urgent first.
 * @param days within so many calendar days from today; null for all
 */
export function dueList(keys: readonly DueKey[], days: number | null, zone: Zone, now: Instant): DueList {
  const last = days === null ? null : zone.dayOf(zone.addDays(now, days));
  const isDue = ({ reasons }: DueKey) => last === null || (reasons[0] !== undefined && reasons[0].day <= last);
  return {
    at: now,
    zone: zone.name,
    today: zone.dayOf(now),
    keys: keys.filter(isDue).sort(byUrgency),
  };
}

/** Calendar days from one day to another, both as 2027-03-01; negative where the second is earlier. */
export const daysLeft = (today: string, day: string): number =>
  Math.round((Date.parse(day) - Date.parse(today)) / dayMs);

function byUrgency(one: DueKey, other: DueKey): number {
  const [left, right] = [one.reasons[0]?.at ?? '', other.reasons[0]?.at ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return one.label < other.label ? -1 : one.label > other.label ? 1 : 0;
}
