import type { Instant } from '../base/instants';
import type { KeychainTrouble, OpenMode } from '../contract/words';

/** Last line of the audit log as it was when the vault was saved. */
export interface AuditHead {
  readonly sequence: number;
  readonly mac: string;
}

/** The parts of the sealed index, one per room of core. The vault keeps them as JSON and knows nothing of their insides. */
export const vaultRooms = ['credentials', 'settings', 'grants', 'ledger', 'rotation'] as const;
export type VaultRoom = (typeof vaultRooms)[number];

export interface VaultChange {
  readonly rooms?: Partial<Record<VaultRoom, unknown>>;
  /** `purpose` is bound into the encryption: a secret sealed for one purpose does not open under another. */
  readonly putSecrets?: readonly { readonly id: string; readonly purpose: string; readonly plain: Uint8Array }[];
  readonly removeSecrets?: readonly string[];
}

export interface VaultState {
  readonly state: 'none' | 'locked' | 'open';
  readonly mode: OpenMode | null;
  readonly trouble: KeychainTrouble | null;
  readonly recoveryConfirmed: boolean | null;
  readonly fellBack: boolean;
  readonly created: Instant | null;
}

/** The vault: one sealed index, one ciphertext per secret, three slots that open them. Errors: vault.*, keychain.* */
export interface Vault {
  /** Reads the header only; `probeKeychain` also asks the keychain why it would not open (may block while the keychain asks the person). */
  status(options?: { probeKeychain?: boolean }): Promise<VaultState>;
  create(how: { mode: OpenMode; passphrase?: string }): Promise<{ recoveryCode: string }>;
  unlock(how: { passphrase?: string }): Promise<void>;
  /** Opens with the recovery code and makes the other slots anew. */
  recover(how: { code: string; mode: OpenMode; passphrase?: string }): Promise<void>;
  /** @throws vault.wrongRecoveryCode */
  confirmRecovery(code: string): Promise<void>;
  /** Wipes every key and lets the one-writer lock go. */
  lock(): Promise<void>;
  /** Whether this passphrase opens the vault; only modes with a passphrase can say. */
  checkPassphrase(passphrase: string): Promise<boolean>;
  /** A deep copy of one room's part; undefined while nothing was saved there. @throws vault.locked */
  room(name: VaultRoom): unknown;
  /** One atomic save of everything in `change`; saves run one after another. */
  save(change: VaultChange): Promise<void>;
  /** The decrypted secret; whoever asks wipes it (`fill(0)`) after use. */
  secret(id: string, purpose: string): Promise<Uint8Array>;
  /** Derived from the data key, for the audit log's MACs. @throws vault.locked */
  auditKey(): Uint8Array;
  anchoredHead(): AuditHead | null;
  /** Asked at every save and at lock for the head to anchor. */
  setAnchor(head: () => AuditHead | null): void;
}
