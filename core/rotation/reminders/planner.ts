import { dayMs } from '../../base/instants';
import type { QuietHours } from '../../contract/quiet';
import type { DueKey } from './due';
import { quietUntil } from './quiet';
import { momentsOf, type Moment } from './stages';
import { isSameDate, type RemindState, type Snooze, type Told } from './state';
import type { Zone } from './zone';

/** One key to be told of now. */
export interface Reminder {
  readonly key: DueKey;
  /** Of all that has come and was not told, the latest. */
  readonly moment: Moment;
  /** Everything of this key that counts as told with it. */
  readonly covers: readonly Omit<Told, 'toldMs'>[];
  /** A snooze of it is over. */
  readonly snoozeOver: boolean;
}

export interface Plan {
  /** The nearest date first. */
  readonly reminders: readonly Reminder[];
  /** When to look next, in epoch milliseconds; null where nothing is to come. */
  readonly nextMs: number | null;
}

export interface Surroundings {
  readonly quiet: QuietHours | null;
  readonly zone: Zone;
}

/** A smaller step back corrects the clock; a greater one shows that it was wrong, before or now. */
const correctionMs = dayMs;

/** What is to be told now, and when to look next. Pure: the same arguments give the same plan. */
export function plan(keys: readonly DueKey[], state: RemindState, around: Surroundings, nowMs: number): Plan {
  const told = byKey(state.told);
  const snoozes = byKey(state.snoozes);
  const reminders: Reminder[] = [];
  let nextMs = Infinity;
  for (const key of keys) {
    const moments = momentsOf(key, around.zone);
    const snooze = snoozes.get(key.id)?.find(({ madeMs }) => madeMs <= nowMs + correctionMs) ?? null;
    const endsMs = snooze === null ? null : snoozeEnd(snooze, moments);
    const sleeps = endsMs !== null && endsMs > nowMs;
    const wakes = snooze !== null && endsMs !== null && endsMs <= nowMs && !isTold(snooze.toldMs, nowMs);
    const come = moments.filter(({ comesMs }) => comesMs <= nowMs);
    const missing = come.filter((moment) => !wasTold(moment, told.get(key.id) ?? [], nowMs));
    const latest = come.at(-1);
    if (sleeps) nextMs = Math.min(nextMs, endsMs);
    else if (latest !== undefined && (missing.length > 0 || wakes)) {
      const covers = missing.map(({ reason: { kind, atMs }, stage }) => ({ id: key.id, kind, atMs, stage }));
      reminders.push({ key, moment: missing.at(-1) ?? latest, covers, snoozeOver: wakes });
    }
    const coming = moments[come.length];
    if (coming !== undefined) nextMs = Math.min(nextMs, coming.comesMs);
  }
  const quietEndMs = quietUntil(nowMs, around.quiet, around.zone);
  if (quietEndMs !== null && reminders.length > 0) {
    return { reminders: [], nextMs: Math.min(nextMs, quietEndMs) };
  }
  reminders.sort((a, b) => a.moment.reason.atMs - b.moment.reason.atMs);
  return { reminders, nextMs: nextMs === Infinity ? null : nextMs };
}

/**
 * The state as it is at a time. After a small step back of the clock, what was told stays told. After a great one only
 * what has come by this clock does: what was told of a time to come was told by a clock that was ahead, and is told again
 * when the time comes, unless the clock turns out to be wrong now and jumps forth again.
 */
export function seenAt(state: RemindState, keys: readonly DueKey[], zone: Zone, nowMs: number): RemindState {
  if (nowMs >= state.seenMs) return { ...state, seenMs: nowMs };
  const isCorrection = state.seenMs - nowMs <= correctionMs;
  const moments = new Map(keys.map((key) => [key.id, momentsOf(key, zone)]));
  const hasCome = (one: Told) =>
    (moments.get(one.id) ?? []).some((moment) => moment.comesMs <= nowMs && isAbout(one, moment));
  const told = state.told.map((one) =>
    one.toldMs > nowMs && (isCorrection || hasCome(one)) ? { ...one, toldMs: nowMs } : one,
  );
  const snoozes = state.snoozes.map((one) =>
    one.toldMs !== null && one.toldMs > nowMs && (isCorrection || one.untilMs <= nowMs)
      ? { ...one, toldMs: nowMs }
      : one,
  );
  return { ...state, told, snoozes, seenMs: nowMs };
}

/** The person cannot sleep through the last day: the snooze ends with the first reminder of it that comes later. */
function snoozeEnd({ untilMs, madeMs }: Snooze, moments: readonly Moment[]): number {
  const lastDay = moments.find(({ stage, comesMs }) => stage === 'lastDay' && comesMs > madeMs);
  return Math.min(untilMs, lastDay?.comesMs ?? untilMs);
}

const isAbout = (told: Told, { reason, stage }: Moment): boolean => told.stage === stage && isSameDate(told, reason);

const isTold = (toldMs: number | null, nowMs: number): boolean => toldMs !== null && toldMs <= nowMs;
const wasTold = (moment: Moment, told: readonly Told[], nowMs: number): boolean =>
  told.some((one) => isAbout(one, moment) && isTold(one.toldMs, nowMs));

function byKey<T extends { readonly id: string }>(all: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const list = found.get(one.id);
    if (list === undefined) found.set(one.id, [one]);
    else list.push(one);
  }
  return found;
}
