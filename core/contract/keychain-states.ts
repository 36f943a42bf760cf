import type { KeychainTrouble } from './words';

/**
 * Every state in which a locked vault can meet its keychain. In none of them is anything written over the vault file or
 * its entry, and none leads to a new root key: only a person who types the recovery code does. A state is found anew at
 * every try, so each leads to each: what a person does outside is what changes it.
 */
export interface KeychainState {
  /** What is known of this vault's entry. `unknown` is never `gone`: keytar answers null for both. */
  readonly entry: 'there' | 'gone' | 'another' | 'unknown';
  /** Whether a new entry could be kept now. Where not, the recovery code leads to a vault that opens with a passphrase. */
  readonly keeps: boolean;
  /** What a person does first; the other way stands beside it. */
  readonly first: 'unlock' | 'tryAgain' | 'recoveryCode';
}

export const keychainStates = {
  works: { entry: 'there', keeps: true, first: 'unlock' },
  locked: { entry: 'unknown', keeps: false, first: 'tryAgain' },
  noCollection: { entry: 'unknown', keeps: false, first: 'tryAgain' },
  noService: { entry: 'unknown', keeps: false, first: 'tryAgain' },
  noAnswer: { entry: 'unknown', keeps: false, first: 'tryAgain' },
  lost: { entry: 'gone', keeps: true, first: 'recoveryCode' },
  wrongEntry: { entry: 'another', keeps: true, first: 'recoveryCode' },
} as const satisfies Record<'works' | KeychainTrouble, KeychainState>;
