import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clipboard } from '../../core/base/ports';
import { createNodeLauncher } from '../../core/exchanges/worker/node-launcher';
import type { KeychainPort } from '../../core/keychain/port';
import type { KeyhavenWorld } from '../../core/world';
import { needsBuild, buildOutput } from '../../scripts/lib/outputs.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { plainWorld } from './plain-world';

/** A keychain in memory, for the lanes whose promise is not about the keychain; the keychain lane uses the real one. */
export function memoryKeychain(): KeychainPort & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: async (name) => entries.get(name) ?? null,
    set: async (name, value) => void entries.set(name, value),
    delete: async (name) => entries.delete(name),
  };
}

/** A clipboard in memory that never clears by itself; `text` is what a person would paste. */
export function memoryClipboard(): Clipboard & { text: string } {
  return {
    text: '',
    async copySecret(text) {
      this.text = text;
    },
    async readText() {
      return this.text;
    },
    async clearNow() {
      this.text = '';
    },
  };
}

/** The worker and the practice server as the terminal ships them. */
export async function builtTerminal(): Promise<string> {
  if (needsBuild('cli')) await buildOutput('cli');
  return inRoot('out', 'cli');
}

export interface TestWorld extends KeyhavenWorld {
  readonly keychain: ReturnType<typeof memoryKeychain>;
  readonly clipboard: ReturnType<typeof memoryClipboard>;
  remove(): void;
}

/** Everything real but keychain, clipboard and the person: data folder, worker, ccxt, practice exchange. */
export async function createTestWorld(changes: Partial<KeyhavenWorld> = {}): Promise<TestWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhaven-world-'));
  return {
    ...plainWorld({
      home: join(folder, 'home'),
      holder: 'a test',
      keychain: memoryKeychain(),
      clipboard: memoryClipboard(),
    }),
    launcher: createNodeLauncher({ folder: await builtTerminal() }),
    ...changes,
    keychain: memoryKeychain(),
    clipboard: memoryClipboard(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
