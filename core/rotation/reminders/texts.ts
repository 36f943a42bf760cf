import { daysBetween, epochMsOf, hourMs, instantOf, type Instant } from '../../base/instants';
import type { DueKind } from '../../contract/rotation';
import type { DueKey, DueReason } from './due';
import type { Reminder } from './planner';

/** So many come by themselves; more become one. */
const mostAlone = 2;

/** What becomes of a key on its date. */
const happenings = {
  expires: 'ends',
  tradingLapses: 'stops trading',
  ruleEnds: 'probably ends',
  ruleLapses: 'probably stops trading',
  idle: 'dies of disuse',
  policy: 'is to be replaced',
} as const satisfies Record<DueKind, string>;

/** What a person can do about it, in a sentence. */
const nextSteps = {
  expires: 'Make a new key and let it take the place of this one.',
  tradingLapses: 'Put an IP list on it or make a new one.',
  ruleEnds: 'Look at its page at the exchange, or make a new key.',
  ruleLapses: 'Put an IP list on it or make a new one.',
  idle: 'Use it once, or test it in Keyhaven where that counts as use.',
  policy: 'Make a new key and let it take the place of this one.',
} as const satisfies Record<DueKind, string>;

export interface ReminderText {
  /** One place on the desktop for each; a later one of the same replaces the earlier. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly urgency: 'normal' | 'critical';
  /** The keys that it is about. */
  readonly keys: readonly string[];
  /** The one that a click opens; null where they are many, or known by no more than a date. */
  readonly opens: string | null;
}

/** `names`: whether labels and exchanges may be said. */
export interface Saying {
  readonly names: boolean;
  /** Behind a locked window one must unlock first. */
  readonly locked: boolean;
}

/** Notifications for what is to be told: one for each key, or one for all where they are many. */
export function textsFor(reminders: readonly Reminder[], saying: Saying, now: Instant): ReminderText[] {
  return reminders.length > mostAlone
    ? [digest(reminders, saying, now)]
    : reminders.map((one) => single(one, saying, now));
}

function single({ key, moment: { reason } }: Reminder, { names, locked }: Saying, now: Instant): ReminderText {
  const isNamed = names && key.label !== null;
  const how = isNamed && reason.text !== null ? `${reason.text}. ` : '';
  return {
    id: `reminder ${key.id}`,
    title: whatComes(isNamed ? key : { ...key, label: null }, reason, now),
    body: `${how}${locked && !isNamed ? 'Unlock Keyhaven to see which key it is and what to do.' : nextSteps[reason.kind]}`,
    urgency: urgencyOf(reason, now),
    keys: [key.id],
    opens: key.label === null ? null : key.id,
  };
}

function digest(reminders: readonly Reminder[], { names, locked }: Saying, now: Instant): ReminderText {
  const [first] = reminders;
  const nearest =
    first === undefined ? '' : whatComes(names ? first.key : { ...first.key, label: null }, first.moment.reason, now);
  return {
    id: 'reminders',
    title: `${String(reminders.length)} keys are due`,
    body: `The first: ${nearest}. ${locked ? 'Unlock Keyhaven to see them all.' : 'Keyhaven shows them all.'}`,
    urgency: first === undefined ? 'normal' : urgencyOf(first.moment.reason, now),
    keys: reminders.map(({ key }) => key.id),
    opens: null,
  };
}

/** Labels are a person's own words, and a menu is as wide as its longest line. */
const longestLabel = 40;
const shortened = (label: string) => (label.length <= longestLabel ? label : `${label.slice(0, longestLabel - 1)}…`);

/** “Binance tracker” ends in 5 days */
export function whatComes(key: Pick<DueKey, 'label'>, { kind, atMs }: DueReason, now: Instant): string {
  const name = key.label === null ? 'A key' : `“${shortened(key.label)}”`;
  const isPast = atMs <= epochMsOf(now);
  return isPast ? `${name} is overdue` : `${name} ${happenings[kind]} ${inTime(atMs, now)}`;
}

/** The last day in hours. */
function inTime(atMs: number, now: Instant): string {
  const leftMs = atMs - epochMsOf(now);
  if (leftMs < hourMs) return 'in less than an hour';
  const hours = Math.round(leftMs / hourMs);
  if (hours < 24) return hours === 1 ? 'in 1 hour' : `in ${String(hours)} hours`;
  const days = Math.round(daysBetween(now, instantOf(atMs)));
  return days === 1 ? 'in 1 day' : `in ${String(days)} days`;
}

const urgencyOf = ({ atMs }: DueReason, now: Instant) =>
  daysBetween(now, instantOf(atMs)) <= 1 ? 'critical' : 'normal';

/** The next date of all keys, as the tray says it. Null where there is none. */
export function nextOf(keys: readonly DueKey[], names: boolean, now: Instant): string | null {
  let next: { readonly key: DueKey; readonly reason: DueReason } | null = null;
  for (const key of keys) {
    for (const reason of key.reasons) {
      if (reason.atMs > epochMsOf(now) && (next === null || reason.atMs < next.reason.atMs)) next = { key, reason };
    }
  }
  return next === null ? null : whatComes({ label: names ? next.key.label : null }, next.reason, now);
}
