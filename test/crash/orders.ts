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
  /** Die before this call of the work to the file system, counted from 0; null: live, and say how many there were. */
  readonly dieAt: number | null;
}

export const works = [
  'create',
  'save',
  'remove',
  'recover',
  'changePassphrase',
  'changeMode',
  'newCode',
  'leaked',
] as const;
export type Work = (typeof works)[number] | 'hold' | 'saveOnAndOn';

export type Report =
  | { readonly told: 'calls'; readonly names: readonly string[] }
  | { readonly told: 'open' }
  | { readonly told: 'saved'; readonly number: number }
  | { readonly told: 'failed'; readonly code: string };

export const oldPassphrase = 'kh-test-old passphrase';
export const newPassphrase = 'kh-test-new passphrase';
export const purpose = 'test';
/** Long enough for a file of many pages, of which a crash can leave a part. */
export const secretFor = (number: number) => `kh-test-secret-${String(number)}-`.padEnd(60_000, String(number));

/** A keychain in a file, so that it outlives a writer that is killed. */
export function fileKeychain(path: string): KeychainPort {
  const entries = () => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  const keep = (changed: Record<string, string>) => {
    writeFileSync(path, JSON.stringify(changed));
  };
  return {
    get: (name) => Promise.resolve(entries()[name] ?? null),
    set: (name, value) => {
      keep({ ...entries(), [name]: value });
      return Promise.resolve();
    },
    delete: (name) => {
      const { [name]: gone, ...others } = entries();
      keep(others);
      return Promise.resolve(gone !== undefined);
    },
  };
}
