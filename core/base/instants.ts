/** A moment in UTC, ISO 8601 with milliseconds and `Z` (2026-11-24T05:31:45.000Z): what is stored and what crosses a door. */
export type Instant = string & { readonly __instant: unique symbol };

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** One request asks for the time a dozen times within the same millisecond, and each text takes as long to make as to read. */
let last = { epochMs: 0, instant: new Date(0).toISOString() as Instant };

/** @throws RangeError for a number that is no date. */
export function instantOf(epochMs: number): Instant {
  if (epochMs === last.epochMs) return last.instant;
  const date = new Date(epochMs);
  // What is broken off a millisecond is not in the text, and must not come back.
  last = { epochMs: date.getTime(), instant: date.toISOString() as Instant };
  return last.instant;
}

export function epochMsOf(instant: Instant): number {
  return instant === last.instant ? last.epochMs : Date.parse(instant);
}

/** Whole and broken days from one moment to another; negative when `to` is in the past. */
export function daysBetween(from: Instant, to: Instant): number {
  return (epochMsOf(to) - epochMsOf(from)) / dayMs;
}
