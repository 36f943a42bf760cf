import { KeyhavenError } from '../base/failure';
import { instantOf } from '../base/instants';
import { systemRandomness } from '../base/random';
import { createAuthorization } from './authorization';

export const passphrase = 'kh-test-passphrase';
export const minuteMs = 60_000;

export interface Given {
  readonly hasPassphrase?: boolean;
  readonly hasWindow?: boolean;
  /** What the person says in a dialog. */
  readonly answer?: boolean | Promise<boolean>;
}

/** Fresh authorization with a clock that is set by hand, a person who answers, and an account of what was shown. */
export function authorizationWith({ hasPassphrase = true, hasWindow = false, answer = true }: Given = {}) {
  const time = { wallMs: Date.UTC(2026, 10, 24), monotonicMs: 5000 };
  const asked: { title: string; detail: string }[] = [];
  let shown = 0;
  const authorization = createAuthorization({
    clock: { now: () => instantOf(time.wallMs), monotonicMs: () => time.monotonicMs },
    randomness: systemRandomness,
    showWindow: hasWindow ? () => (shown += 1) : null,
    approvalsChanged: () => {},
    wrongAttempts: { read: async () => ({ wrong: 0, agoMs: 0 }), write: async () => {} },
    hasPassphrase: () => hasPassphrase,
    passphraseOpens: async (given) => given === passphrase,
    confirmation: {
      confirm: async (question) => {
        asked.push(question);
        return answer;
      },
    },
  });
  const pass = (ms: number) => {
    time.wallMs += ms;
    time.monotonicMs += ms;
  };
  return { authorization, time, pass, asked, shown: () => shown };
}

/** `allowed`, or the code of the refusal. */
export const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'allowed',
    (error: unknown) => (error instanceof KeyhavenError ? error.code : 'unexpected'),
  );
