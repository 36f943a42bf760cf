import { epochMsOf, minuteMs, type Instant } from '../../base/instants';
import type { Policy } from '../policy/policy';

/** One formatter a zone: making one costs a hundred times what using it does. */
const clocks = new Map<string, Intl.DateTimeFormat | null>();

/** Whether the moment lies in one of the spans, by the clock on the wall there, summer time included; always where there are none. */
export function withinHours(hours: Policy['hours'], now: Instant): boolean {
  return hours.length === 0 || hours.some((span) => withinSpan(span, now));
}

function withinSpan({ days, from, to, zone }: Policy['hours'][number], now: Instant): boolean {
  const there = wallClock(zone, now);
  // A zone that this system does not know any more: nobody can say that it is open.
  if (there === undefined) return false;
  return days.some((day) => day === there.day) && there.minute >= from && there.minute < to;
}

interface WallClock {
  readonly day: string;
  readonly minute: number;
}

/** What was read last in a zone: a formatter takes as long as all the rest of a decision, and its answer holds for a minute. */
const readings = new Map<string, { readonly at: number; readonly shows: WallClock }>();

function wallClock(zone: string, now: Instant): WallClock | undefined {
  const at = Math.floor(epochMsOf(now) / minuteMs);
  const last = readings.get(zone);
  if (last?.at === at) return last.shows;
  const parts = clockOf(zone)?.formatToParts(at * minuteMs);
  if (parts === undefined) return undefined;
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const shows = { day: part('weekday'), minute: Number(part('hour')) * 60 + Number(part('minute')) };
  readings.set(zone, { at, shows });
  return shows;
}

function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = makeClock(zone);
  clocks.set(zone, clock);
  return clock;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    return null;
  }
}
