import { epochMsOf, hourMs, minuteMs, type Instant } from '../../base/instants';
import type { ProofReason } from '../../contract/rotation-steps';
import type { DiagnosisCode, PermissionReport } from '../../contract/words';
import { strengthOf, type Strength } from './evidence';

/** How an exchange answered for one key just now. */
export interface Look {
  /** Null: the key was accepted. */
  readonly diagnosis: DiagnosisCode | null;
  /** The exchange's own code and status; both null where it did not answer. */
  readonly code: string | null;
  readonly status: number | null;
}

type IpState = PermissionReport['ip']['state'];

export interface Case {
  /** ccxt's id. */
  readonly exchange: string;
  /** The proxy that requests go through now; null for directly. */
  readonly egress: string | null;
  readonly old: Look;
  /** The new key, asked right after the old one and by the same way; null where it was not asked. */
  readonly fresh: Look | null;
  /** When and by which way the old key was accepted in this rotation; null where it was not. */
  readonly accepted: { readonly at: Instant; readonly egress: string | null } | null;
  /** Whether the exchange ever accepted the old key: what it never knew may belong to another of its doors. */
  readonly everAccepted: boolean;
  readonly ip: { readonly old: IpState; readonly fresh: IpState };
  readonly now: Instant;
}

/** So long after the old key was accepted nobody's address is thought to have changed. */
const sameAddressForMs = hourMs;

/** Whether the old key is dead, by what was answered. Pure. Only `exact` and `newAccepted` prove it. */
export function judgeProof(it: Case): ProofReason {
  if (it.old.diagnosis === null) return 'alive';
  const { code, status } = it.old;
  if (code === null && status === null) return 'noAnswer';
  const strength = strengthFor(it);
  if (strength === null) return noEvidence.has(it.old.diagnosis) ? 'noAnswer' : 'notEvidence';
  if (!it.everAccepted) return 'neverAccepted';
  if (strength === 'exact') return 'exact';
  if (it.fresh?.diagnosis !== null) return 'newRefused';
  if (it.accepted === null) return 'neverAccepted';
  if (it.accepted.egress !== it.egress) return 'otherWay';
  return addressMayDiffer(it, it.accepted.at) ? 'addressMayDiffer' : 'newAccepted';
}

/** Whether the new key has to be asked too before anything can be said. */
export const needsNewKey = (exchange: string, old: Look): boolean => strengthFor({ exchange, old }) === 'ambiguous';

export const isProof = (reason: ProofReason): boolean => reason === 'exact' || reason === 'newAccepted';

function strengthFor({ exchange, old }: Pick<Case, 'exchange' | 'old'>): Strength {
  const { diagnosis, code, status } = old;
  return diagnosis === null ? null : strengthOf(exchange, { code, status, diagnosis });
}

/** An old key with an IP list beside a new one without: the old one may be refused for the place alone. */
function addressMayDiffer({ ip, now }: Case, acceptedAt: Instant): boolean {
  if (ip.old === 'open' || ip.fresh === 'restricted') return false;
  const ageMs = epochMsOf(now) - epochMsOf(acceptedAt);
  return ageMs < 0 || ageMs > sameAddressForMs;
}

/** The exchange answered, and not about the key. */
const noEvidence: ReadonlySet<DiagnosisCode> = new Set([
  'rateLimited',
  'maintenance',
  'exchangeFailing',
  'network',
  'timeout',
  'proxyDown',
  'proxyRefused',
  'regionBlocked',
  'clockOff',
  'notTheExchange',
  'practiceNotRunning',
  'workerFailed',
  'notInspected',
]);

/** Before each of at most three tries: exchanges lock out whoever asks too often with a key that they do not know. The times are ours. */
const waitsMs: readonly number[] = [0, 5 * minuteMs, 15 * minuteMs];

/** A refusal of the key that proved nothing; what was not answered, or accepted, brings no lock-out nearer. */
export const countsAsTry = (reason: ProofReason): boolean =>
  reason !== 'alive' && reason !== 'noAnswer' && !isProof(reason);

/** When the next try may be made, in ms from now on; null: none any more. A clock that was set back makes nobody wait. */
export function nextTryInMs(tries: number, last: Instant | null, now: Instant): number | null {
  const waitMs = waitsMs[tries];
  if (waitMs === undefined) return null;
  if (last === null) return 0;
  const goneMs = epochMsOf(now) - epochMsOf(last);
  return goneMs < 0 ? 0 : Math.max(0, waitMs - goneMs);
}
