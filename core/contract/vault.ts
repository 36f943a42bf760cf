import { z } from 'zod';
import { always, open, type Contract } from './operation';
import {
  AuthorizationKind,
  AuthorizationMethod,
  Id,
  Instant,
  KeychainTrouble,
  OpenMode,
  VaultFreeze,
  openModes,
} from './words';

export const Passphrase = z.string().min(1).max(1024);
/** Eight groups of four, Crockford base32 of 160 bits; spaces, hyphens and case do not matter, O is 0, I and L are 1. */
export const RecoveryCode = z.string().min(32).max(64);

export const VaultStatus = z.strictObject({
  state: z.enum(['none', 'locked', 'open']),
  /** Locked for whoever asks, while what was granted to programs goes on. */
  goesOn: z.boolean(),
  mode: OpenMode.nullable(),
  /** Set where the vault is locked and the keychain does not give its entry. */
  trouble: KeychainTrouble.nullable(),
  recoveryConfirmed: z.boolean().nullable(),
  /** The vault opened from an older generation than the newest. */
  fellBack: z.boolean(),
  /** Why it opened with everything that it grants to programs frozen; null where nothing is frozen, or it is locked. */
  frozen: VaultFreeze.nullable(),
  credentials: z.int().min(0).nullable(),
  created: Instant.nullable(),
});
export type VaultStatus = z.infer<typeof VaultStatus>;

/** What copies of the vault file from before a moment still open with. */
export const OldCopies = z.strictObject({
  before: Instant,
  opensWith: z.enum([...openModes, 'recoveryCode']),
  /** Whoever opens such a copy can open today’s file too, until a new data key is made. */
  opensTodayToo: z.boolean(),
});
export type OldCopies = z.infer<typeof OldCopies>;

const change = { window: { authorization: 'change' }, terminal: { authorization: 'change' } } as const;

export const vaultOperations = {
  'vault.status': {
    kind: 'query',
    input: z.strictObject({}),
    output: VaultStatus,
    secrets: [],
    audience: always,
    answersLocked: true,
    audit: null,
    doc: 'Say whether there is a vault, how it opens, and whether it is open.',
  },
  'vault.probeKeychain': {
    kind: 'query',
    input: z.strictObject({}),
    output: z.strictObject({ trouble: KeychainTrouble.nullable() }),
    secrets: [],
    audience: always,
    answersLocked: true,
    audit: null,
    doc: 'Try the keychain with an entry of no meaning, or with a locked vault’s own; null where it works. The system may ask the person meanwhile.',
  },
  'vault.create': {
    kind: 'command',
    input: z.strictObject({ mode: OpenMode, passphrase: Passphrase.optional() }),
    output: z.strictObject({ recoveryCode: RecoveryCode }),
    secrets: ['passphrase'],
    yields: 'the recovery code, once',
    audience: always,
    answersLocked: true,
    audit: 'vault.created',
    doc: 'Make a new vault and open it. The recovery code is shown this once.',
  },
  'vault.confirmRecovery': {
    kind: 'command',
    input: z.strictObject({ code: RecoveryCode }),
    output: z.strictObject({}),
    secrets: ['code'],
    audience: open,
    audit: 'vault.recoveryConfirmed',
    doc: 'Prove that the recovery code was kept, by typing it.',
  },
  'vault.unlock': {
    kind: 'command',
    input: z.strictObject({ passphrase: Passphrase.optional() }),
    output: VaultStatus,
    secrets: ['passphrase'],
    audience: always,
    answersLocked: true,
    audit: 'vault.unlocked',
    doc: 'Open the vault with the keychain, the passphrase, or both, as it was made.',
  },
  'vault.cancelUnlock': {
    kind: 'command',
    input: z.strictObject({}),
    output: z.strictObject({}),
    secrets: [],
    audience: always,
    answersLocked: true,
    audit: null,
    doc: 'Give up an unlock that waits for the keychain. An answer that comes later opens nothing.',
  },
  'vault.recover': {
    kind: 'command',
    input: z.strictObject({ code: RecoveryCode, mode: OpenMode, passphrase: Passphrase.optional() }),
    output: VaultStatus,
    secrets: ['code', 'passphrase'],
    audience: always,
    audit: 'vault.recovered',
    doc: 'Open the vault with its recovery code and set anew how it opens from now on.',
  },
  'vault.changePassphrase': {
    kind: 'command',
    input: z.strictObject({ passphrase: Passphrase, newPassphrase: Passphrase }),
    output: VaultStatus,
    secrets: ['passphrase', 'newPassphrase'],
    audience: change,
    audit: 'vault.passphraseChanged',
    doc: 'Change the passphrase, in every kept generation of the vault file.',
  },
  'vault.changeMode': {
    kind: 'command',
    input: z.strictObject({
      mode: OpenMode,
      /** The present one, where the vault has one. */
      passphrase: Passphrase.optional(),
      /** Where the new mode has one; left out, the present one stays. */
      newPassphrase: Passphrase.optional(),
    }),
    output: VaultStatus,
    secrets: ['passphrase', 'newPassphrase'],
    audience: change,
    audit: 'vault.modeChanged',
    doc: 'Change how the vault opens, in every kept generation of the vault file.',
  },
  'vault.newRecoveryCode': {
    kind: 'command',
    input: z.strictObject({}),
    output: z.strictObject({ recoveryCode: RecoveryCode }),
    secrets: [],
    yields: 'the new recovery code, once',
    audience: change,
    audit: 'vault.recoveryCodeChanged',
    doc: 'Make a new recovery code. The old one opens no kept generation any more.',
  },
  'vault.leaked': {
    kind: 'command',
    input: z.strictObject({
      /** The present one, and one to take its place, where the vault has one. */
      passphrase: Passphrase.optional(),
      newPassphrase: Passphrase.optional(),
    }),
    output: z.strictObject({ recoveryCode: RecoveryCode }),
    secrets: ['passphrase', 'newPassphrase'],
    yields: 'the new recovery code, once',
    audience: change,
    audit: 'vault.leaked',
    doc: 'Say that the vault may have leaked: everything is encrypted anew under a new data key, with a new recovery code and a new way in, and older generations are removed.',
  },
  'vault.copies': {
    kind: 'query',
    input: z.strictObject({}),
    output: z.array(OldCopies).max(1000),
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Say what old copies of the vault file still open with, and whether that opens today’s file too.',
  },
} as const satisfies Contract;

export const authorizationOperations = {
  'authorization.give': {
    kind: 'command',
    input: z.strictObject({
      kind: AuthorizationKind,
      /** The key it is for: the yes then covers no other. */
      credential: Id.optional(),
      /** Left out: a person is asked in a dialog, by a typed yes, or, for another process, in the window. */
      passphrase: Passphrase.optional(),
    }),
    output: z.strictObject({ until: Instant }),
    secrets: ['passphrase'],
    audience: open,
    audit: 'authorization.given',
    doc: 'Authorize one kind of action for a few minutes: with the passphrase where there is one, else with a dialog or a typed yes; another process can be approved in the window.',
  },
  'authorization.method': {
    kind: 'query',
    input: z.strictObject({}),
    output: z.strictObject({
      method: AuthorizationMethod,
      /** Another process: a person can be asked in the window as well. */
      approval: z.boolean(),
    }),
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Say how the person at this door authorizes.',
  },
} as const satisfies Contract;
