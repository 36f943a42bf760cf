import { Decimal } from '../../base/decimals';
import { dayMs, hourMs, minuteMs, secondMs } from '../../base/instants';
import { weekdays, type Weekday } from './policy';

const units = [
  ['d', dayMs],
  ['h', hourMs],
  ['m', minuteMs],
  ['s', secondMs],
  ['ms', 1],
] as const;

/** `90s`, `12h`, `30d` in ms; undefined for anything else. */
export function durationOf(text: string): number | undefined {
  const match = /^(\d{1,10})(ms|s|m|h|d)$/.exec(text);
  const unit = units.find(([name]) => name === match?.[2]);
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit[1];
}

/** In the largest unit that says it whole: what `durationOf` takes. */
export function durationText(ms: number): string {
  const [name, size] = units.find(([, unitMs]) => ms % unitMs === 0) ?? ['ms', 1];
  return `${ms / size}${name}`;
}

/** Positive and plain, without zeros that say nothing; undefined for anything else. */
export function positiveOf(text: string): string | undefined {
  const read = text.length > 40 ? undefined : Decimal.read(text);
  return read?.isPositive() === true ? read.toString() : undefined;
}

/** `07:00-22:00` in minutes after midnight, `24:00` being the end of the day; undefined for anything else. */
export function spanOf(text: string): { from: number; to: number } | undefined {
  const match = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(text);
  if (match === null) return undefined;
  const from = Number(match[1]) * 60 + Number(match[2]);
  const to = Number(match[3]) * 60 + Number(match[4]);
  return from < 1440 && to <= 1440 ? { from, to } : undefined;
}

export function spanText({ from, to }: { from: number; to: number }): string {
  return `${timeText(from)}-${timeText(to)}`;
}

const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** From one day on to another, also over the weekend: `Fri`, `Mon` is Fri, Sat, Sun, Mon. */
export function daysFromTo(first: Weekday, last: Weekday): Weekday[] {
  const from = weekdays.indexOf(first);
  const count = ((weekdays.indexOf(last) - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, offset) => weekdays[(from + offset) % 7] ?? first);
}

/** Days in the week's order as runs: `Mon-Fri`, `Mon,Wed`; a run of two is two days. */
export function dayRuns(days: readonly Weekday[]): (readonly [Weekday, Weekday])[] {
  const runs: [Weekday, Weekday][] = [];
  for (const day of weekdays.filter((each) => days.includes(each))) {
    const run = runs.at(-1);
    if (run !== undefined && weekdays.indexOf(run[1]) === weekdays.indexOf(day) - 1) run[1] = day;
    else runs.push([day, day]);
  }
  return runs.flatMap(([first, last]): (readonly [Weekday, Weekday])[] =>
    weekdays.indexOf(last) - weekdays.indexOf(first) === 1
      ? [
          [first, first],
          [last, last],
        ]
      : [[first, last]],
  );
}

/** Whether this system knows the IANA zone. Offsets like `+01:00`, which newer engines take, are no zones. */
export function isZone(zone: string): boolean {
  if (zone.length > 60 || !/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** For near misses alone: Node 16 has no such list. */
export function knownZones(): readonly string[] {
  return typeof Intl.supportedValuesOf === 'function' ? ['UTC', ...Intl.supportedValuesOf('timeZone')] : ['UTC'];
}
