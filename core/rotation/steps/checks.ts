import { fail } from '../../base/failure';
import { daysBetween, type Instant } from '../../base/instants';
import type { StoredCredential } from '../../credentials/record';
import { accountsOf } from './comparison';
import type { Rotating } from './moving';
import type { KeySide } from './rotation';

/** @throws rotation.sameKey, rotation.formerKey */
export function mustBeAnother({ label, keyFingerprint, retired = [] }: StoredCredential, pasted: string): void {
  if (pasted === keyFingerprint) throw fail('rotation.sameKey', { label });
  if (retired.some((old) => old.keyFingerprint === pasted)) throw fail('rotation.formerKey', { label });
}

/** Before the switch. Tokens and all that a person said of the key are of its account. @throws rotation.otherAccount */
export function mustBeOneAccount({ label, lastReport, rotation: { other } }: Rotating): void {
  if (accountsOf(lastReport, other?.lastReport ?? null) === 'other') throw fail('rotation.otherAccount', { label });
}

/** A new key is switched to only so long after its test. */
const testHoldsDays = 1;

/** @throws rotation.newKeyOld */
export function mustBeFresh(side: KeySide, label: string, now: Instant): void {
  if (!isFresh(side, now)) throw fail('rotation.newKeyOld', { label });
}

/** A test in the future was made before the clock was set back: it may be as old as can be. */
function isFresh({ lastTest }: KeySide, now: Instant): boolean {
  if (lastTest === null) return false;
  const days = daysBetween(lastTest.at, now);
  return days >= 0 && days <= testHoldsDays;
}
