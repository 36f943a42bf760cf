import { fail } from '../../base/failure';
import { dayMs, epochMsOf, instantOf, type Instant } from '../../base/instants';
import type { Clock, Randomness } from '../../base/ports';
import { defaultKeepDays, type ProofReason } from '../../contract/rotation-steps';
import type { Life } from '../../contract/rotation';
import type { TestOutcome } from '../../contract/words';
import { type CredentialFields, type StoredCredential } from '../../credentials/record';
import { mustBeNew, type Reworked } from '../../credentials/store';
import type { createCredentials } from '../../credentials/store';
import { countsAsTry, isProof, nextTryInMs } from '../proof/proof';
import { begun, order } from './beginning';
import { mustBeAnother, mustBeFresh, mustBeOneAccount } from './checks';
import type { Accepted, KeySide } from './rotation';
import { learned, mustBeAt, mustStep, rotating, stampFor, stepped, steppedBack, type Rotating } from './moving';
import { ended, withRetired } from './retiring';
import { withLastLifeProven, withLife, withoutLastLife } from './lives';
import { exchanged, sideOfRecord } from './side';
import { isSwitched } from './states';

type Store = Pick<
  ReturnType<typeof createCredentials>,
  'record' | 'records' | 'recordTests' | 'rework' | 'sealed' | 'sideOf' | 'fields'
>;

export interface RotationsParts {
  readonly credentials: Store;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'id'>;
}

export interface StepWish {
  readonly id: string;
  readonly revision: number;
}

export interface Pasted {
  readonly typed: CredentialFields;
  readonly pasted: CredentialFields;
}

/** What a try to prove an old key dead came to. */
export interface Tried {
  readonly reason: ProofReason;
  readonly code: string | null;
}

