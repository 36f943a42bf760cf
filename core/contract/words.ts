import { z } from 'zod';
import type { Instant as InstantType } from '../base/instants';
import { findingKinds, purposes, rights, secretFields } from './lists';

export { findingKinds, purposes, rights, secretFields };

/** The words of the product, as data: the same in code, window, terminal and documents. */

export const Right = z.enum(rights);
export type Right = z.infer<typeof Right>;

/** What an exchange says of one right. A missing answer is `unknown`, never `no`. */
export const Granted = z.enum(['yes', 'no', 'unknown']);
export type Granted = z.infer<typeof Granted>;

export const Purpose = z.enum(purposes);
export type Purpose = z.infer<typeof Purpose>;

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

// A type for what is checked anyway; a transform that changes nothing would cost ten thousand keys a second look each.
export const Instant = z.iso.datetime({ precision: 3 }) as unknown as z.ZodType<InstantType, string>;
export const Id = z.string().regex(/^[0-9a-z]{26}$/);
export const ExchangeId = z.string().regex(/^(practice:)?[a-z0-9]{2,32}$/);

export const FieldName = z.enum(secretFields);
export type FieldName = z.infer<typeof FieldName>;

export const openModes = ['keychain', 'keychainAndPassphrase', 'passphrase'] as const;
export const OpenMode = z.enum(openModes);
export type OpenMode = z.infer<typeof OpenMode>;

/** Why the keychain does not give the entry. `null` from it is unknown until a probe says which of these it is. */
export const KeychainTrouble = z.enum(['locked', 'noCollection', 'noService', 'noAnswer', 'lost', 'wrongEntry']);
export type KeychainTrouble = z.infer<typeof KeychainTrouble>;

/** Why a vault opens frozen: below the epoch that the keychain knows, or from an older generation than the newest. */
export const VaultFreeze = z.enum(['epoch', 'fellBack']);
export type VaultFreeze = z.infer<typeof VaultFreeze>;

/** What a fresh authorization is for; a grant covers one kind and nothing else. `change`: how the vault opens; `issue`: what lets a program do more; `mute`: to hear no more of a finding. */
export const authorizationKinds = ['reveal', 'copy', 'change', 'issue', 'mute'] as const;
export const AuthorizationKind = z.enum(authorizationKinds);
export type AuthorizationKind = z.infer<typeof AuthorizationKind>;

/** How the person at this shell can authorize. */
export const AuthorizationMethod = z.enum(['passphrase', 'dialog', 'typedYes', 'approval', 'nobody']);
export type AuthorizationMethod = z.infer<typeof AuthorizationMethod>;

/** Why a test failed, as one closed list; the texts stand in core/exchanges/diagnosis. */
export const diagnosisCodes = [
  'badFormat',
  'wrongKey',
  'wrongSecret',
  'wrongPassphrase',
  'keyOrSecret',
  'refused',
  'keyIpOrRight',
  'ipOrRight',
  'ipNotAllowed',
  'ipListRequired',
  'clockOff',
  'nonceUsed',
  'notActive',
  'expired',
  'wrongRegion',
  'noRight',
  'secondFactor',
  'accountTrouble',
  'regionBlocked',
  'rateLimited',
  'maintenance',
  'exchangeFailing',
  'network',
  'timeout',
  'proxyDown',
  'proxyRefused',
  'notTheExchange',
  'notUnderstood',
  'notInspected',
  'practiceNotRunning',
  'workerFailed',
] as const;
export const DiagnosisCode = z.enum(diagnosisCodes);
export type DiagnosisCode = z.infer<typeof DiagnosisCode>;

