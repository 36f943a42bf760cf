import { z } from 'zod';
import { dueKinds, reminderStages, snoozeTimes } from './lists';
import { open, type Contract } from './operation';
import { Id, Instant } from './words';

export const DueKind = z.enum(dueKinds);
export type DueKind = z.infer<typeof DueKind>;

export const ReminderStage = z.enum(reminderStages);
export type ReminderStage = z.infer<typeof ReminderStage>;

export const SnoozeTime = z.enum(snoozeTimes);
export type SnoozeTime = z.infer<typeof SnoozeTime>;

/** Of the person's own clock, such as 22:00. */
const TimeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

const mostQuietMinutes = 12 * 60;
const minutesADay = 24 * 60;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Hours in which nothing is told. At most twelve, so that the last day's reminder always finds a waking hour. */
export const QuietHours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => (minutesOf(to) - minutesOf(from) + minutesADay) % minutesADay <= mostQuietMinutes);
export type QuietHours = z.infer<typeof QuietHours>;

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
