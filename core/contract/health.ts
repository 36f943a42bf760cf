import { z } from 'zod';
import { CredentialRow } from './credentials';
import { open, type Contract } from './operation';
import { ExchangeId, Finding, FindingKind, Id, Instant, Mute, Severity, VaultFreeze } from './words';

/** What somebody with the key could do to the money, the worst first: the second order in which things are to be done. */
export const moneyAtRisk = ['canLeave', 'canBeTraded', 'notKnown', 'onlySeen', 'practice'] as const;
export const MoneyAtRisk = z.enum(moneyAtRisk);
export type MoneyAtRisk = z.infer<typeof MoneyAtRisk>;

const Where = CredentialRow.pick({
  exchange: true,
  exchangeName: true,
  practice: true,
  label: true,
  account: true,
  keyEnding: true,
}).extend({ credential: Id });

/** One thing to do, and at which key. */
export const HealthItem = Where.extend({ finding: Finding, money: MoneyAtRisk }).strict();
export type HealthItem = z.infer<typeof HealthItem>;

export const MutedItem = Where.extend({ finding: Finding, mute: Mute }).strict();
export type MutedItem = z.infer<typeof MutedItem>;

const Count = z.int().min(0);

export const Health = z.strictObject({
  at: Instant,
  /** Why the vault opened frozen: what stands here may be older than the truth. Null where it did not. */
  frozen: VaultFreeze.nullable(),
  /** 100 less the points of all parts; null where there is no key. */
  score: z.int().min(0).max(100).nullable(),
  parts: z.array(z.strictObject({ kind: FindingKind, severity: Severity, keys: Count, points: Count })).max(80),
  /** Practice keys cost nothing where there are real ones. */
  practiceCounts: z.boolean(),
  /** The first of what is to be done, in order. */
  todo: z.array(HealthItem).max(20_000),
  /** How many more there are. */
  more: Count,
  muted: z.array(MutedItem).max(20_000),
  moreMuted: Count,
  counts: z.strictObject({
    keys: Count,
    /** Keys of which nothing is found that is not muted. */
    calm: Count,
    muted: Count,
    ...{ critical: Count, high: Count, medium: Count, low: Count },
  }),
  /** The person's own file of key rules: none, in force, or not understood, with why. The built-in rules hold in each case. */
  rules: z.strictObject({
    state: z.enum(['none', 'inForce', 'notUnderstood']),
    rules: Count,
    problem: z.string().max(300).nullable(),
  }),
  /** What the person said of the login at each exchange; null where nobody was asked yet. */
  secondFactors: z
    .array(
      z.strictObject({
        exchange: ExchangeId,
        exchangeName: z.string().max(60),
        answer: z.enum(['on', 'off']).nullable(),
        at: Instant.nullable(),
      }),
    )
    .max(400),
});
export type Health = z.infer<typeof Health>;

const mutedFinding = { credential: Id, kind: FindingKind };

export const healthOperations = {
  'health.get': {
    kind: 'query',
    input: z.strictObject({
      /** How many things to do are named; 200 where it is left out. */
      limit: z.int().min(1).max(20_000).optional(),
    }),
    output: Health,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Say how all keys together stand: a score explained by its parts, and what to do first.',
  },
  'health.answerSecondFactor': {
    kind: 'command',
    input: z.strictObject({ exchange: ExchangeId, answer: z.enum(['on', 'off']) }),
    output: z.strictObject({}),
    secrets: [],
    audience: open,
    audit: 'health.secondFactorAnswered',
    doc: 'Keep whether the login at an exchange has a second factor, as the person says; no exchange tells it.',
  },
  'finding.mute': {
    kind: 'command',
    input: z.strictObject({ ...mutedFinding, reason: Mute.shape.reason, until: Instant }),
    output: z.strictObject({}),
    secrets: [],
    // What hides a danger from a person is the person's alone to say.
    audience: { window: 'open vault', terminal: { authorization: 'mute' } },
    audit: 'finding.muted',
    doc: 'Hear no more of a finding of a key until a day, for a reason; what gets worse is told again.',
  },
  'finding.unmute': {
    kind: 'command',
    input: z.strictObject(mutedFinding),
    output: z.strictObject({}),
    secrets: [],
    audience: open,
    audit: 'finding.unmuted',
    doc: 'Tell a muted finding again.',
  },
} as const satisfies Contract;
