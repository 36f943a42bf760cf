import { minuteMs } from '../../base/instants';
import type { QuietHours } from '../../contract/quiet';
import { minuteOfDay, type Zone } from './zone';

const minutesADay = 24 * 60;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** When the quiet hours that the moment falls into are over, in epoch milliseconds; null outside of them. */
export function quietUntil(nowMs: number, quiet: QuietHours | null, zone: Zone): number | null {
  if (quiet === null) return null;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const minute = minuteOfDay(nowMs, zone);
  const sinceFrom = (minute - from + minutesADay) % minutesADay;
  const length = (to - from + minutesADay) % minutesADay;
  if (sinceFrom >= length) return null;
  return Math.floor(nowMs / minuteMs) * minuteMs + (length - sinceFrom) * minuteMs;
}
