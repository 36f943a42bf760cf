import { isFailure } from '../../base/failure';
import type { RotationProofItem, RotationTestItem } from '../../contract/rotation-steps';
import type { CredentialFields } from '../../credentials/record';
import { styleOf } from '../../exchanges/catalogue/catalogue';
import type { ExchangeTester, Looked } from '../../exchanges/tester';
import { isProof, judgeProof, needsNewKey, type Look } from '../proof/proof';
import type { Rotations, RotationsParts } from './rotations';

interface Parts {
  readonly rotations: Rotations;
  readonly credentials: RotationsParts['credentials'];
  readonly tester: Pick<ExchangeTester, 'look'>;
  readonly now: () => RotationTime;
}
type RotationTime = ReturnType<RotationsParts['clock']['now']>;

type TestStates = Pick<RotationTestItem, 'state' | 'diagnosis'>;

/** What rotations ask of exchanges: whether a new key works, and whether an old one is dead. */
export function createAsking({ rotations, credentials, tester, now }: Parts) {
  const ask = (id: string, fields: CredentialFields, signal: AbortSignal) => {
    const { exchange, egress = null } = credentials.record(id);
    return tester.look({ exchange, fields, egress }, signal);
  };

  return {
    /** Tests the new key, and then by the same way the old one, so that a later refusal of it has something to be compared with. @throws rotation.*, job.cancelled */
    async test(id: string, signal: AbortSignal, report: (said: TestStates) => void): Promise<'works' | 'fails'> {
      // Before the new key is asked: a switch meanwhile would put another in its place.
      const old = await credentials.fields(id);
      const { fields, secretId } = await rotations.newKey(id);
      const { outcome } = await ask(id, fields, signal);
      const untestable = outcome.outcome === 'fails' && outcome.diagnosis.code === 'notInspected';
      await rotations.tested(id, secretId, outcome, untestable);
      if (outcome.outcome === 'fails' && !untestable) {
        report({ state: 'fails', diagnosis: outcome.diagnosis });
        return 'fails';
      }
      report({ state: 'works', diagnosis: null });
      if (!untestable) await testOld(id, old, signal, report);
      return 'works';
    },

    /** One try to prove the old key dead. @throws rotation.*, job.cancelled */
    async prove(id: string, signal: AbortSignal): Promise<Pick<RotationProofItem, 'reason' | 'state'>> {
      const { fields, side, record } = await rotations.oldKey(id);
      const { rotation, egress = null } = record;
      const exchange = styleOf(record.exchange);
      const old = lookOf(await ask(id, fields, signal));
      const asksNew = needsNewKey(exchange, old);
      const fresh = asksNew ? lookOf(await ask(id, (await credentials.fields(id)).fields, signal)) : null;
      const reason = judgeProof({
        exchange,
        egress,
        old,
        fresh,
        accepted: rotation.oldAccepted,
        everAccepted: side.lastReport !== null || rotation.oldAccepted !== null,
        ip: { old: side.lastReport?.ip.state ?? 'unknown', fresh: record.lastReport?.ip.state ?? 'unknown' },
        now: now(),
      });
      await rotations.tried(id, rotation.revision, { reason, code: old.code });
      return { reason, state: isProof(reason) ? 'dead' : reason === 'alive' ? 'alive' : 'unproven' };
    },
  };

  async function testOld(
    id: string,
    { fields, egress, mark }: Awaited<ReturnType<typeof credentials.fields>>,
    signal: AbortSignal,
    report: (said: TestStates) => void,
  ): Promise<void> {
    const { outcome } = await ask(id, fields, signal);
    await credentials.recordTests([{ id, outcome, mark }]);
    if (outcome.outcome === 'works') await rotations.oldAccepted(id, mark, { at: outcome.at, egress });
    report(
      outcome.outcome === 'works'
        ? { state: 'oldWorks', diagnosis: null }
        : { state: 'oldFails', diagnosis: outcome.diagnosis },
    );
  }
}

const lookOf = ({ outcome, code, status }: Looked): Look => ({
  diagnosis: outcome.outcome === 'works' ? null : outcome.diagnosis.code,
  code,
  status,
});

/** Runs a job over several rotations one after another, as a person goes through them; what is gone meanwhile is no reason to give up the others. */
export async function oneByOne<S extends string>(
  ids: readonly string[],
  signal: AbortSignal,
  work: (id: string) => Promise<S>,
  cancelled: (id: string) => void,
): Promise<Map<S | 'cancelled', number>> {
  const counts = new Map<S | 'cancelled', number>();
  const count = (state: S | 'cancelled') => counts.set(state, (counts.get(state) ?? 0) + 1);
  for (const id of ids) {
    if (signal.aborted) {
      cancelled(id);
      count('cancelled');
      continue;
    }
    try {
      count(await work(id));
    } catch (error) {
      // Alone, it is told why; among others, the others go on.
      const isGone = ['job.cancelled', 'credential.unknown', 'rotation.none'] as const;
      if (ids.length === 1 || !isGone.some((code) => isFailure(error, code))) throw error;
      cancelled(id);
      count('cancelled');
    }
  }
  return counts;
}
