import { setMaxListeners } from 'node:events';
import { fail, isFailure } from '../base/failure';
import type { TestItem, TestSummary } from '../contract/credentials';
import type { TestOutcome } from '../contract/words';

export interface TestRun {
  readonly ids: readonly string[];
  readonly signal: AbortSignal;
  /** Tests one credential. @throws job.cancelled when the signal aborts */
  readonly test: (id: string, signal: AbortSignal) => Promise<TestOutcome>;
  /** Keeps outcomes; called with several at once, so that thirty tests are few saves. */
  readonly keep: (outcomes: readonly { id: string; outcome: TestOutcome }[]) => Promise<void>;
  readonly report: (item: TestItem) => void;
}

/** So many at once: a person's thirty keys go out together, ten thousand do not. */
const atOnce = 32;
const keepEvery = 64;
/** A row fills soon after its answer; at ten thousand keys, where a save takes longer, saves still leave most of the time to the tests. */
const keepAfterMs = 300;
const restAfterKeeping = 3;

/** Tests credentials side by side, reports each, and keeps what is finished also when it is cancelled half way. */
export async function testCredentials({ ids, signal, test, keep, report }: TestRun): Promise<TestSummary> {
  const summary = { works: 0, fails: 0, cancelled: 0 };
  const waiting = [...ids];
  // Node takes more than ten listeners on one signal for a leak and says so on the terminal.
  setMaxListeners(atOnce, signal);
  let finished: { id: string; outcome: TestOutcome }[] = [];
  let keeping: Promise<void> = Promise.resolve();
  const trouble: unknown[] = [];
  let soon: NodeJS.Timeout | null = null;
  let restMs = keepAfterMs;

  /** One save after another. A vault that cannot be written ends the run: what is tested then could not be kept either. */
  const keepFinished = (): Promise<void> => {
    clearTimeout(soon ?? undefined);
    soon = null;
    keeping = keeping.then(async () => {
      const outcomes = finished;
      finished = [];
      if (outcomes.length === 0) return;
      const began = performance.now();
      await keep(outcomes).catch((error: unknown) => void trouble.push(error));
      restMs = Math.max(keepAfterMs, restAfterKeeping * (performance.now() - began));
    });
    return keeping;
  };
  const keepSoon = (): void => void (soon ??= setTimeout(() => void keepFinished(), restMs));

  const one = async (id: string) => {
    if (signal.aborted) {
      count(id, 'cancelled', null);
      return;
    }
    report({ id, state: 'running', diagnosis: null });
    try {
      const outcome = await test(id, signal);
      finished.push({ id, outcome });
      count(id, outcome.outcome, outcome.outcome === 'fails' ? outcome.diagnosis : null);
    } catch (error) {
      // One that was removed while it waited or ran is no reason to give up the others.
      if (!isFailure(error, 'job.cancelled') && !isFailure(error, 'credential.unknown')) throw error;
      count(id, 'cancelled', null);
    }
    if (finished.length >= keepEvery) await keepFinished();
    else if (finished.length > 0) keepSoon();
  };

  const count = (id: string, state: keyof TestSummary, diagnosis: TestItem['diagnosis']) => {
    summary[state] += 1;
    report({ id, state, diagnosis });
  };

  for (const id of ids) report({ id, state: 'waiting', diagnosis: null });
  const lane = async () => {
    for (let id = waiting.shift(); id !== undefined && trouble.length === 0; id = waiting.shift()) await one(id);
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(atOnce, ids.length) }, lane));
  await keepFinished();
  for (const result of lanes) if (result.status === 'rejected') throw result.reason;
  if (trouble.length > 0) throw trouble[0];
  if (signal.aborted) throw fail('job.cancelled');
  return summary;
}
