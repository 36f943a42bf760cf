import { useSyncExternalStore } from 'react';
import type { JobEvent } from '../../core/contract/contract';
import type { TestItem, TestSummary } from '../../core/contract/credentials';
import type { Diagnosis } from '../../core/contract/words';
import { failureOf, keyhaven, valueOf, type Failure } from './bridge';
import { keysChanged, noticeLock } from './queries';

/** One run of the permission test over one key or many. There is at most one at a time in this window. */
export interface TestRun {
  readonly state: 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly total: number;
  readonly finished: number;
  readonly fails: number;
  readonly items: ReadonlyMap<string, TestItem['state']>;
  readonly summary: TestSummary | null;
  readonly failure: Failure | null;
  /** Set where one key is tried at a sibling of its exchange. */
  readonly trying: { readonly id: string; readonly exchange: string; readonly diagnosis: Diagnosis | null } | null;
}

const idle: TestRun = {
  state: 'idle',
  total: 0,
  finished: 0,
  fails: 0,
  items: new Map(),
  summary: null,
  failure: null,
  trying: null,
};

let run = idle;
let jobId: string | null = null;
let frame = 0;
const listeners = new Set<() => void>();
const endListeners = new Set<(run: TestRun) => void>();

function show(next: TestRun): void {
  run = next;
  // Ten thousand items can report within a second; the screen needs one update a frame.
  if (frame === 0) {
    frame = requestAnimationFrame(() => {
      frame = 0;
      for (const listener of listeners) listener();
    });
  }
}

function end(state: 'done' | 'failed' | 'cancelled', ending: Partial<TestRun>): void {
  show({ ...run, ...ending, state });
  jobId = null;
  for (const listener of endListeners) listener(run);
  void keysChanged();
}

const isEnd = (state: TestItem['state']) => state !== 'waiting' && state !== 'running';

function hear(event: JobEvent): void {
  if (event.operation !== 'credential.test' && event.operation !== 'credential.tryAs') return;
  // Events can come before the answer that tells the job's id.
  if (run.state !== 'running' || (jobId !== null && event.jobId !== jobId)) return;
  jobId = event.jobId;
  if (event.state === 'item') {
    const { id, state, diagnosis } = event.item;
    const ended = isEnd(state) && !isEnd(run.items.get(id) ?? 'waiting');
    (run.items as Map<string, TestItem['state']>).set(id, state);
    show({
      ...run,
      finished: run.finished + (ended ? 1 : 0),
      fails: run.fails + (ended && state === 'fails' ? 1 : 0),
      trying: run.trying === null ? null : { ...run.trying, diagnosis },
    });
  } else if (event.state === 'done') end('done', { summary: event.value });
  else end(event.state, { failure: event.error });
}

keyhaven.onJob(hear);

/**
 * Tests these keys. Answers when the job is under way; the rest is told through `useTestRun`.
 * @param more `probeTrade`: the person agreed that where an exchange does not tell rights, the right to trade is tried too
 */
export function startTest(ids: readonly string[], more: { readonly probeTrade?: true } = {}): Promise<void> {
  return start(ids, null, () => keyhaven.credential.test({ ids: [...ids], ...more }));
}

/** Tries one key at a sibling of its exchange, where it moves if it works there. Told like a test. */
export function startTry(id: string, exchange: string): Promise<void> {
  return start([id], { id, exchange, diagnosis: null }, () => keyhaven.credential.tryAs({ id, exchange }));
}

async function start(
  ids: readonly string[],
  trying: TestRun['trying'],
  begin: () => ReturnType<typeof keyhaven.credential.test>,
): Promise<void> {
  if (run.state === 'running' || ids.length === 0) return;
  jobId = null;
  show({ ...idle, trying, state: 'running', total: ids.length, items: new Map(ids.map((id) => [id, 'waiting'])) });
  try {
    const started = await valueOf(begin());
    jobId ??= started.jobId;
  } catch (error) {
    noticeLock(error);
    end('failed', { failure: failureOf(error) });
  }
}

export async function cancelTest(): Promise<void> {
  if (jobId !== null) await keyhaven.job.cancel({ jobId });
}

/** Forgets the last run, at lock. */
export function forgetTest(): void {
  jobId = null;
  show(idle);
}

export function onTestEnd(listener: (run: TestRun) => void): () => void {
  endListeners.add(listener);
  return () => endListeners.delete(listener);
}

export function useTestRun(): TestRun {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => run,
  );
}
