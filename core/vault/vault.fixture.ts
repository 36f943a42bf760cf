import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../base/clock';
import { KeyhavenError } from '../base/failure';
import { systemRandomness } from '../base/random';
import { createKeychain } from '../keychain/keychain';
import type { KeychainPort } from '../keychain/port';
import { createVault, type VaultDependencies } from './create-vault';
import { generationNames, type Generation } from './disk';
import type { Vault } from './vault';

export const passphrase = 'kh-test-passphrase';

/** A keychain in memory; `state` makes it answer as keytar does in that state. */
export interface MemoryKeychain extends KeychainPort {
  readonly entries: Map<string, string>;
  state: 'works' | 'locked' | 'noService';
}

export function memoryKeychain(): MemoryKeychain {
  const entries = new Map<string, string>();
  const refuse = () => {
    throw new Error('kh-test: the keychain refuses');
  };
  return {
    entries,
    state: 'works',
    async get(name) {
      if (this.state === 'noService') refuse();
      return this.state === 'locked' ? null : (entries.get(name) ?? null);
    },
    async set(name, value) {
      if (this.state !== 'works') refuse();
      entries.set(name, value);
    },
    async delete(name) {
      if (this.state === 'noService') refuse();
      return this.state === 'locked' ? false : entries.delete(name);
    },
  };
}

/** A data folder of its own with a keychain in memory, and as many vaults over them as a test wants. */
export function createHome() {
  const parent = mkdtempSync(join(tmpdir(), 'keyhaven-vault-'));
  const folder = join(parent, 'home');
  const port = memoryKeychain();
  const pathOf = (generation: Generation) => join(folder, generationNames[generation]);
  return {
    folder,
    port,
    pathOf,
    vault: (changes: Partial<VaultDependencies> = {}): Vault =>
      createVault({
        folder,
        keychain: createKeychain({ port, randomness: systemRandomness }),
        clock: systemClock,
        randomness: systemRandomness,
        holder: 'a test',
        ...changes,
      }),
    bytes: (generation: Generation) => readFileSync(pathOf(generation)),
    write: (generation: Generation, bytes: Uint8Array | string) => {
      writeFileSync(pathOf(generation), bytes, { mode: 0o600 });
    },
    remove: () => {
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

export type Home = ReturnType<typeof createHome>;

/** The code of the error that `work` ends in. */
export async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work);
    return 'no error';
  } catch (error) {
    return error instanceof KeyhavenError ? error.code : `not one of ours: ${String(error)}`;
  }
}

export const secretBytes = (text: string) => Buffer.from(`kh-test-${text}`);
export const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();
