import { z } from 'zod';
import { dueKinds } from './lists';
import { open, type Contract } from './operation';
import { ExchangeId, Id, Instant, Purpose } from './words';

const Label = z.string().min(1).max(80);

/** Within these a policy may be set. */
export const policyDays = { least: 1, most: 3650 } as const;

/** How often a key is to be replaced: every so many days, or never by policy alone. */
export const Every = z.union([z.int().min(policyDays.least).max(policyDays.most), z.literal('off')]);
export type Every = z.infer<typeof Every>;

/**
 * Which level says how often: the key itself, its purpose, the person's own default, the exchange's advice, or what Keyhaven
 * says where nobody said anything. The first of them that speaks counts.
 */
export const policyLevels = ['key', 'purpose', 'default', 'advice', 'builtIn'] as const;
export const PolicyLevel = z.enum(policyLevels);
export type PolicyLevel = z.infer<typeof PolicyLevel>;

export const RotationPolicy = z.strictObject({ every: Every, from: PolicyLevel });
export type RotationPolicy = z.infer<typeof RotationPolicy>;

export const DueKind = z.enum(dueKinds);
export type DueKind = z.infer<typeof DueKind>;

/** One reason why a key must be replaced or used, and by when. */
export const DueReason = z.strictObject({
  kind: DueKind,
  at: Instant,
  /** The calendar day of it, in the person's zone. */
  day: z.iso.date(),
  /** "rotation every 90 days", "Bybit says: expires 3 March". */
  text: z.string().max(300),
  /**
   * From when it was counted: the key's making as its exchange tells it, its addition here, its last known use, or the last
   * time that it answered Keyhaven itself. Null for a day that the exchange names.
   */
  counted: z.strictObject({ from: z.enum(['made', 'added', 'used', 'asked']), at: Instant }).nullable(),
});
export type DueReason = z.infer<typeof DueReason>;

/** The first reason of a key, as its row in the list has it. */
export const NextDue = DueReason.pick({ kind: true, at: true, day: true, text: true });
export type NextDue = z.infer<typeof NextDue>;

/** One key that a credential had before the present one. */
export const Life = z.strictObject({
  /** The last four characters of its API key. */
  ending: z.string().max(4),
  /** When it was made, where its exchange told. */
  created: Instant.nullable(),
  added: Instant,
  /** When another took its place. */
  ended: Instant,
  /** Where the person sat who replaced it. */
  by: z.enum(['window', 'terminal']),
  /** When it was proven that the exchange refuses it; null where that was not proven. */
  provenDead: Instant.nullable(),
});
export type Life = z.infer<typeof Life>;

const Key = {
  credential: Id,
  exchange: ExchangeId,
  exchangeName: z.string().max(60),
  practice: z.boolean(),
  label: Label,
  account: z.string().max(80),
  purpose: Purpose,
  keyEnding: z.string().max(4),
};

export const DueKey = z.strictObject({
  ...Key,
  policy: RotationPolicy,
  /** The earliest first; at least one. */
  reasons: z.array(DueReason).min(1).max(20),
});
export type DueKey = z.infer<typeof DueKey>;

export const DueList = z.strictObject({
  at: Instant,
  /** The zone whose calendar days are meant, by its IANA name. */
  zone: z.string().max(60),
  /** Today in that zone. */
  today: z.iso.date(),
  /** The most urgent first. */
  keys: z.array(DueKey).max(20_000),
});
export type DueList = z.infer<typeof DueList>;

export const Policies = z.strictObject({
  /** What holds where no purpose and no key says otherwise, the exchange's advice aside. */
  default: RotationPolicy,
  /** What the person chose for a purpose; one that is not named follows the default. */
  purposes: z.partialRecord(Purpose, Every),
  /** Keys that have a policy of their own, or that are kept alive. */
  keys: z
    .array(z.strictObject({ ...Key, every: Every.nullable(), policy: RotationPolicy, keepAlive: z.boolean() }))
    .max(20_000),
});
export type Policies = z.infer<typeof Policies>;

/** Of a key, of a purpose, or, where neither is named, the default. `every` null: whatever the next level says. */
const PolicyChange = z.strictObject({
  credential: Id.optional(),
  purpose: Purpose.optional(),
  every: Every.nullable(),
});
export type PolicyChange = z.infer<typeof PolicyChange>;

const CalendarWish = {
  /** How far it looks ahead; 90 where it is left out. */
  days: z.int().min(1).max(policyDays.most).optional(),
  /** Without labels, accounts and the ends of keys. */
  private: z.boolean().optional(),
};

export const rotationOperations = {
  'rotation.due': {
    kind: 'query',
    input: z.strictObject({
      /** Only keys of which something is due within so many days; all that have a date where it is left out. */
      days: z.int().min(0).max(policyDays.most).optional(),
    }),
    output: DueList,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Say which keys must be replaced or used, by when, and why: every reason with its date, the earliest first.',
  },
  'rotation.policies': {
    kind: 'query',
    input: z.strictObject({}),
    output: Policies,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'List how often keys are to be replaced: by default, by purpose, and the keys that have a policy of their own.',
  },
  'rotation.setPolicy': {
    kind: 'command',
    input: PolicyChange,
    output: z.strictObject({}),
    secrets: [],
    // To be reminded later or never hides a danger, as a mute does.
    audience: { window: 'open vault', terminal: { authorization: 'mute' } },
    audit: 'rotation.policySet',
    doc: 'Choose how often a key, the keys of a purpose, or all keys are to be replaced; off is possible and shown as such.',
  },
  'rotation.shorten': {
    kind: 'command',
    input: PolicyChange,
    output: z.strictObject({}),
    secrets: [],
    audience: open,
    audit: 'rotation.policySet',
    doc: 'The same where it brings no due date later for any key: that needs nobody’s authorization.',
  },
  'rotation.allowKeepAlive': {
    kind: 'command',
    input: z.strictObject({ credential: Id, allowed: z.boolean() }),
    output: z.strictObject({}),
    secrets: [],
    audience: open,
    audit: 'rotation.keepAliveAllowed',
    doc: 'Let Keyhaven ask the exchange by itself what a key may do before it dies of disuse, or no more. Whoever may test a key can do as much.',
  },
  'rotation.keepAlive': {
    kind: 'command',
    input: z.strictObject({ credential: Id }),
    output: z.strictObject({
      /** When the exchange accepted the key. */
      at: Instant,
      /** When it would die of disuse now; null where no rule says so. */
      idleEnds: Instant.nullable(),
    }),
    secrets: [],
    audience: open,
    audit: 'rotation.keptAlive',
    doc: 'Use a key once, by one harmless read, so that it does not die of disuse. The outcome is kept as that of a test.',
  },
  'rotation.calendar': {
    kind: 'query',
    input: z.strictObject(CalendarWish),
    output: z.strictObject({ calendar: z.string().max(40_000_000), events: z.int().min(0) }),
    secrets: [],
    audience: { terminal: 'open vault' },
    audit: 'rotation.calendarMade',
    doc: 'Make a calendar (RFC 5545) of what is due, with alarms and without secrets.',
  },
  'rotation.saveCalendar': {
    kind: 'command',
    input: z.strictObject(CalendarWish),
    /** Not saved: the person gave no place for the file. */
    output: z.strictObject({ saved: z.boolean(), events: z.int().min(0) }),
    secrets: [],
    // A path that the window chose would be a way to write anywhere: the main process asks the person for it.
    audience: { window: 'open vault' },
    audit: 'rotation.calendarMade',
    doc: 'Write that calendar to a file that the person is asked for.',
  },
} as const satisfies Contract;
