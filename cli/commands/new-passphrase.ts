import type { Command } from 'commander';
import { fail } from '../../core/base/failure';
import { passphraseFromFile } from '../given-passphrase';
import { ask } from '../terminal';

export const withNewPassphrase = (command: Command): Command =>
  command.option('--new-passphrase-file <file>', 'the new passphrase, in a file that only you can read');

/** A passphrase to take the place of the present one; typed twice where it is typed, since nobody sees it. @throws usage.badOption */
export async function replacement({ newPassphraseFile: file }: Readonly<Record<string, unknown>>): Promise<string> {
  if (typeof file === 'string') return passphraseFromFile(file);
  const typed = await ask('New passphrase: ', { hidden: true });
  if ((await ask('The same again: ', { hidden: true })) !== typed)
    throw fail('usage.badOption', { why: 'The two passphrases are not the same' });
  return typed;
}
