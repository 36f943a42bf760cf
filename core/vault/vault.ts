import type { Instant } from '../base/instants';
import type { KeychainTrouble, OpenMode, VaultFreeze } from '../contract/words';

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

/** The audit key that was in use up to a line of the log, which can be verified with it alone. */
export interface FormerAuditKey {
  /** Sequence of the last line under this key. */
  readonly upTo: number;
  readonly key: Uint8Array;
}

/** What copies of the vault file that were made before a moment still open with, although the vault does not any more. */
export interface OldCopies {
  readonly before: Instant;
  readonly opensWith: OpenMode | 'recoveryCode';
  /** Whoever opens such a copy can open today's file too: the data key is still the same. */
  readonly opensTodayToo: boolean;
}

export interface VaultState {
  readonly state: 'none' | 'locked' | 'open';
  readonly mode: OpenMode | null;
  readonly trouble: KeychainTrouble | null;
  readonly recoveryConfirmed: boolean | null;
  /** Opened from another generation than the newest file. */
  readonly fellBack: boolean;
  /** Why what the vault grants may be out of date, so that none of it may be used; null where nothing says so, or it is locked. */
  readonly frozen: VaultFreeze | null;
  readonly created: Instant | null;
}

/** One attempt to open; the signal gives it up. */
export interface UnlockAttempt {
  readonly passphrase?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The vault: one sealed index, one ciphertext per secret, three slots that open them. Errors: vault.*, keychain.* */
export interface Vault {
  /** Reads the header only; `probeKeychain` also asks the keychain why it would not open (may block while the keychain asks the person). */
  status(options?: { probeKeychain?: boolean }): Promise<VaultState>;
  create(how: { mode: OpenMode; passphrase?: string }): Promise<{ recoveryCode: string }>;
  /** The signal gives the attempt up: an answer that the keychain gives later opens nothing. @throws keychain.cancelled */
  unlock(attempt: UnlockAttempt): Promise<void>;
  /** Opens with the recovery code and makes the other slots anew. */
  recover(how: { code: string; mode: OpenMode; passphrase?: string }): Promise<void>;
  /** @throws vault.wrongRecoveryCode */
  confirmRecovery(code: string): Promise<void>;
  /** Makes the way of the open mode anew, with a new root key where the keychain has a part in it; the old way opens no kept generation any more. */
  changeOpening(way: { mode: OpenMode; passphrase?: string }): Promise<void>;
  /** A new recovery code; the old one opens no kept generation any more. */
  newRecoveryCode(): Promise<{ recoveryCode: string }>;
  /** Makes everything anew: data key, every ciphertext, root key, recovery code. The older generations go, since the old data key opens them. */
  renewDataKey(how: { passphrase?: string }): Promise<{ recoveryCode: string }>;
  /** Raises the number below which a copy of the vault counts as out of date: after revoking, narrowing, restoring. */
  raiseEpoch(): Promise<void>;
  /** What copies of the file made before a change still open with, the newest change first. @throws vault.locked */
  oldCopies(): OldCopies[];
  /** Wipes every key and lets the one-writer lock go. */
  lock(): Promise<void>;
  /** Of an open vault: whether what is given, and the keychain, would open it now. @throws what `unlock` throws */
  prove(attempt: UnlockAttempt): Promise<void>;
  /** Whether this passphrase opens the vault; only modes with a passphrase can say. */
  checkPassphrase(passphrase: string): Promise<boolean>;
  /** A deep copy of one room's part; undefined while nothing was saved there. @throws vault.locked */
  room(name: VaultRoom): unknown;
  /** The vault's own id, by which its keychain entries are named. @throws vault.locked */
  id(): string;
  /** One atomic save of everything in `change`; saves run one after another. */
  save(change: VaultChange): Promise<void>;
  /** The decrypted secret; whoever asks wipes it (`fill(0)`) after use. */
  secret(id: string, purpose: string): Promise<Uint8Array>;
  /** Derived from the data key, for the audit log's MACs. @throws vault.locked */
  auditKey(): Uint8Array;
  /** The audit keys from before each new data key, in the order of the log. @throws vault.locked */
  formerAuditKeys(): FormerAuditKey[];
  anchoredHead(): AuditHead | null;
  /** Asked at every save and at lock for the head to anchor. */
  setAnchor(head: () => AuditHead | null): void;
}
