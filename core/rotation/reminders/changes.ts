import { dayMs } from '../../base/instants';
import type { DueKey } from './due';
import type { Reminder } from './planner';
import { isSameDate, type RemindState, type Snooze, type Telling, type Told } from './state';

/** A reminder that kills the program which shows it must not do so at every start. */
const mostTries = 2;
/** What was told of a date that is gone is remembered for so long, should the date come back. */
const rememberedMs = 60 * dayMs;

/** Written down before anything is shown. */
export function beginTelling(state: RemindState, reminders: readonly Reminder[], nowMs: number): RemindState {
  const telling: Telling = {
    reminders: reminders.flatMap(({ covers }) => covers.map((one) => ({ ...one, toldMs: nowMs }))),
    snoozes: reminders.flatMap(({ key, snoozeOver }) => (snoozeOver ? [key.id] : [])),
    tries: (state.telling?.tries ?? 0) + 1,
  };
  return { ...state, telling };
}

/** What is being told was told. */
export function endTelling(state: RemindState, nowMs: number): RemindState {
  const { telling } = state;
  if (telling === null) return state;
  const isNew = (one: Told) =>
    !telling.reminders.some(({ id, kind, atMs, stage }) => {
      return id === one.id && kind === one.kind && atMs === one.atMs && stage === one.stage;
    });
  const over = new Set(telling.snoozes);
  return {
    ...state,
    told: [...state.told.filter(isNew), ...telling.reminders],
    snoozes: state.snoozes.map((one) => (over.has(one.id) ? { ...one, toldMs: nowMs } : one)),
    telling: null,
  };
}

/** This desktop shows nothing: it was not told, and will be tried anew. */
export const giveUpTelling = (state: RemindState): RemindState => ({ ...state, telling: null });

/**
 * What a program that died left half told. It is told again, since it may not have been seen; what was begun too often
 * counts as told, and stands in the list all the same.
 */
export const resolveTelling = (state: RemindState, nowMs: number): RemindState =>
  state.telling !== null && state.telling.tries >= mostTries ? endTelling(state, nowMs) : state;

export function snoozed(state: RemindState, ids: readonly string[], untilMs: number, nowMs: number): RemindState {
  const others = state.snoozes.filter(({ id }) => !ids.includes(id));
  const made: Snooze[] = ids.map((id) => ({ id, untilMs, madeMs: nowMs, toldMs: null }));
  return { ...state, snoozes: [...others, ...made] };
}

/** It stays as one that is over, or another place that still knows the snooze would bring it back. */
export function notSnoozed(state: RemindState, ids: readonly string[], nowMs: number): RemindState {
  const over = state.snoozes.map((one) =>
    ids.includes(one.id) ? { ...one, untilMs: nowMs, madeMs: nowMs, toldMs: nowMs } : one,
  );
  return { ...state, snoozes: over };
}

/**
 * The state of the file with what the vault remembers too: neither forgets what the other one told, and of two snoozes the
 * later made counts.
 */
export function merged(file: RemindState, remembered: Pick<RemindState, 'told' | 'snoozes'>): RemindState {
  const told = new Map<string, Told>();
  for (const each of [...file.told, ...remembered.told]) {
    const name = `${each.id} ${each.kind} ${String(each.atMs)} ${each.stage}`;
    const known = told.get(name);
    if (known === undefined || each.toldMs < known.toldMs) told.set(name, each);
  }
  const snoozes = new Map<string, Snooze>();
  for (const each of [...file.snoozes, ...remembered.snoozes]) {
    const known = snoozes.get(each.id);
    if (known === undefined || each.madeMs > known.madeMs || (each.madeMs === known.madeMs && each.toldMs !== null))
      snoozes.set(each.id, each);
  }
  const seenMs = Math.max(file.seenMs, ...remembered.told.map(({ toldMs }) => toldMs));
  return { ...file, told: [...told.values()], snoozes: [...snoozes.values()], seenMs };
}

/** Without what no key and no date needs any more. */
export function pruned(state: RemindState, keys: readonly DueKey[], nowMs: number): RemindState {
  const dates = new Map(keys.map(({ id, reasons }) => [id, reasons]));
  const told = state.told.filter((one) => {
    const reasons = dates.get(one.id);
    if (reasons === undefined) return false;
    return nowMs - one.toldMs < rememberedMs || reasons.some((reason) => isSameDate(one, reason));
  });
  return { ...state, told, snoozes: state.snoozes.filter(({ id }) => dates.has(id)) };
}
