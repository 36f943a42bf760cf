import type { KeychainTrouble } from '../contract/words';

export type KeychainAnswer =
  { readonly state: 'found'; readonly value: string } | { readonly state: Exclude<KeychainTrouble, 'wrongEntry'> };

/** The keychain as the vault sees it: every answer is a value or a named trouble, never a bare null. */
export interface Keychain {
  /** On null it probes with a random entry (write, read, delete) and decides by which call fails. */
  read(name: string): Promise<KeychainAnswer>;
  /** Writes, then reads back. @throws keychain.locked, .noCollection, .noService, .noAnswer, .readBack */
  write(name: string, value: string): Promise<void>;
  /** Removes one of our entries; one that is not there is no error. @throws keychain.* */
  remove(name: string): Promise<void>;
}
