import type { DueKind, DueReason, NextDue, RotationPolicy } from '../../contract/rotation';
import type { KeyRule } from '../../rules/rule';
import { dueDates, type DueDate } from './due-dates';
import type { DueFacts } from './facts';

type Said = Pick<DueFacts, 'exchangeName' | 'policy' | 'zone'>;
type Telling = (date: DueDate, about: Said) => string;

/** What is said of each kind of date. */
const tellings = {
  expires: (date, { exchangeName, zone }) => `${exchangeName} says: expires ${dayInWords(zone.dayOf(date.at))}`,
  tradingLapses: (date, { exchangeName, zone }) =>
    `${exchangeName} says: the right to trade lapses ${dayInWords(zone.dayOf(date.at))}`,
  ruleEnds: ({ rule }, { exchangeName }) => `${exchangeName}: ${keysOf(rule)} end after ${daysOf(rule)}`,
  ruleLapses: ({ rule }, { exchangeName }) =>
    `${exchangeName}: ${keysOf(rule)} lose the right to trade after ${daysOf(rule)}`,
  idle: ({ rule }, { exchangeName }) => `${exchangeName}: ${keysOf(rule)} die after ${daysOf(rule)} without use`,
  policy: (_date, { policy, exchangeName }) => policyInWords(policy, exchangeName),
} as const satisfies Record<DueKind, Telling>;

/** A date as it crosses a door. */
export function reasonOf(date: DueDate, about: Said): DueReason {
  const { kind, at, counted } = date;
  return { kind, at, day: about.zone.dayOf(at), text: tellings[kind](date, about), counted };
}

/** The first date of a credential, as its row has it. */
export function nextDue(facts: DueFacts): NextDue | null {
  const [first] = dueDates(facts);
  if (first === undefined) return null;
  const { kind, at, day, text } = reasonOf(first, facts);
  return { kind, at, day, text };
}

/** "rotation every 90 days" */
export function policyInWords({ every, from }: RotationPolicy, exchangeName: string): string {
  if (every === 'off') return 'no rotation';
  const often = every === 1 ? 'rotation every day' : `rotation every ${String(every)} days`;
  return from === 'advice' ? `${often}, as ${exchangeName} advises` : often;
}

const keysOf = (rule: KeyRule | null) => (rule?.appliesWhen.noIpList === true ? 'keys without an IP list' : 'keys');
const daysOf = (rule: KeyRule | null) => (rule?.days === 1 ? '1 day' : `${String(rule?.days ?? 0)} days`);

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** "3 March 2027" */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${String(Number(date))} ${months[Number(month) - 1] ?? ''} ${year}`;
}
