/** The OS credential store in five lines, so that keytar (archived) can be replaced. Calls are made one after another. */
export interface KeychainPort {
  /** null means unknown, not absent: keytar answers null for a locked keyring too. Throws where there is no service. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<boolean>;
}
