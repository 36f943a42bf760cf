import type { Every, PolicyChange, RotationPolicy } from '../contract/rotation';
import type { CredentialRoom, GeneralPolicies, StoredCredential } from '../credentials/record';
import type { KeyRule } from '../rules/rule';

/** How old a key may get where nothing else is said: what Binance.US advises (support.binance.us 11135072638743, seen 2026-11). */
export const usualDays = 90;

type Having = Pick<StoredCredential, 'purpose' | 'rotateEvery'>;

/** How often a credential is to be replaced, and which level says so: the narrowest that says anything. */
export function policyOf(
  { purpose, rotateEvery }: Having,
  { default: byDefault, purposes = {} }: GeneralPolicies,
  rules: readonly KeyRule[],
): RotationPolicy {
  if (rotateEvery !== undefined) return { every: rotateEvery, from: 'key' };
  const ofPurpose = purposes[purpose];
  if (ofPurpose !== undefined) return { every: ofPurpose, from: 'purpose' };
  if (byDefault !== undefined) return { every: byDefault, from: 'default' };
  const advised = rules.find(({ kind, days }) => kind === 'advice' && days !== null)?.days ?? null;
  return advised === null ? { every: usualDays, from: 'builtIn' } : { every: advised, from: 'advice' };
}

/** What holds where no purpose and no key says otherwise. */
export const defaultPolicy = (policies: GeneralPolicies): RotationPolicy =>
  policies.default === undefined ? { every: usualDays, from: 'builtIn' } : { every: policies.default, from: 'default' };

/** Whether a key would come due later under the second one. */
export const isLater = (before: Every, after: Every): boolean => daysOf(after) > daysOf(before);

const daysOf = (every: Every) => (every === 'off' ? Infinity : every);

/** The room with another policy. A credential that it is about must be there. */
export function withPolicy(room: CredentialRoom, { credential, purpose, every }: PolicyChange): CredentialRoom {
  if (credential !== undefined)
    return {
      ...room,
      credentials: room.credentials.map((record) => (record.id === credential ? ownPolicy(record, every) : record)),
    };
  const { default: byDefault, purposes = {} } = room.policies ?? {};
  if (purpose === undefined) return { ...room, policies: { ...(every !== null && { default: every }), purposes } };
  const { [purpose]: _before, ...others } = purposes;
  return {
    ...room,
    policies: {
      ...(byDefault !== undefined && { default: byDefault }),
      purposes: every === null ? others : { ...others, [purpose]: every },
    },
  };
}

function ownPolicy({ rotateEvery: _before, ...record }: StoredCredential, every: Every | null): StoredCredential {
  return every === null ? record : { ...record, rotateEvery: every };
}

/** Whether a change lets any credential, one that is added later too, come due later than before. */
export function bringsLater(
  room: CredentialRoom,
  change: PolicyChange,
  rulesFor: (exchange: string) => readonly KeyRule[],
): boolean {
  const after = withPolicy(room, change);
  const effective = ({ policies = {} }: CredentialRoom, of: Having & { exchange?: string }) =>
    policyOf(of, policies, of.exchange === undefined ? [] : rulesFor(of.exchange)).every;
  if (
    room.credentials.some((record, index) => {
      const changed = after.credentials[index];
      return changed !== undefined && isLater(effective(room, record), effective(after, changed));
    })
  )
    return true;
  if (change.credential !== undefined) return false;
  const tobe = change.purpose === undefined ? null : { purpose: change.purpose };
  return tobe === null
    ? isLater(defaultPolicy(room.policies ?? {}).every, defaultPolicy(after.policies ?? {}).every)
    : isLater(effective(room, tobe), effective(after, tobe));
}
