import { daysBetween } from '../../base/instants';
import type { DueKey, DueKind, DueReason } from '../../contract/rotation';
import { leadDays } from '../due/leads';
import type { Alarm, CalendarEvent } from './ics';

/** At nine in the morning of a whole day. */
const morningHour = 9;
/** Before a moment at which something ends. */
const lastHours = 6;

/** What is done or what happens, for each kind of date; `key` is “main” at Bybit, or a key at Bybit. */
const summaries = {
  expires: (key) => `${key} expires`,
  tradingLapses: (key) => `${key} loses the right to trade`,
  ruleEnds: (key) => `${key} probably expires`,
  ruleLapses: (key) => `${key} probably loses the right to trade`,
  idle: (key) => `${key} dies of disuse`,
  policy: (key) => `Rotate ${key.replace(/^A/, 'a')}`,
} as const satisfies Record<DueKind, (key: string) => string>;

/** Told by the exchange to the minute; of all else the day is meant. */
const isMoment: ReadonlySet<DueKind> = new Set(['expires', 'tradingLapses']);

/** One event for each reason up to a day, none of them with a secret. `isPrivate`: without labels, accounts and ends of keys. */
export function eventsOf(keys: readonly DueKey[], lastDay: string, isPrivate: boolean): CalendarEvent[] {
  return keys.flatMap((key) =>
    key.reasons.filter(({ day }) => day <= lastDay).map((reason) => eventOf(key, reason, isPrivate)),
  );
}

function eventOf(key: DueKey, reason: DueReason, isPrivate: boolean): CalendarEvent {
  const { exchangeName, label, account, keyEnding, credential } = key;
  const moment = isMoment.has(reason.kind);
  const place = isPrivate ? exchangeName : `${exchangeName} …${keyEnding}${account === '' ? '' : `, ${account}`}`;
  return {
    uid: `${credential}.${reason.kind}@keyhaven`,
    start: moment ? { at: reason.at } : { day: reason.day },
    summary: summaries[reason.kind](isPrivate ? `A key at ${exchangeName}` : `“${label}” at ${exchangeName}`),
    description: `${reason.text} (${place}). Open Keyhaven to rotate it.`,
    alarms: alarmsOf(reason, moment),
  };
}

function alarmsOf({ at, counted }: DueReason, moment: boolean): Alarm[] {
  const life = counted === null ? null : daysBetween(counted.at, at);
  const days = leadDays(life)
    .map(Math.floor)
    .filter((lead) => lead > 0);
  const hours = (lead: number) => (moment ? lead * 24 : lead * 24 - morningHour);
  const last = moment ? lastHours : -morningHour;
  return [...new Set([...days.map(hours), last])].map((hoursBefore) => ({ hoursBefore }));
}
