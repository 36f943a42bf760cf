import { Option } from 'commander';
import { fail } from '../../core/base/failure';
import type { OpenMode } from '../../core/contract/words';
import type { Session } from '../session';
import { ask, hasTerminal } from '../terminal';
import type { CliCommand } from './command';

const modes: Readonly<Record<string, { mode: OpenMode; text: string }>> = {
  'keychain-and-passphrase': {
    mode: 'keychainAndPassphrase',
    text: 'keychain and passphrase (recommended): a thief needs this computer’s keychain and what you know',
  },
  keychain: {
    mode: 'keychain',
    text: 'keychain: opens whenever you are logged in; any program of yours could ask the keychain too',
  },
  passphrase: { mode: 'passphrase', text: 'passphrase only: for computers without a keychain' },
};

export const init: CliCommand = {
  name: 'init',
  summary: 'make a new vault',
  describe: (command) =>
    command.addOption(new Option('--mode <mode>', 'how the vault opens').choices(Object.keys(modes))),
  async run(session, _args, options) {
    const { state } = await session.call('vault.status', {});
    if (state !== 'none') throw fail('vault.exists');
    const mode = await chooseMode(session, options['mode'] as string | undefined);
    const passphrase = mode === 'keychain' ? {} : { passphrase: await newPassphrase(session) };
    const { recoveryCode } = await session.call('vault.create', { mode, ...passphrase });
    session.output.value({ recoveryCode }, () =>
      [
        'The vault is made. This is its recovery code, shown this once:',
        '',
        `    ${session.style.bold(recoveryCode)}`,
        '',
        'Write it down and keep it away from this computer. With it the vault opens when the keychain or the passphrase is lost.',
      ].join('\n'),
    );
    if (!session.output.json && hasTerminal()) await confirmRecovery(session);
    return 'ok';
  },
};

async function chooseMode(session: Session, named: string | undefined): Promise<OpenMode> {
  const chosen = named ?? (hasTerminal() ? await askMode(session) : undefined);
  const row = chosen === undefined ? undefined : modes[chosen];
  if (row === undefined) throw fail('usage.badOption', { why: 'Say how the vault opens with --mode' });
  return row.mode;
}

async function askMode(session: Session): Promise<string | undefined> {
  const names = Object.keys(modes);
  session.output.note('How shall the vault open?');
  names.forEach((name, index) => session.output.note(`  ${String(index + 1)}  ${modes[name]?.text ?? ''}`));
  const answer = (await ask('1, 2 or 3 [1]: ')).trim() || '1';
  return names[Number(answer) - 1];
}

async function newPassphrase(session: Session): Promise<string> {
  const { passphraseFile, passphraseFd } = session.options;
  const passphrase = await session.passphrase('New passphrase: ');
  const typed = passphraseFile === undefined && passphraseFd === undefined;
  if (typed && (await ask('The same again: ', { hidden: true })) !== passphrase) {
    throw fail('usage.badOption', { why: 'The two passphrases are not the same' });
  }
  return passphrase;
}

/** Three tries; after that the vault is there all the same, and says that the code was not confirmed. */
async function confirmRecovery(session: Session): Promise<void> {
  for (let tries = 3; tries > 0; tries -= 1) {
    const code = await ask('Type the recovery code to confirm it (Enter to do it later): ');
    if (code.trim() === '') break;
    try {
      await session.call('vault.confirmRecovery', { code });
      return session.output.note('Confirmed.');
    } catch {
      session.output.note('That is not the code.');
    }
  }
  session.output.note('Not confirmed. `keyhaven confirm` asks for it again.');
}
