import { instantOf, type Instant } from '../../base/instants';
import type { ReminderStage } from '../../contract/reminders';
import type { DueKey, DueReason } from './due';
import { momentsOf } from './stages';
import { isSameDate, type RemindState } from './state';
import type { Zone } from './zone';

/** How one key stands. */
export interface Row {
  readonly key: DueKey;
  readonly reason: DueReason;
  /** How near it is; null where its first reminder is still to come. */
  readonly stage: ReminderStage | null;
  readonly told: Instant | null;
  readonly snoozedUntil: Instant | null;
}

/** Every key with a date, the nearest first: that which comes next, or, where all have passed, the last. */
export function rowsOf(keys: readonly DueKey[], state: RemindState, zone: Zone, nowMs: number): Row[] {
  const rows: Row[] = [];
  for (const key of keys) {
    const dates = [...key.reasons].sort((a, b) => a.atMs - b.atMs);
    const reason = dates.find(({ atMs }) => atMs > nowMs) ?? dates.at(-1);
    if (reason === undefined) continue;
    const come = momentsOf(key, zone).filter((moment) => moment.reason === reason && moment.comesMs <= nowMs);
    const stage = come.at(-1)?.stage ?? null;
    const told = state.told.find((one) => one.id === key.id && one.stage === stage && isSameDate(one, reason));
    const snooze = state.snoozes.find(({ id, untilMs, toldMs }) => id === key.id && untilMs > nowMs && toldMs === null);
    rows.push({
      ...{ key, reason, stage },
      told: told === undefined ? null : instantOf(told.toldMs),
      snoozedUntil: snooze === undefined ? null : instantOf(snooze.untilMs),
    });
  }
  return rows.sort((a, b) => a.reason.atMs - b.reason.atMs);
}
