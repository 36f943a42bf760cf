import { fail } from '../base/failure';
import { epochMsOf, instantOf, minuteMs } from '../base/instants';
import type { Clock, Randomness } from '../base/ports';
import type { Approval } from '../contract/approvals';

export interface ApprovalsWorld {
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Brings the window to the front: somebody waits for an answer. */
  readonly show: () => void;
  readonly changed: () => void;
}

export type Question = Pick<Approval, 'kind' | 'about' | 'program'>;

/** A question of another program that waits for an answer in the window. One at a time. */
export interface Approvals {
  /** `withdrawn`: the program gave up, or the vault was locked. No answer in time is a no. */
  ask(question: Question, signal: AbortSignal): Promise<'allowed' | 'refused' | 'withdrawn'>;
  list(): Approval[];
  /** @throws approval.unknown */
  mustWait(id: string): void;
  /** @throws approval.unknown */
  answer(id: string, allow: boolean): void;
}

const waitsMs = 2 * minuteMs;

export function createApprovals({ clock, randomness, show, changed }: ApprovalsWorld): Approvals {
  type Ending = 'allowed' | 'refused' | 'withdrawn';
  let waiting: { readonly approval: Approval; readonly end: (ending: Ending) => void } | null = null;

  function waitingFor(id: string) {
    if (waiting?.approval.id !== id) throw fail('approval.unknown');
    return waiting;
  }

  return {
    ask: (question, signal) =>
      new Promise((resolve) => {
        const asked = clock.now();
        const approval = { id: randomness.id(), ...question, asked, until: instantOf(epochMsOf(asked) + waitsMs) };
        const end = (ending: Ending) => {
          if (waiting?.approval !== approval) return;
          waiting = null;
          clearTimeout(timer);
          changed();
          resolve(ending);
        };
        const timer = setTimeout(() => end('refused'), waitsMs);
        timer.unref();
        signal.addEventListener('abort', () => end('withdrawn'), { once: true });
        waiting = { approval, end };
        changed();
        show();
      }),
    list: () => (waiting === null ? [] : [waiting.approval]),
    mustWait: (id) => void waitingFor(id),
    answer: (id, allow) => waitingFor(id).end(allow ? 'allowed' : 'refused'),
  };
}
