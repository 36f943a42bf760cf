import { dayMs, epochMsOf, hourMs, instantOf, type Instant } from '../../base/instants';

/** Calendar days as a person at one place counts them, with the changes of its clocks. */
export interface Zone {
  /** Its IANA name. */
  readonly name: string;
  /** The day that a moment is in: 2027-03-28. */
  readonly dayOf: (at: Instant) => string;
  /**
   * The same time of the day so many calendar days later. A time that the clocks pass over comes later by as much as they jump; of one
   * that comes twice it is the first.
   */
  readonly addDays: (at: Instant, days: number) => Instant;
}

interface Stretch {
  readonly fromMs: number;
  readonly offsetMs: number;
}

/** No zone has changed its clocks twice within a week. */
const stepMs = 7 * dayMs;
/** A local time read as UTC is at most 14 hours off, and the longest jump of any zone's clocks was a day. */
const aroundMs = 36 * hourMs;

/** @throws RangeError for a name that the system does not know */
export function zoneOf(name: string): Zone {
  const offsetNow = offsetsFrom(name);
  // Asking the system takes microseconds; ten thousand keys ask for the same few years.
  const years = new Map<number, readonly Stretch[]>();

  function stretchesOf(year: number): readonly Stretch[] {
    const known = years.get(year);
    if (known !== undefined) return known;
    const found = stretchesBetween(Date.UTC(year, 0), Date.UTC(year + 1, 0), offsetNow);
    years.set(year, found);
    return found;
  }

  function offsetMs(epochMs: number): number {
    let offset = 0;
    for (const stretch of stretchesOf(new Date(epochMs).getUTCFullYear())) {
      if (stretch.fromMs > epochMs) break;
      offset = stretch.offsetMs;
    }
    return offset;
  }

  function atLocal(localMs: number): number {
    const before = offsetMs(localMs - aroundMs);
    const after = offsetMs(localMs + aroundMs);
    const first = localMs - before;
    if (before === after || offsetMs(first) === before) return first;
    const second = localMs - after;
    return offsetMs(second) === after ? second : first;
  }

  return {
    name,
    dayOf: (at) => new Date(epochMsOf(at) + offsetMs(epochMsOf(at))).toISOString().slice(0, 10),
    addDays: (at, days) => {
      const startMs = epochMsOf(at);
      return instantOf(atLocal(startMs + offsetMs(startMs) + days * dayMs));
    },
  };
}

/** The zone that this computer is set to now. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The zone of this moment, made anew only when it is another one: a person may travel while Keyhaven runs. */
export function createHere(name: () => string): () => Zone {
  let zone = zoneOf('UTC');
  return () => {
    const now = name();
    if (now !== zone.name) zone = zoneOf(now);
    return zone;
  };
}

function stretchesBetween(startMs: number, endMs: number, offsetAt: (epochMs: number) => number): Stretch[] {
  const stretches: Stretch[] = [{ fromMs: startMs, offsetMs: offsetAt(startMs) }];
  for (let fromMs = startMs; fromMs < endMs; fromMs += stepMs) {
    const toMs = Math.min(fromMs + stepMs, endMs);
    const next = offsetAt(toMs);
    if (next !== offsetAt(fromMs)) stretches.push({ fromMs: changeBetween(fromMs, toMs, offsetAt), offsetMs: next });
  }
  return stretches;
}

/** The first moment with another offset, to the second: clocks change on whole ones. */
function changeBetween(fromMs: number, toMs: number, offsetAt: (epochMs: number) => number): number {
  const before = offsetAt(fromMs);
  let [same, other] = [fromMs, toMs];
  while (other - same > 1000) {
    const middle = Math.floor((same + other) / 2000) * 1000;
    if (offsetAt(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

function offsetsFrom(name: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  return (epochMs) => {
    const wholeMs = Math.floor(epochMs / 1000) * 1000;
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(wholeMs)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
  };
}
