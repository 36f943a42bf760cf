import type { Door } from '../../core/door';
import {
  contract,
  type CallName,
  type Input,
  type JobEvent,
  type JobItem,
  type JobName,
  type Output,
} from '../../core/contract/contract';
import type { ErrorCode } from '../../core/base/errors';

/** A person at a door, in tests: every answer is held against the contract's own output schema. */
export function personAt(door: Door, id = 'test') {
  const caller = { id };

  async function ask<O extends CallName>(operation: O, input: Input<O>): Promise<Output<O>> {
    const answer = await door.call(operation, input, caller);
    if (!answer.ok) throw new Error(`${operation}: ${answer.error.code}`);
    return contract[operation].output.parse(answer.value) as Output<O>;
  }

  /** The code of a refusal, which must say what happened and what to do next in words that a person can read. */
  async function refused(operation: CallName | JobName, input: unknown): Promise<ErrorCode> {
    const answer = await door.call(operation, input, caller);
    if (answer.ok) throw new Error(`${operation} was answered`);
    const { code, message, hint } = answer.error;
    for (const text of [message, hint]) {
      if (!/^\S.+\.$/.test(text)) throw new Error(`${code}: “${text}” is no sentence`);
      if (/[{}/\\]|undefined|kh-?test/i.test(text)) throw new Error(`${code}: “${text}” shows what it must not`);
    }
    return code;
  }

  /** Runs a job to its end; `onItem` may answer with a promise that cancels it by calling `cancel`. */
  async function run<O extends JobName>(
    operation: O,
    input: Input<O>,
    onItem: (item: JobItem<O>, cancel: () => void) => void = () => {},
  ): Promise<{ items: JobItem<O>[]; end: Exclude<JobEvent['state'], 'item'>; value: Output<O> | null }> {
    const items: JobItem<O>[] = [];
    let jobId = '';
    const ended = new Promise<JobEvent>((resolve) => {
      const stop = door.onJob((_caller, event) => {
        if (event.jobId !== jobId) return;
        if (event.state === 'item') {
          const item = contract[operation].item.parse(event.item) as JobItem<O>;
          items.push(item);
          onItem(item, () => void door.call('job.cancel', { jobId }, caller));
        } else {
          stop();
          resolve(event);
        }
      });
    });
    const answer = await door.call(operation, input, caller);
    if (!answer.ok) throw new Error(`${operation}: ${answer.error.code}`);
    ({ jobId } = answer.value as { jobId: string });
    const event = await ended;
    if (event.state === 'item') throw new Error('an item is no end');
    const value = event.state === 'done' ? (contract[operation].output.parse(event.value) as Output<O>) : null;
    return { items, end: event.state, value };
  }

  return { ask, refused, run };
}
