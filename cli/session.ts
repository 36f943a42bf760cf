import { join } from 'node:path';
import { fail, KeyhavenError } from '../core/base/failure';
import type { CallName, Input, JobItem, JobName, Output as Answered } from '../core/contract/contract';
import type { AuthorizationKind, VaultFreeze } from '../core/contract/words';
import type { Keyhaven } from '../core/keyhaven';
import { createOutput, type Output } from './output';
import { styleFor, type Style } from './style';
import { ask, passphraseFromDescriptor, passphraseFromFile } from './terminal';

export interface GlobalOptions {
  readonly json?: boolean;
  readonly evaluation?: boolean;
  readonly passphraseFile?: string;
  readonly passphraseFd?: number;
}

/** One command's time with Keyhaven: calls that throw the door's failures, and the person's answers. */
export interface Session {
  readonly output: Output;
  readonly style: Style;
  readonly options: GlobalOptions;
  call<O extends CallName>(operation: O, input: Input<O>): Promise<Answered<O>>;
  run<O extends JobName>(operation: O, input: Input<O>, onItem: (item: JobItem<O>) => void): Promise<Answered<O>>;
  /** Opens the vault, asking for the passphrase where it needs one. @throws vault.none, keychain.*, … */
  open(): Promise<void>;
  authorize(kind: AuthorizationKind): Promise<void>;
  /** The passphrase from its option, else asked on the terminal. */
  passphrase(question: string): Promise<string>;
  /** Before anything is asked or opened: standard input is for one secret at most. @throws usage.badOption when it is taken already */
  claimStandardInput(): void;
  /** The whole of standard input. @throws intake.tooLong */
  readStandardInput(): Promise<string>;
}

const freezeNotes = {
  fellBack: 'The newest vault file is damaged: this is an older one. Newer changes are missing.',
  epoch:
    'This vault file is older than this computer knows of: somebody put back an older copy. Changes since are missing; what was revoked since may look valid again.',
} as const satisfies Record<VaultFreeze, string>;

const caller = { id: `terminal ${String(process.pid)}` };
const standardInput = 0;
const inputLimit = 65_536;

export function createSession(keyhaven: Keyhaven, options: GlobalOptions): Session {
  const door = keyhaven.door('terminal');
  const output = createOutput(options.json === true);
  let given: string | undefined;

  async function callAny(operation: string, input: unknown): Promise<unknown> {
    const answer = await door.call(operation, input, caller);
    if (!answer.ok) throw new KeyhavenError(answer.error);
    return answer.value;
  }

  const session: Session = {
    output,
    style: styleFor(process.stdout, process.env),
    options,
    call: async (operation, input) => (await callAny(operation, input)) as Answered<typeof operation>,

    run: async (operation, input, onItem) => {
      const started = (await callAny(operation, input)) as { jobId: string };
      return new Promise((resolve, reject) => {
        const cancel = () => void callAny('job.cancel', { jobId: started.jobId }).catch(() => {});
        process.once('SIGINT', cancel);
        const unsubscribe = door.onJob((_callerId, event) => {
          if (event.jobId !== started.jobId) return;
          if (event.state === 'item') {
            onItem(event.item as JobItem<typeof operation>);
            return;
          }
          process.off('SIGINT', cancel);
          unsubscribe();
          if (event.state === 'done') resolve(event.value as Answered<typeof operation>);
          else reject(new KeyhavenError(event.error));
        });
      });
    },

    open: async () => {
      const { state, mode } = await session.call('vault.status', {});
      if (state === 'open') return;
      if (state === 'none') throw fail('vault.none');
      const passphrase = mode === 'keychain' ? {} : { passphrase: await session.passphrase('Passphrase: ') };
      const { frozen } = await session.call('vault.unlock', passphrase);
      if (frozen !== null) output.note(freezeNotes[frozen]);
    },

    authorize: async (kind) => {
      const { method } = await session.call('authorization.method', {});
      const passphrase = method === 'passphrase' ? { passphrase: await session.passphrase('Passphrase: ') } : {};
      await session.call('authorization.give', { kind, ...passphrase });
    },

    passphrase: async (question) => (given ??= givenPassphrase(options) ?? (await ask(question, { hidden: true }))),

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
  };
  return session;
}

/** By option, or from systemd's credentials folder (LoadCredential=keyhaven-passphrase:…). */
function givenPassphrase({ passphraseFile, passphraseFd }: GlobalOptions): string | undefined {
  if (passphraseFile !== undefined && passphraseFd !== undefined) {
    throw fail('usage.badOption', { why: 'Give either --passphrase-file or --passphrase-fd' });
  }
  if (passphraseFile !== undefined) return passphraseFromFile(passphraseFile);
  if (passphraseFd !== undefined) return passphraseFromDescriptor(passphraseFd);
  const credentials = process.env.CREDENTIALS_DIRECTORY;
  if (credentials === undefined) return undefined;
  try {
    return passphraseFromFile(join(credentials, 'keyhaven-passphrase'));
  } catch {
    return undefined;
  }
}
