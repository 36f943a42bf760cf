import { fail, KeyhavenError } from '../core/base/failure';
import type { CallName, Input, JobEvent, JobItem, JobName, Output as Answered } from '../core/contract/contract';
import type { VaultFreeze } from '../core/contract/words';
import { passphraseGiven, type PassphraseOptions } from './given-passphrase';
import { createOutput, type Output } from './output';
import { homeOf, openPlace, type Place, type Surroundings, type Where } from './place';
import { styleFor, type Style } from './style';
import { ask } from './terminal';

export interface GlobalOptions extends PassphraseOptions {
  readonly json?: boolean;
  readonly evaluation?: boolean;
}

/** One command's time with Keyhaven: calls that throw the door's failures, and the person's answers. */
export interface Session {
  readonly output: Output;
  readonly style: Style;
  readonly options: GlobalOptions;
  /** The data folder, absolute. */
  readonly home: string;
  readonly surroundings: Surroundings;
  /** The server that answers this command; null where it does everything itself. */
  server(): Promise<Place['server']>;
  /** Settles when the server is gone. */
  gone(): Promise<void>;
  call<O extends CallName>(operation: O, input: Input<O>): Promise<Answered<O>>;
  run<O extends JobName>(operation: O, input: Input<O>, onItem: (item: JobItem<O>) => void): Promise<Answered<O>>;
  /**
   * Makes sure that the vault is open. Here it is unlocked, asking for the passphrase where it needs one; at a server that
   * is for a person to do, with `keyhaven unlock`. @throws vault.none, vault.locked, keychain.*, …
   */
  open(): Promise<void>;
  /** Unlocks a locked vault, wherever it is. */
  unlock(signal?: AbortSignal): Promise<void>;
  /** The passphrase from its option, else asked on the terminal, once. @throws authorization.noTerminal, job.cancelled */
  passphrase(question: string, signal?: AbortSignal): Promise<string>;
  /** The passphrase where it is known without asking. */
  knownPassphrase(): string | undefined;
  /** Before anything is asked or opened: standard input is for one secret at most. @throws usage.badOption when it is taken already */
  claimStandardInput(): void;
  /** The whole of standard input. @throws intake.tooLong */
  readStandardInput(): Promise<string>;
  close(): Promise<void>;
}

/** What a vault that opened frozen means, for whoever opened it. */
export const freezeNotes = {
  fellBack: 'The newest vault file is damaged: this is an older one. Newer changes are missing.',
  epoch:
    'This vault file is older than this computer knows of: somebody put back an older copy. Changes since are missing; what was revoked since may look valid again.',
} as const satisfies Record<VaultFreeze, string>;

const standardInput = 0;
const inputLimit = 65_536;

/** `where` also a place that is open already. */
export function createSession(where: Where | Place, options: GlobalOptions, surroundings: Surroundings): Session {
  const home = homeOf(options);
  const output = createOutput(options.json === true);
  let given: string | undefined;
  let opened: Promise<Place> | undefined;

  const place = () =>
    (opened ??= typeof where === 'string' ? openPlace(where, home, surroundings) : Promise.resolve(where));

  async function callAny(operation: string, input: unknown): Promise<unknown> {
    const answer = await (await place()).call(operation, input);
    if (!answer.ok) throw new KeyhavenError(answer.error);
    return answer.value;
  }

  async function follow(operation: JobName, input: unknown, onItem: (item: unknown) => void): Promise<unknown> {
    const at = await place();
    // The first events may arrive together with the answer that tells the job's id.
    const early: JobEvent[] = [];
    let take = (event: JobEvent) => void early.push(event);
    const unsubscribe = at.onJob((event) => take(event));
    let cancel = () => {};
    try {
      const { jobId } = (await callAny(operation, input)) as { jobId: string };
      cancel = () => void callAny('job.cancel', { jobId }).catch(() => {});
      process.once('SIGINT', cancel);
      return await new Promise((resolve, reject) => {
        void at.gone.then(() => reject(fail('control.gone')));
        take = (event) => {
          if (event.jobId !== jobId) return;
          if (event.state === 'item') onItem(event.item);
          else if (event.state === 'done') resolve(event.value);
          else reject(new KeyhavenError(event.error));
        };
        early.forEach(take);
      });
    } finally {
      process.off('SIGINT', cancel);
      unsubscribe();
    }
  }

  const session: Session = {
    output,
    style: styleFor(process.stdout, process.env),
    options,
    home,
    surroundings,
    server: async () => (await place()).server,
    gone: async () => (await place()).gone,
    call: async (operation, input) => (await callAny(operation, input)) as Answered<typeof operation>,
    run: async (operation, input, onItem) =>
      (await follow(operation, input, onItem as (item: unknown) => void)) as Answered<typeof operation>,

    open: async () => {
      const { state } = await session.call('vault.status', {});
      if (state === 'open') return;
      if (state === 'locked' && (await session.server()) !== null) throw fail('vault.locked');
      await session.unlock();
    },

    unlock: async (signal) => {
      const { state, mode } = await session.call('vault.status', {});
      if (state === 'none') throw fail('vault.none');
      const passphrase = mode === 'keychain' ? {} : { passphrase: await session.passphrase('Passphrase: ', signal) };
      const { frozen } = await session.call('vault.unlock', passphrase);
      if (frozen !== null) output.note(freezeNotes[frozen]);
    },

    knownPassphrase: () => (given ??= passphraseGiven(options)),
    passphrase: async (question, signal) =>
      (given = session.knownPassphrase() ?? (await ask(question, { hidden: true, ...(signal && { signal }) }))),

    claimStandardInput: () => {
      if (options.passphraseFd === standardInput) {
        throw fail('usage.badOption', {
          why: 'Standard input holds the passphrase already; it cannot hold a second secret',
        });
      }
    },

    readStandardInput: async () => {
      let text = '';
      for await (const chunk of process.stdin.setEncoding('utf8') as AsyncIterable<string>) {
        text += chunk;
        if (text.length > inputLimit) throw fail('intake.tooLong', { length: text.length, limit: inputLimit });
      }
      return text;
    },

    close: async () => {
      // Where it could not be opened, the command has said so.
      const closing = opened;
      opened = undefined;
      await closing?.then(
        (place) => place.close(),
        () => undefined,
      );
    },
  };
  return session;
}
