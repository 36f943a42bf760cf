import { minuteMs } from '../../base/instants';
import { beginTelling, endTelling, giveUpTelling, resolveTelling } from './changes';
import type { DueKey } from './due';
import { plan, seenAt, type Reminder, type Surroundings } from './planner';
import type { RemindState } from './state';

/** Where a desktop shows nothing, it may later. */
const tryAgainMs = 15 * minuteMs;

export interface RoundParts {
  readonly keys: readonly DueKey[];
  /** As it was read under the lock that nobody else holds meanwhile. */
  readonly state: RemindState;
  readonly around: Surroundings;
  readonly nowMs: number;
  /** Durable when it settles. */
  readonly save: (state: RemindState) => Promise<void>;
  /** False where the person was not told. Never throws. */
  readonly show: (reminders: readonly Reminder[]) => Promise<boolean>;
}

export interface RoundEnd {
  readonly state: RemindState;
  readonly told: readonly Reminder[];
  readonly nextMs: number | null;
}

/**
 * Tells what is due, once. What is about to be told is written down first and confirmed after, so a program that dies
 * before it has shown anything loses nothing, and one that dies between showing and confirming tells it once more.
 */
export async function tellRound({ keys, state: found, around, nowMs, save, show }: RoundParts): Promise<RoundEnd> {
  const resolved = resolveTelling(seenAt(found, keys, around.zone, nowMs), nowMs);
  const { reminders, nextMs } = plan(keys, resolved, around, nowMs);
  if (reminders.length === 0) {
    // What was half told before may be nothing to tell any more.
    const state = giveUpTelling(resolved);
    if (found.telling !== null || clockWasSet(found, nowMs)) await save(state);
    return { state, told: [], nextMs };
  }
  const begun = beginTelling(resolved, reminders, nowMs);
  await save(begun);
  if (!(await show(reminders))) {
    const state = giveUpTelling(begun);
    await save(state);
    return { state, told: [], nextMs: Math.min(nextMs ?? Infinity, nowMs + tryAgainMs) };
  }
  const state = endTelling(begun, nowMs);
  await save(state);
  return { state, told: reminders, nextMs };
}

/** Whether the clock was set back since, or forth again: after the next start that could not be told from a small correction. */
function clockWasSet({ seenMs, told }: RemindState, nowMs: number): boolean {
  return nowMs < seenMs || told.some(({ toldMs }) => toldMs > seenMs && toldMs <= nowMs);
}