/** The rotations of the open vault: each step is one save of the record, both keys in it. Every call of a locked vault throws vault.locked. */
export function createRotations({ credentials, clock, randomness }: RotationsParts) {
  const get = (id: string): Rotating => rotating(credentials.record(id));

  /** One step of one rotation. @throws rotation.none, rotation.changed, rotation.notNow, vault.* */
  async function step(
    { id, revision }: StepWish,
    by: (record: Rotating, now: Instant) => StoredCredential | (Reworked & { readonly records: [StoredCredential] }),
  ): Promise<StoredCredential> {
    let after: StoredCredential | undefined;
    await credentials.rework(() => {
      const before = get(id);
      mustBeAt(before, revision);
      const made = by(before, clock.now());
      const change = 'records' in made ? made : { records: [made] };
      after = change.records[0];
      return change;
    });
    return after ?? credentials.record(id);
  }

  return {
    /** @throws credential.unknown, rotation.none */
    get,

    /** In the order in which they were begun. */
    all: (): Rotating[] =>
      credentials
        .records()
        .filter(({ rotation }) => rotation !== undefined)
        .map(rotating)
        .sort((one, other) => order(one.rotation, other.rotation)),

    /** Begins rotations, to be made in this order. @throws credential.unknown, rotation.underWay, vault.* */
    async start(ids: readonly string[]): Promise<Rotating[]> {
      const wanted = [...new Set(ids)];
      const batch = randomness.id();
      await credentials.rework(() => {
        const now = clock.now();
        const records = wanted.map((id, n) => {
          const record = credentials.record(id);
          if (record.rotation !== undefined) throw fail('rotation.underWay', { label: record.label });
          return { ...record, rotation: begun({ id: batch, of: wanted.length, at: n + 1 }, record, now) };
        });
        return { records };
      });
      return wanted.map(get);
    },

    /**
     * Keeps the new key, sealed beside the old one, in place of one pasted before, which is wiped.
     * @throws credential.field*, rotation.sameKey, rotation.formerKey, credential.duplicate, credential.inBin, and what a step throws
     */
    async paste({ id, revision }: StepWish, offered: Pasted): Promise<Rotating> {
      await credentials.rework((room) => {
        const before = get(id);
        mustBeAt(before, revision);
        mustStep(before, 'paste');
        const { values, ...marks } = credentials.sideOf(room, before.exchange, offered);
        mustBeAnother(before, marks.keyFingerprint);
        // What this rotation holds already may be pasted once more.
        const others = room.credentials.filter((record) => record.id !== id);
        mustBeNew({ ...room, credentials: others }, marks.keyFingerprint);
        const now = clock.now();
        const side: KeySide = { secretId: randomness.id(), added: now, ...marks, lastReport: null, lastTest: null };
        return {
          records: [stepped(before, 'paste', { now, other: side })],
          put: [{ exchange: before.exchange, secretId: side.secretId, values }],
          remove: otherSecrets(before),
        };
      });
      return get(id);
    },

    /** The fields of the new key, in clear, for one test; see the store's `fields`. @throws rotation.noNewKey, rotation.notNow */
    async newKey(id: string): Promise<{ fields: CredentialFields; secretId: string }> {
      const record = get(id);
      mustStep(record, 'test');
      const { other } = record.rotation;
      if (other === null) throw fail('rotation.noNewKey', { label: record.label });
      return { fields: await credentials.sealed(record.exchange, other.secretId), secretId: other.secretId };
    },

    /** Keeps how a test of the new key ended; passed over where another key was pasted, or a step made, meanwhile. */
    tested: (id: string, secretId: string, outcome: TestOutcome, untestable: boolean): Promise<void> =>
      credentials.rework(() => {
        const { rotation, ...record } = credentials.record(id);
        if (rotation?.other?.secretId !== secretId || isSwitched(rotation.state)) return { records: [] };
        const other = withOutcome(rotation.other, outcome);
        const counts = outcome.outcome === 'works' || untestable;
        return {
          records: [stepped({ ...record, rotation }, counts ? 'test' : 'fail', { now: clock.now(), other })],
        };
      }),

    /** Keeps that the old key was accepted, by which way; passed over where it is not in use any more. It is no step: whoever looks at the rotation need not look again. */
    oldAccepted: (id: string, mark: string, accepted: Accepted): Promise<void> =>
      credentials.rework(() => {
        const { rotation, ...record } = credentials.record(id);
        if (rotation === undefined || record.keyFingerprint !== mark) return { records: [] };
        return { records: [{ ...record, rotation: { ...rotation, oldAccepted: accepted } }] };
      }),

    /** @throws rotation.otherAccount, and what a step throws */
    compare: (wish: StepWish) =>
      step(wish, (record, now) => {
        mustStep(record, 'compare');
        mustBeOneAccount(record);
        return stepped(record, 'compare', { now });
      }),

    /** The new key is the one in use from now on. @throws rotation.noNewKey, rotation.newKeyOld, rotation.otherAccount, and what a step throws */
    switch: (wish: StepWish, by: Life['by']) =>
      step(wish, (record, now) => {
        mustStep(record, 'switch');
        const { other } = record.rotation;
        if (other === null) throw fail('rotation.noNewKey', { label: record.label });
        mustBeFresh(other, record.label, now);
        mustBeOneAccount(record);
        return withLife(exchanged(stepped(record, 'switch', { now })), sideOfRecord(record), by);
      }),

    /** @throws what a step throws */
    undo: (wish: StepWish) =>
      step(wish, (record, now) => {
        const { label, rotation } = record;
        const { state } = rotation;
        if (state === 'prepared' && rotation.other === null) throw fail('rotation.noNewKey', { label });
        const back = steppedBack(record, now);
        if (state === 'switched') return withoutLastLife(exchanged(back));
        if (state === 'compared') return back;
        // The pasted key is taken back with the test of it.
        return { records: [learned(back, { other: null }, now)], remove: otherSecrets(record) };
      }),

    /** @throws what a step throws */
    oldDeleted: (wish: StepWish) => step(wish, (record, now) => stepped(record, 'oldDeleted', { now })),

    /** What the old key is asked with. @throws rotation.notNow, rotation.tooSoon, rotation.noMoreTries */
    async oldKey(id: string): Promise<{ fields: CredentialFields; side: KeySide; record: Rotating }> {
      const record = get(id);
      mustStep(record, 'proveDead');
      const { label, rotation, exchange } = record;
      const waitMs = nextTryInMs(rotation.tries, rotation.proof?.at ?? null, clock.now());
      if (waitMs === null) throw fail('rotation.noMoreTries', { label });
      if (waitMs > 0) throw fail('rotation.tooSoon', { label, minutes: Math.ceil(waitMs / 60_000) });
      const side = rotation.other;
      if (side === null) throw fail('rotation.noNewKey', { label });
      return { fields: await credentials.sealed(exchange, side.secretId), side, record };
    },

    /** The fields of the old key, in clear, to delete it with. @throws what a step throws */
    async oldAfterSwitch({ id, revision }: StepWish): Promise<{ fields: CredentialFields; record: Rotating }> {
      const record = get(id);
      mustBeAt(record, revision);
      mustStep(record, 'oldDeleted');
      const { other } = record.rotation;
      if (other === null) throw fail('rotation.noNewKey', { label: record.label });
      return { fields: await credentials.sealed(record.exchange, other.secretId), record };
    },

    /** Keeps what a try to prove the old key dead came to; passed over where a step was made meanwhile. */
    tried: (id: string, revision: number, { reason, code }: Tried): Promise<void> =>
      credentials.rework(() => {
        const { rotation, ...rest } = credentials.record(id);
        if (rotation?.revision !== revision || rotation.state !== 'oldDeleted') return { records: [] };
        const record = { ...rest, rotation };
        const now = clock.now();
        const proof = { at: stampFor(rotation, now), reason, code };
        const tries = rotation.tries + (countsAsTry(reason) ? 1 : 0);
        if (isProof(reason)) {
          const proven = stepped(record, 'proveDead', { now, proof, tries });
          return { records: [withLastLifeProven(proven, proof.at)] };
        }
        if (reason === 'alive') return { records: [stepped(record, 'oldLives', { now, proof, tries })] };
        return { records: [learned(record, { proof, tries }, now)] };
      }),

    /**
     * Ends a rotation. @returns until when the old key stays
     * @throws rotation.notProven where nothing proved it dead and the person does not say that they go on without; and what a step throws
     */
    async finish({ keepDays = defaultKeepDays, unproven = false, ...wish }: StepWish & FinishWish): Promise<Instant> {
      let until = clock.now();
      await step(wish, (record, now) => {
        mustStep(record, 'finish');
        const { rotation, label } = record;
        if (rotation.state !== 'provenDead' && !unproven) throw fail('rotation.notProven', { label });
        const retired = stampFor(rotation, now);
        until = instantOf(epochMsOf(retired) + keepDays * dayMs);
        return ended(record, rotation.other, retired, until);
      });
      return until;
    },

    /** @throws what a step throws */
    async cancel(wish: StepWish): Promise<void> {
      await step(wish, (record) => {
        mustStep(record, 'cancel');
        const { rotation: _over, ...kept } = record;
        return { records: [kept], remove: otherSecrets(record) };
      });
    },

    /** Wipes old keys whose days are over. @returns the ids of their credentials. @throws vault.* */
    async wipeRetired(): Promise<string[]> {
      const due = () => {
        const now = clock.now();
        return credentials.records().filter(({ retired = [] }) => retired.some(({ until }) => until <= now));
      };
      // Most looks find nothing, and must not wait behind a save.
      if (due().length === 0) return [];
      let ids: string[] = [];
      await credentials.rework(() => {
        const now = clock.now();
        const records = due();
        ids = records.map(({ id }) => id);
        const gone = records.flatMap(({ retired = [] }) => retired.filter(({ until }) => until <= now));
        return {
          records: records.map((record) =>
            withRetired(
              record,
              (record.retired ?? []).filter((one) => !gone.includes(one)),
            ),
          ),
          remove: gone.map(({ secretId }) => secretId),
        };
      });
      return ids;
    },
  };
}

export type Rotations = ReturnType<typeof createRotations>;

interface FinishWish {
  readonly keepDays?: number | undefined;
  readonly unproven?: boolean | undefined;
}

const otherSecrets = ({ rotation }: Rotating): string[] => (rotation.other === null ? [] : [rotation.other.secretId]);

const withOutcome = (side: KeySide, outcome: TestOutcome): KeySide =>
  outcome.outcome === 'works'
    ? { ...side, lastReport: outcome.report, lastTest: { at: outcome.at, diagnosis: null } }
    : { ...side, lastTest: { at: outcome.at, diagnosis: outcome.diagnosis } };
