import { dayMs, hourMs } from '../../base/instants';
import type { ReminderStage } from '../../contract/reminders';
import { leadDays } from '../due/leads';
import type { DueKey, DueReason } from './due';
import { startOfDay, type Zone } from './zone';

const leadMs = ({ lifeDays }: DueReason, nth: number): number => (leadDays(lifeDays)[nth] ?? 0) * dayMs;

/** When a reminder of each stage comes. To add one: a row, and its name in the contract's lists. */
const comings = {
  early: (reason) => reason.atMs - leadMs(reason, 0),
  soon: (reason) => reason.atMs - leadMs(reason, 1),
  // With quiet hours of at most twelve, so much time always has a waking moment in it.
  lastDay: ({ atMs }, zone) => Math.min(startOfDay(atMs, zone), atMs - 12 * hourMs),
} as const satisfies Record<ReminderStage, (reason: DueReason, zone: Zone) => number>;

const stages = Object.keys(comings) as ReminderStage[];

/** One time at which a key is to be reminded of. */
export interface Moment {
  readonly reason: DueReason;
  readonly stage: ReminderStage;
  readonly comesMs: number;
}

/**
 * Every time at which this key is reminded of, the first one first. The earliest reason wins: what a later one would say
 * before that day is not said.
 */
export function momentsOf({ reasons }: DueKey, zone: Zone): Moment[] {
  const found: Moment[] = [];
  let before = -Infinity;
  for (const reason of [...reasons].sort((a, b) => a.atMs - b.atMs)) {
    for (const stage of stages) {
      const comesMs = comings[stage](reason, zone);
      if (comesMs >= before) found.push({ reason, stage, comesMs });
    }
    before = reason.atMs;
  }
  return found.sort((a, b) => a.comesMs - b.comesMs);
}
