import type { z } from 'zod';
import type { Caller } from './authorization/caller';
import { fail, failureOf } from './base/failure';
import type { Randomness } from './base/ports';
import {
  contract,
  isJob,
  isOperation,
  type Answer,
  type JobEvent,
  type JobItem,
  type JobName,
  type OperationName,
  type Output,
} from './contract/contract';
import type { Audience, Operation } from './contract/operation';

export interface CallContext<O extends OperationName = OperationName> {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** Writes one line to the audit log under the operation's action. An operation that never calls it gets one line from the door. */
  readonly audit: (subject: string, outcome: string) => Promise<void>;
  /** Names what the door's own audit line is about. */
  readonly about: (subject: string) => void;
  /** Reports one item of a job. */
  readonly report: O extends JobName ? (item: JobItem<O>) => void : never;
}

/** One method per row of the contract. */
export type Handlers = {
  readonly [O in OperationName]: (
    input: z.output<(typeof contract)[O]['input']>,
    context: CallContext<O>,
  ) => Promise<Output<O>>;
};

export interface DoorWorld {
  readonly handlers: Omit<Handlers, 'job.cancel'>;
  /** @throws vault.locked, authorization.needed */
  readonly meet: (operation: Operation, caller: Caller, input: unknown) => void;
  readonly record: (entry: { actor: Audience; action: string; subject: string; outcome: string }) => Promise<void>;
  /** Drops what was granted to a caller that will not come back. */
  readonly forget: (caller: Caller) => void;
  readonly randomness: Randomness;
}

export type JobListener = (callerId: string, event: JobEvent) => void;

/** What a shell puts its transport in front of: it never throws, and serves nothing that the contract does not name. */
export interface Door {
  call(operation: string, input: unknown, caller: Omit<Caller, 'audience'>): Promise<Answer<unknown>>;
  /** Progress of jobs started at this door; the answer unsubscribes. */
  onJob(listener: JobListener): () => void;
  /** Cancels what a caller that went away had started, and drops what it was granted. */
  callerGone(callerId: string): void;
  /** Cancels every job of this door, and waits until they have ended. Feeds go on. */
  endJobs(): Promise<void>;
  endFeeds(): void;
}

export function createDoor(audience: Audience, world: DoorWorld): Door {
  const jobs = new Map<
    string,
    {
      readonly callerId: string;
      readonly isFeed: boolean;
      readonly abort: AbortController;
      readonly ended: Promise<void>;
    }
  >();
  const listeners = new Set<JobListener>();

  async function call(name: string, raw: unknown, from: Omit<Caller, 'audience'>): Promise<Answer<unknown>> {
    const caller = { ...from, audience };
    try {
      if (!isOperation(name)) throw fail('argument.invalid', { where: 'operation' });
      const operation: Operation = contract[name];
      if (operation.audience[audience] === undefined) throw fail('argument.invalid', { where: 'operation' });
      const input = parseInput(operation, raw);
      if (name === 'job.cancel') return { ok: true, value: cancel(input as { jobId: string }, caller.id) };
      if (isJob(name)) return { ok: true, value: await startJob(name, input, caller) };
      return { ok: true, value: await run(name, input, caller, new AbortController().signal, () => {}) };
    } catch (error) {
      return { ok: false, error: failureOf(error) };
    }
  }

  async function run(
    name: OperationName,
    input: unknown,
    caller: Caller,
    signal: AbortSignal,
    report: (item: unknown) => void,
  ): Promise<unknown> {
    let subject = '';
    let lines = 0;
    const audit = async (about: string, outcome: string) => {
      lines += 1;
      await record(name, about, outcome);
    };
    const context = { caller, signal, report, audit, about: (text: string) => void (subject = text) };
    try {
      world.meet(contract[name], caller, input);
      // The handler's type is known only per name; the contract's schema parsed `input` just before.
      const handler = world.handlers[name as keyof DoorWorld['handlers']] as (
        input: unknown,
        context: unknown,
      ) => Promise<unknown>;
      const value = await handler(input, context);
      if (lines === 0) await audit(subject, 'done');
      return value;
    } catch (error) {
      await recordRefusal(name, subject, error);
      throw error;
    }
  }

  async function record(name: OperationName, subject: string, outcome: string): Promise<void> {
    const action = contract[name].audit;
    if (action !== null) await world.record({ actor: audience, action, subject, outcome });
  }

  /** Nothing was done that had to be logged first, and what went wrong matters more to the person than a log that cannot say so. */
  async function recordRefusal(name: OperationName, subject: string, error: unknown): Promise<void> {
    await record(name, subject, failureOf(error).code).catch(() => undefined);
  }

  /** What must be given is checked before the job's id is answered, so that a refusal is an answer and not an event. */
  async function startJob(name: JobName, input: unknown, caller: Caller): Promise<{ jobId: string }> {
    try {
      const running = [...jobs.values()].filter(({ callerId }) => callerId === caller.id);
      if (running.length >= mostJobs) throw fail('job.tooMany', { most: mostJobs });
      world.meet(contract[name], caller, input);
    } catch (error) {
      await recordRefusal(name, '', error);
      throw error;
    }
    const jobId = world.randomness.id();
    const abort = new AbortController();
    const emit = (event: Omit<JobEvent, 'jobId' | 'operation'>) => {
      for (const listener of listeners) {
        try {
          listener(caller.id, { jobId, operation: name, ...event } as JobEvent);
        } catch {
          // Whoever listens may be gone; the job goes on, and what it finds is kept.
        }
      }
    };
    const report = (item: unknown) => emit({ state: 'item', item } as never);
    // The first event must not overtake the answer that tells the caller the job's id.
    const ended = nextTurn()
      .then(() => run(name, input, caller, abort.signal, report))
      .finally(() => jobs.delete(jobId))
      .then(
        (value) => emit({ state: 'done', value } as never),
        (error: unknown) => {
          const failure = failureOf(error);
          emit({ state: failure.code === 'job.cancelled' ? 'cancelled' : 'failed', error: failure } as never);
        },
      );
    jobs.set(jobId, { callerId: caller.id, isFeed: contract[name].kind === 'feed', abort, ended });
    return { jobId };
  }

  function cancel({ jobId }: { jobId: string }, callerId: string): Record<string, never> {
    const job = jobs.get(jobId);
    if (job?.callerId !== callerId) throw fail('job.unknown');
    job.abort.abort();
    return {};
  }

  return {
    call,
    onJob: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    callerGone: (callerId) => {
      for (const job of jobs.values()) if (job.callerId === callerId) job.abort.abort();
      world.forget({ audience, id: callerId });
    },
    endJobs: async () => {
      const ending = [...jobs.values()].filter(({ isFeed }) => !isFeed);
      for (const { abort } of ending) abort.abort();
      await Promise.all(ending.map(({ ended }) => ended));
    },
    endFeeds: () => {
      for (const { isFeed, abort } of jobs.values()) if (isFeed) abort.abort();
    },
  };
}

/** Of one caller at once: whoever starts more does not wait for any. */
const mostJobs = 8;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The message names the field that is wrong and never its value, which may be a secret. */
function parseInput(operation: Operation, raw: unknown): unknown {
  const parsed = operation.input.safeParse(raw);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw fail('argument.invalid', { where: path.slice(0, 60) || 'input' });
}
