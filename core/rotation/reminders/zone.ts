import { dayMs, minuteMs } from '../../base/instants';

/** How far the person's clock is ahead of UTC at a moment, in milliseconds. */
export type Zone = (epochMs: number) => number;

/** The beginning of the calendar day that the moment falls on, in the zone. */
export function startOfDay(epochMs: number, zone: Zone): number {
  const midnight = Math.floor((epochMs + zone(epochMs)) / dayMs) * dayMs;
  // The clocks may have been changed between midnight and the moment.
  return midnight - zone(midnight - zone(epochMs));
}

/** Minutes since midnight on the person's clock. */
export function minuteOfDay(epochMs: number, zone: Zone): number {
  const local = epochMs + zone(epochMs);
  return Math.floor((local - Math.floor(local / dayMs) * dayMs) / minuteMs);
}
