import { Option, type Command } from 'commander';
import { fail } from '../../core/base/failure';
import type { OpenMode } from '../../core/contract/words';
import type { Session } from '../session';
import { ask, hasTerminal } from '../terminal';

/** How a vault opens, as `--mode` names it; the first is what Enter chooses. */
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

export const withMode = (command: Command): Command =>
  command.addOption(new Option('--mode <mode>', 'how the vault opens').choices(Object.keys(modes)));

/** The mode of `--mode`, which commander has checked. */
export const modeNamed = (name: unknown): OpenMode | undefined => modes[String(name)]?.mode;

/** Asks for the mode on the terminal. @throws usage.badOption where nobody can be asked */
export async function askMode({ output }: Session): Promise<OpenMode> {
  if (!hasTerminal()) throw fail('usage.badOption', { why: 'Say how the vault opens with --mode' });
  const rows = Object.values(modes);
  output.note('How shall the vault open?');
  rows.forEach(({ text }, index) => output.note(`  ${String(index + 1)}  ${text}`));
  const answer = (await ask('1, 2 or 3 [1]: ')).trim() || '1';
  const row = rows[Number(answer) - 1];
  if (row === undefined) throw fail('usage.badOption', { why: 'That is none of the three' });
  return row.mode;
}

/** A new passphrase where the mode has one; typed twice, since nobody sees it. @throws usage.badOption */
export async function newPassphrase(session: Session, mode: OpenMode): Promise<{ passphrase?: string }> {
  if (mode === 'keychain') return {};
  const { passphraseFile, passphraseFd } = session.options;
  const passphrase = await session.passphrase('New passphrase: ');
  const typed = passphraseFile === undefined && passphraseFd === undefined;
  if (typed && (await ask('The same again: ', { hidden: true })) !== passphrase) {
    throw fail('usage.badOption', { why: 'The two passphrases are not the same' });
  }
  return { passphrase };
}
