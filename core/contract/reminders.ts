import { z } from 'zod';
import { reminderStages, snoozeTimes } from './lists';
import { open, type Contract } from './operation';
import { DueKind } from './rotation';
import { Id, Instant } from './words';

export const ReminderStage = z.enum(reminderStages);
export type ReminderStage = z.infer<typeof ReminderStage>;

export const SnoozeTime = z.enum(snoozeTimes);
export type SnoozeTime = z.infer<typeof SnoozeTime>;

/**
 * How the sealed file stands, out of which Keyhaven reminds while the vault is locked. `none`: there is none yet. `damaged`: it
 * was changed by somebody else, or is another vault's. `keyLost`: the keychain does not hold its key any more. `keychain`: the
 * keychain does not answer, so nobody knows. `unwritable`: the disk does not take it.
 */
export const reminderFileStates = ['whole', 'none', 'damaged', 'keyLost', 'keychain', 'unwritable'] as const;
export const ReminderFileState = z.enum(reminderFileStates);
export type ReminderFileState = z.infer<typeof ReminderFileState>;

export const ReminderRow = z.strictObject({
  credential: Id,
  label: z.string().max(80),
  exchangeName: z.string().max(60),
  /** The date that it is about, and why there is one. */
  at: Instant,
  kind: DueKind,
  /** How near it is; null where its first reminder is still to come. */
  stage: ReminderStage.nullable(),
  /** When a reminder of this stage was given; null where none was. */
  told: Instant.nullable(),
  snoozedUntil: Instant.nullable(),
});
export type ReminderRow = z.infer<typeof ReminderRow>;

export const Reminders = z.strictObject({
  /** The nearest date first. */
  rows: z.array(ReminderRow).max(20_000),
  /** When the next reminder comes; null where none is to come, or reminders are off. */
  next: Instant.nullable(),
  file: ReminderFileState,
});
export type Reminders = z.infer<typeof Reminders>;

export const reminderOperations = {
  'reminders.list': {
    kind: 'query',
    input: z.strictObject({}),
    output: Reminders,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'List the keys with a due date: how near it is, what was told of it, what was put off, and when the next reminder comes.',
  },
  'reminders.snooze': {
    kind: 'command',
    input: z.strictObject({ credentials: z.array(Id).min(1).max(1000), for: SnoozeTime }),
    output: z.strictObject({
      /** At the latest: a reminder of the last day comes before. Null where it was taken back. */
      until: Instant.nullable(),
    }),
    secrets: [],
    // It ends within a week, and with the last day at the latest, so no danger is hidden by it.
    audience: open,
    audit: 'reminders.snoozed',
    doc: 'Put the reminders of keys off for an hour, a day or a week, or no more. The last day is told of all the same.',
  },
} as const satisfies Contract;
