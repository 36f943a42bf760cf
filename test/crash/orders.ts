import { readFileSync, writeFileSync } from 'node:fs';
import type { KeychainPort } from '../../core/keychain/port';

/** What a test asks a writer process to do, over its channel; secrets and codes never stand in its arguments. */
export interface Order {
  readonly folder: string;
  readonly keychainFile: string;
  readonly holder: string;
  readonly recoveryCode: string;
  readonly passphrase: string;
  readonly work: Work;
  /** Die before this step, counted from 0; null: live, and say which steps there were. */
  readonly dieAt: number | null;
  /** Die this long after that step began; null: just before it. */
  readonly lateMs: number | null;
}

/** Work of the vault alone. */
export const vaultWorks = [
  'create',
  'save',
  'remove',
  'recover',
  'changePassphrase',
  'changeMode',
  'newCode',
  'leaked',
] as const;
export type VaultWork = (typeof vaultWorks)[number];

/** Work of the whole house, from before the unlock to after the lock: vault, keychain, audit log and journal together. */
export const houseWorks = [
  'use keys',
  'wipe a key',
  'open after refusals',
  'change the passphrase',
  'say that it may have leaked',
  'open with the recovery code',
] as const;
export type HouseWork = (typeof houseWorks)[number];

/** Work on the file of reminders, with the vault open or locked. */
export const tellingWorks = ['tell reminders', 'tell reminders of a locked vault'] as const;
export type TellingWork = (typeof tellingWorks)[number];

export type Work = VaultWork | HouseWork | TellingWork | 'rotate a key' | 'hold' | 'saveOnAndOn';

export type Report =
  | { readonly told: 'calls'; readonly names: readonly string[] }
  | { readonly told: 'open' }
  | { readonly told: 'saved'; readonly number: number }
  /** One more operation of the house was answered. */
  | { readonly told: 'did'; readonly operation: string }
  | { readonly told: 'failed'; readonly code: string };

export const oldPassphrase = 'kh-test-old passphrase';
export const newPassphrase = 'kh-test-new passphrase';
export const purpose = 'test';
/** Long enough for a file of many pages, of which a crash can leave a part. */
export const secretFor = (number: number) => `kh-test-secret-${String(number)}-`.padEnd(60_000, String(number));

/** A keychain in a file, so that it outlives a writer that is killed. `step` hears of each change before it is made. */
export function fileKeychain(path: string, step: (name: string) => void = () => undefined): KeychainPort {
  const entries = () => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  const keep = (changed: Record<string, string>) => {
    writeFileSync(path, JSON.stringify(changed));
  };
  /** `vault/<id>/root/2` is `root`, `probe/<id>` is `probe`. */
  const kindOf = (name: string) => name.split('/')[2] ?? 'probe';
  return {
    get: (name) => Promise.resolve(entries()[name] ?? null),
    set: (name, value) => {
      step(`set ${kindOf(name)} in the keychain`);
      keep({ ...entries(), [name]: value });
      return Promise.resolve();
    },
    delete: (name) => {
      step(`delete ${kindOf(name)} in the keychain`);
      const { [name]: gone, ...others } = entries();
      keep(others);
      return Promise.resolve(gone !== undefined);
    },
  };
}
