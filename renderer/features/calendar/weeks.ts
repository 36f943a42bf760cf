import type { DueKey, DueList, DueReason } from '../../../core/contract/rotation';
import { dayMs } from '../../lib/time';

export interface Entry {
  readonly key: DueKey;
  readonly reason: DueReason;
  /** It is what comes first for its key. */
  readonly first: boolean;
}

export interface Week {
  /** Its Monday, such as 2026-11-23. */
  readonly monday: string;
  readonly sunday: string;
  readonly entries: readonly Entry[];
}

export interface Timeline {
  readonly overdue: readonly Entry[];
  /** Every week of the span in its order, also those in which nothing is due. */
  readonly weeks: readonly Week[];
}

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The Monday of the week of a calendar day. */
export function mondayOf(day: string): string {
  const sinceMonday = (new Date(Date.parse(day)).getUTCDay() + 6) % 7;
  return plusDays(day, -sinceMonday);
}

/** What is due from today for so many days, by weeks, and what is over; a day counts as the core's zone says, not as this machine's. */
export function timelineOf({ keys, today, at }: Pick<DueList, 'keys' | 'today' | 'at'>, days: number): Timeline {
  const last = plusDays(today, days);
  const entries = keys
    .flatMap((key) => key.reasons.map((reason, index): Entry => ({ key, reason, first: index === 0 })))
    .filter(({ reason }) => reason.day <= last)
    .sort((one, other) => compare(one.reason.at, other.reason.at) || compare(one.key.label, other.key.label));
  const isOver = ({ reason }: Entry) => reason.at <= at;
  const byMonday = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (isOver(entry)) continue;
    const monday = mondayOf(entry.reason.day);
    const week = byMonday.get(monday);
    if (week === undefined) byMonday.set(monday, [entry]);
    else week.push(entry);
  }
  const weeks: Week[] = [];
  for (let monday = mondayOf(today); monday <= last; monday = plusDays(monday, 7)) {
    weeks.push({ monday, sunday: plusDays(monday, 6), entries: byMonday.get(monday) ?? [] });
  }
  return { overdue: entries.filter(isOver), weeks };
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
