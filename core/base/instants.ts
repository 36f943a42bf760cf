/** A moment in UTC, ISO 8601 with milliseconds and `Z` (2026-11-24T05:31:45.000Z): what is stored and what crosses a door. */
export type Instant = string & { readonly __instant: unique symbol };

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** @throws RangeError for a number that is no date. */
export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

export function epochMsOf(instant: Instant): number {
  return Date.parse(instant);
}

/** Whole and broken days from one moment to another; negative when `to` is in the past. */
export function daysBetween(from: Instant, to: Instant): number {
  return (epochMsOf(to) - epochMsOf(from)) / dayMs;
}