/** Why a test failed, in plain words, and the one thing to do. */
export const Diagnosis = z.strictObject({
  code: DiagnosisCode,
  text: z.string().max(500),
  next: z.string().max(500),
  /** How far the exchange's clock is from ours, where that is the cause. */
  clockOffMs: z.int().optional(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;

/** What a person can do about a failed test with one press. The same words in window and terminal. */
export const DiagnosisAction = z.discriminatedUnion('action', [
  /** Ask the same company elsewhere with the same fields; the key moves there where it works. */
  z.strictObject({ action: z.literal('tryAs'), exchange: ExchangeId, name: z.string().max(60) }),
  /** The page of the exchange where keys are made and changed. */
  z.strictObject({ action: z.literal('openKeyPage') }),
  z.strictObject({ action: z.literal('testAgain') }),
]);
export type DiagnosisAction = z.infer<typeof DiagnosisAction>;

export const Evidence = z.strictObject({ endpoint: z.string().max(120), at: Instant });
export type Evidence = z.infer<typeof Evidence>;

/** What the exchange says a credential may do. */
export const PermissionReport = z.strictObject({
  asked: Instant,
  /**
   * `told`: the exchange itself names the rights. `probed`: it has no words for them, so harmless calls were tried, and what was not
   * tried is unknown. Left out in reports from before there were probes: all of those were told.
   */
  how: z.enum(['told', 'probed']).optional(),
  rights: z.record(Right, Granted),
  /** `coarse`: the exchange offers nothing narrower (OKX: trade is all trading). */
  granularity: z.enum(['exact', 'coarse']),
  ip: z.strictObject({
    state: z.enum(['open', 'restricted', 'unknown']),
    /** The allow-list where the exchange tells it; null where it does not. */
    list: z.array(z.string().max(64)).max(200).nullable(),
  }),
  created: Instant.nullable(),
  /** The day the key itself ends; `never` only where the exchange says so. */
  expires: z.union([Instant, z.enum(['never', 'unknown'])]),
  /** The day the trading right lapses while the key lives on (binance). */
  tradingLapses: Instant.nullable(),
  lastUsed: Instant.nullable(),
  /**
   * How far the exchange's clock was ahead of this computer's when it answered, in milliseconds; left out where the two agreed as far as
   * could be measured, or where nobody measured.
   */
  clockOffMs: z.int().optional(),
  /** The exchange's own number of the account, where it tells one: whether two keys are of the same account. Kept, and never shown. */
  accountId: z
    .string()
    .regex(/^[A-Za-z0-9 -]{1,64}$/)
    .optional(),
  /** Facts about the account that are no rights of the key, and permission words Keyhaven does not know. */
  remarks: z.array(z.string().max(120)).max(40),
  evidence: z.array(Evidence).max(10),
});
export type PermissionReport = z.infer<typeof PermissionReport>;

/** What a person sees of a report. */
export const ShownReport = PermissionReport.omit({ accountId: true });
export type ShownReport = z.infer<typeof ShownReport>;

/**
 * Who answers a question about a key. `told`: the exchange itself. `probed`: a harmless call was tried. `rule`: nobody but a rule known of
 * its keys. `nobody`: it is unknown.
 */
export const AnswerFrom = z.enum(['told', 'probed', 'rule', 'nobody']);
export type AnswerFrom = z.infer<typeof AnswerFrom>;

/** The outcome of the last test: a report, or why there is none. */
export const TestOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('works'), at: Instant, report: PermissionReport }),
  z.strictObject({ outcome: z.literal('fails'), at: Instant, diagnosis: Diagnosis }),
]);
export type TestOutcome = z.infer<typeof TestOutcome>;

export const FindingKind = z.enum(findingKinds);
export type FindingKind = z.infer<typeof FindingKind>;

/** Where something that a finding says comes from: an answer of the exchange, a rule known of its keys, what Keyhaven itself saw, or what a person said. */
export const FindingEvidence = z.strictObject({
  from: z.enum(['exchange', 'rule', 'keyhaven', 'person']),
  what: z.string().max(300),
  at: Instant.nullable(),
  /** Another key that it is about. */
  credential: Id.optional(),
});
export type FindingEvidence = z.infer<typeof FindingEvidence>;

/** One thing wrong or risky about a credential: what, why it matters, what to do next. */
export const Finding = z.strictObject({
  kind: FindingKind,
  severity: Severity,
  title: z.string().max(160),
  reason: z.string().max(1000),
  next: z.string().max(600),
  rights: z.array(Right).max(12),
  evidence: z.array(FindingEvidence).max(12),
});
export type Finding = z.infer<typeof Finding>;

/** A person knows of a finding and lives with it for a while. It holds for what the finding was then: what gets worse, or names more rights, is told again. */
export const Mute = z.strictObject({
  kind: FindingKind,
  severity: Severity,
  /** The rights that the finding named; left out in mutes from before they were kept, which hold whatever rights it names. */
  rights: z.array(Right).max(12).optional(),
  reason: z.string().trim().min(1).max(200),
  since: Instant,
  until: Instant,
});
export type Mute = z.infer<typeof Mute>;

export const MutedFinding = z.strictObject({ finding: Finding, mute: Mute });
export type MutedFinding = z.infer<typeof MutedFinding>;

/** What a purpose makes of a right. */
export const Need = z.enum(['needed', 'allowed', 'tooBroad', 'warned']);
export type Need = z.infer<typeof Need>;
