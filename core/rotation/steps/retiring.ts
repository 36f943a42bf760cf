import { fail } from '../../base/failure';
import type { Instant } from '../../base/instants';
import { retiredLimit, type StoredCredential } from '../../credentials/record';
import type { Reworked } from '../../credentials/store';
import type { Rotating } from './moving';
import type { KeySide } from './rotation';

/** The record after its rotation. An old key that shall not be kept at all is wiped at once. @throws rotation.tooManyKept */
export function ended(
  { rotation: over, ...record }: Rotating,
  old: KeySide | null,
  retired: Instant,
  until: Instant,
): Reworked & { readonly records: [StoredCredential] } {
  if (old === null) return { records: [record] };
  const { secretId, keyEnding, keyFingerprint } = old;
  if (until <= retired) return { records: [record], remove: [secretId] };
  const kept = record.retired ?? [];
  if (kept.length >= retiredLimit) throw fail('rotation.tooManyKept', { label: record.label });
  const provenDead = over.state === 'provenDead' ? (over.proof?.at ?? null) : null;
  return {
    records: [{ ...record, retired: [...kept, { secretId, keyEnding, keyFingerprint, retired, until, provenDead }] }],
  };
}

export function withRetired(
  { retired: _before, ...record }: StoredCredential,
  retired: NonNullable<StoredCredential['retired']>,
): StoredCredential {
  return retired.length === 0 ? record : { ...record, retired };
}
