import { fail } from '../base/failure';
import { dayMs, epochMsOf, type Instant } from '../base/instants';
import type { Finding, FindingKind, Mute } from '../contract/words';
import type { StoredCredential } from './record';

/** Nobody knows today what will matter in more than a year. */
export const longestMuteMs = 366 * dayMs;

export interface MuteWish {
  readonly kind: FindingKind;
  readonly reason: string;
  readonly until: Instant;
}

/**
 * The credential with one finding muted, as it is now. A mute of the same kind from before is replaced; those that are over are dropped.
 * @param findings what is found of it now, muted or not
 * @throws finding.none, finding.muteUntil
 */
export function mutedIn(
  record: StoredCredential,
  { kind, reason, until }: MuteWish,
  findings: readonly Finding[],
  now: Instant,
): StoredCredential {
  const finding = findings.find((one) => one.kind === kind);
  if (finding === undefined) throw fail('finding.none');
  const forMs = epochMsOf(until) - epochMsOf(now);
  if (forMs <= 0 || forMs > longestMuteMs) throw fail('finding.muteUntil');
  const mute: Mute = { kind, severity: finding.severity, rights: finding.rights, reason, since: now, until };
  return withMutes(record, [...others(record, kind, now), mute]);
}

/** @throws finding.notMuted */
export function unmutedIn(record: StoredCredential, kind: FindingKind, now: Instant): StoredCredential {
  if (!(record.mutes ?? []).some((mute) => mute.kind === kind && mute.until > now)) throw fail('finding.notMuted');
  return withMutes(record, others(record, kind, now));
}

const others = ({ mutes = [] }: StoredCredential, kind: FindingKind, now: Instant): Mute[] =>
  mutes.filter((mute) => mute.kind !== kind && mute.until > now);

function withMutes({ mutes: _before, ...record }: StoredCredential, mutes: readonly Mute[]): StoredCredential {
  return mutes.length === 0 ? record : { ...record, mutes: [...mutes] };
}
