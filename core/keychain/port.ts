/** The OS credential store in five lines, so that keytar (archived) can be replaced. Calls are made one after another. */
export interface KeychainPort {
  /** null means unknown, not absent: keytar answers null for a locked keyring too. Throws where there is no service. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  /** false means unknown as well: keytar answers false for a locked keyring. */
  delete(name: string): Promise<boolean>;
}

/** Thrown by a port whose service took the call and did not answer it: frozen, or waiting for a person. */
export class KeychainSilence extends Error {
  override readonly name = 'KeychainSilence';

  constructor() {
    super('the keychain service did not answer');
  }
}
