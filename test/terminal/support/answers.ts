import type { CredentialDetail, CredentialRow, TestSummary } from '../../../core/contract/credentials';
import type { Person } from './person';

/** The modes of `keyhaven init --mode`, and whether they have a passphrase. */
export const modes = [
  ['keychain', false],
  ['keychain-and-passphrase', true],
  ['passphrase', true],
] as const;

export const passphrase = 'kh-test several words to remember';

export const recoveryCodeIn = (screen: string): string => /(?:[0-9A-Z]{4}[- ]){7}[0-9A-Z]{4}/.exec(screen)?.[0] ?? '';

/** A vault that opens with the keychain, made without a terminal. @returns its recovery code */
export async function makesVault(person: Person): Promise<string> {
  const { recoveryCode } = await person.json<{ recoveryCode: string }>(['init', '--mode', 'keychain']);
  return recoveryCode;
}

export const keysOf = (person: Person): Promise<CredentialRow[]> => person.json<CredentialRow[]>(['list']);
export const keyOf = (person: Person, label: string): Promise<CredentialDetail> =>
  person.json<CredentialDetail>(['show', label]);

export type TestAnswer = TestSummary & { results: Pick<CredentialRow, 'label' | 'state'>[] };
