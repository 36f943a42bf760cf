import type { CredentialRow } from '../../core/contract/credentials';

/** A moment in UTC as it crosses a door: ISO 8601 with milliseconds and `Z`. */
export type Instant = CredentialRow['added'];

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** @throws RangeError for a number that is no date */
export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant;

export const epochMsOf = (instant: Instant): number => Date.parse(instant);

/** `undefined` is the person's own language; the zone is theirs too. */
const exactFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

export const exact = (instant: Instant): string => exactFormat.format(epochMsOf(instant));
export const day = (instant: Instant): string => dayFormat.format(epochMsOf(instant));

/** Calendar days from the person's today to a day such as 2027-03-01; negative where it is past. */
export function daysUntil(day: string, nowMs: number): number {
  const now = new Date(nowMs);
  return Math.round((Date.parse(day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / dayMs);
}

/** `5 min. ago`, `in 3 days`; under a minute `just now`. */
export function relative(instant: Instant, nowMs: number): string {
  const distanceMs = epochMsOf(instant) - nowMs;
  const size = Math.abs(distanceMs);
  if (size < minuteMs) return 'just now';
  if (size < hourMs) return relativeFormat.format(Math.trunc(distanceMs / minuteMs), 'minute');
  if (size < dayMs) return relativeFormat.format(Math.trunc(distanceMs / hourMs), 'hour');
  if (size < 60 * dayMs) return relativeFormat.format(Math.trunc(distanceMs / dayMs), 'day');
  return day(instant);
}
