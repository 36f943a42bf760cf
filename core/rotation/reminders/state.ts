import { hourMs } from '../../base/instants';
import type { ReminderStage } from '../../contract/reminders';
import type { DueKind } from '../../contract/rotation';

/** A reminder that the person was given. */
export interface Told {
  /** The key. */
  readonly id: string;
  readonly kind: DueKind;
  /** The date that it was about. */
  readonly atMs: number;
  readonly stage: ReminderStage;
  readonly toldMs: number;
}

/** The person wants to hear of this key again at a time of their own. */
export interface Snooze {
  readonly id: string;
  readonly untilMs: number;
  readonly madeMs: number;
  /** When it was told again; null before. */
  readonly toldMs: number | null;
}

/** Reminders that are being shown just now, or were when the program died. */
export interface Telling {
  readonly reminders: readonly Told[];
  readonly snoozes: readonly string[];
  /** How often it was begun. */
  readonly tries: number;
}

/** What reminding remembers, apart from the dates themselves. */
export interface RemindState {
  readonly told: readonly Told[];
  readonly snoozes: readonly Snooze[];
  readonly telling: Telling | null;
  /** The latest time that was ever seen; one before it shows that the clock was set back. */
  readonly seenMs: number;
}

export const firstState: RemindState = { told: [], snoozes: [], telling: null, seenMs: 0 };

/** An exchange may tell the same date with other hours each time. */
const sameDateWithinMs = 12 * hourMs;

type Dated = { readonly kind: DueKind; readonly atMs: number };

export const isSameDate = (one: Dated, other: Dated): boolean =>
  one.kind === other.kind && Math.abs(one.atMs - other.atMs) < sameDateWithinMs;
