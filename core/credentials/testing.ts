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

/** Tests credentials side by side, reports each, and keeps what is finished also when it is cancelled half way. */
export async function testCredentials({ ids, signal, test, keep, report }: TestRun): Promise<TestSummary> {
  const summary = { works: 0, fails: 0, cancelled: 0 };
  const waiting = [...ids];
  // Node takes more than ten listeners on one signal for a leak and says so on the terminal.
  setMaxListeners(atOnce, signal);
  let finished: { id: string; outcome: TestOutcome }[] = [];

  const keepFinished = async () => {
    const outcomes = finished;
    finished = [];
    if (outcomes.length > 0) await keep(outcomes);
  };

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
  };

  const count = (id: string, state: keyof TestSummary, diagnosis: TestItem['diagnosis']) => {
    summary[state] += 1;
    report({ id, state, diagnosis });
  };

  for (const id of ids) report({ id, state: 'waiting', diagnosis: null });
  const lane = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await one(id);
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(atOnce, ids.length) }, lane));
  await keepFinished();
  for (const result of lanes) if (result.status === 'rejected') throw result.reason;
  if (signal.aborted) throw fail('job.cancelled');
  return summary;
}
