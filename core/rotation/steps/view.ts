import { epochMsOf, instantOf, type Instant } from '../../base/instants';
import type { ExchangeInfo } from '../../contract/exchanges';
import type {
  ProofReason,
  RetiredRow,
  RotationDetail,
  RotationGuide,
  RotationRow,
} from '../../contract/rotation-steps';
import { isPractice, type StoredCredential } from '../../credentials/record';
import { meansGone } from '../proof/evidence';
import { nextTryInMs } from '../proof/proof';
import { compare, type TokenNeed } from './comparison';
import type { Rotating } from './moving';
import type { KeySide } from './rotation';
import { isSwitched } from './states';

/** The key that is to be replaced, and the one that takes its place. */
function keysOf({ rotation, ...record }: Rotating): { old: Shown; fresh: Shown | null } {
  const { other } = rotation;
  return isSwitched(rotation.state) && other !== null ? { old: other, fresh: record } : { old: record, fresh: other };
}
type Shown = Pick<KeySide, 'keyEnding' | 'lastReport' | 'lastTest'>;

export function rotationRow(record: Rotating, info: ExchangeInfo): RotationRow {
  const { rotation } = record;
  const { old, fresh } = keysOf(record);
  return {
    id: record.id,
    label: record.label,
    account: record.account,
    exchange: record.exchange,
    exchangeName: info.name,
    practice: isPractice(record.exchange),
    state: rotation.state,
    revision: rotation.revision,
    started: rotation.started,
    batch: rotation.batch,
    oldEnding: old.keyEnding,
    newEnding: fresh?.keyEnding ?? null,
    diagnosis: isSwitched(rotation.state) ? null : (fresh?.lastTest?.diagnosis ?? null),
  };
}

interface Beside {
  readonly info: ExchangeInfo;
  readonly guide: RotationGuide;
  readonly tokens: readonly TokenNeed[];
  readonly now: Instant;
}

export function rotationDetail(record: Rotating, beside: Beside): RotationDetail {
  const { info, guide, tokens, now } = beside;
  const { old, fresh } = keysOf(record);
  const { rotation } = record;
  return {
    ...rotationRow(record, info),
    guide,
    comparison:
      fresh === null || rotation.state === 'prepared'
        ? null
        : compare({
            exchangeName: info.name,
            purpose: record.purpose,
            old: old.lastReport,
            fresh: fresh.lastReport,
            oldGone: oldIsGone(record),
            tokens,
          }),
    proof: proofOf(record, info.name, now),
    tokens: tokens.length,
  };
}

/** Refused before the person deleted it: somebody else did, or it ended. */
function oldIsGone(record: Rotating): boolean {
  const code = keysOf(record).old.lastTest?.diagnosis?.code;
  return code !== undefined && meansGone.has(code);
}

function proofOf({ rotation: { proof, tries, state } }: Rotating, name: string, now: Instant): RotationDetail['proof'] {
  if (proof === null) return null;
  const waitMs = state === 'oldDeleted' ? nextTryInMs(tries, proof.at, now) : null;
  return {
    ...proof,
    text: proofTexts[proof.reason](name),
    again: waitMs === null ? null : instantOf(epochMsOf(now) + waitMs),
  };
}

/** What each outcome means. To add one: its word in the contract, its condition in proof.ts, a row here. */
export const proofTexts = {
  exact: (name) => `${name} says that there is no such key any more: the old key is dead.`,
  newAccepted: (name) =>
    `${name} refuses the old key and accepts the new one from the same place, from where the old one was accepted before: the old key is dead.`,
  alive: (name) =>
    `${name} still accepts the old key: it was not deleted. Delete it there; until then everything can be undone.`,
  noAnswer: (name) => `${name} gave no answer about the key. That proves nothing; try again.`,
  notEvidence: (name) => `${name} refuses the old key, but for a reason that a key which still exists may have too.`,
  neverAccepted: (name) =>
    `${name} refuses the old key, but never accepted it as far as Keyhaven saw: it may belong elsewhere, and live there.`,
  newRefused: (name) => `${name} refuses both keys and does not say why: it may be your address, not the old key.`,
  otherWay: (name) =>
    `${name} refuses the old key and does not say why. It was accepted by another way out than the key has now, so that the address may be the reason.`,
  addressMayDiffer: (name) =>
    `${name} refuses the old key and does not say why. It had an IP list and the new key has none, so that a changed address may be the reason.`,
} as const satisfies Record<ProofReason, (exchangeName: string) => string>;

export const retiredRows = (record: StoredCredential): RetiredRow[] =>
  (record.retired ?? []).map(({ keyEnding, retired, until, provenDead }) => ({
    id: record.id,
    label: record.label,
    exchange: record.exchange,
    keyEnding,
    retired,
    until,
    provenDead,
  }));
