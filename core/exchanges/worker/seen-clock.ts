import type { Seen } from './transport';

/** A `Date` header has whole seconds; the transport takes their middle. */
const halfSecondMs = 500;

/** Less than this may be a clock that is set as well as clocks are. */
const leastMs = 1_000;

/**
 * How far the exchange's clock is ahead of ours by the `Date` of an answer (negative: behind), in milliseconds. The exchange looked at its
 * clock at some moment between `askedMs` and the end of its answer: null unless the clocks differ by a second whichever that was, so that
 * a slow answer never looks like a clock that is off.
 */
export function clockOffSeen(
  { exchangeTimeMs, localTimeMs }: Pick<Seen, 'exchangeTimeMs' | 'localTimeMs'>,
  askedMs: number,
): number | null {
  if (exchangeTimeMs === null) return null;
  const aheadAtLeast = exchangeTimeMs - halfSecondMs - localTimeMs;
  const behindAtLeast = askedMs - (exchangeTimeMs + halfSecondMs);
  if (Math.max(aheadAtLeast, behindAtLeast) < leastMs) return null;
  return Math.round(exchangeTimeMs - (askedMs + localTimeMs) / 2);
}
