import { daysBetween, epochMsOf } from '../../base/instants';
import type { Judged } from '../../credentials/row';
import { dueDates } from '../due/due-dates';
import { reasonOf } from '../due/texts';
import type { DueKey } from './due';

const mostReasons = 20;

/** What reminding needs to know of each key; those without a date are left out. */
export function dueKeysOf(judged: readonly Judged[]): DueKey[] {
  return judged.flatMap(({ record: { id, label }, subject }) => {
    const dates = dueDates(subject).slice(0, mostReasons);
    if (dates.length === 0) return [];
    const reasons = dates.map((date) => {
      const { kind, at, text, counted } = reasonOf(date, subject);
      const lifeDays = counted === null ? null : Math.max(0, daysBetween(counted.at, at));
      return { kind, atMs: epochMsOf(at), lifeDays, text };
    });
    return [{ id, label, exchangeName: subject.exchangeName, reasons }];
  });
}
