import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

/** One file per rule of the house that breaks it. The real configuration of the checkout judges them. */
const breaks: readonly [why: string, file: string, code: string][] = [
  ['base imports a room', 'core/base/x.ts', `import '../vault/vault';`],
  ['base imports a package', 'core/base/x.ts', `import 'zod';`],
  ['the contract imports a room', 'core/contract/x.ts', `import '../credentials/store';`],
  ['the contract imports Node', 'core/contract/x.ts', `import 'node:fs';`],
  ['core imports electron', 'core/credentials/x.ts', `import 'electron';`],
  ['core imports react', 'core/keyhaven.ts', `import 'react';`],
  ['core imports a shell', 'core/keyhaven.ts', `import '../electron/main';`],
  ['core imports the terminal', 'core/keyhaven.ts', `import '../cli/main';`],
  ['core imports the practice exchange', 'core/exchanges/x.ts', `import '../../practice/server';`],
  ['the vault imports a sibling', 'core/vault/x.ts', `import '../credentials/record';`],
  ['the keychain imports the vault', 'core/keychain/x.ts', `import '../vault/vault';`],
  ['the audit log imports a sibling', 'core/audit/x.ts', `import '../vault/vault';`],
  ['core imports ccxt outside the worker', 'core/exchanges/x.ts', `import 'ccxt';`],
  ['a deep path of ccxt outside the worker', 'core/exchanges/x.ts', `import 'ccxt/js/src/binance.js';`],
  ['keytar outside the keychain', 'core/vault/x.ts', `import 'keytar';`],
  ['keytar in a shell', 'electron/x.ts', `import 'keytar';`],
  ['the window imports more than the contract', 'renderer/x.ts', `import '../core/vault/vault';`],
  ['the window imports Node', 'renderer/x.ts', `import 'node:fs';`],
  ['the window imports electron', 'renderer/x.ts', `import 'electron';`],
  ['the desktop shell imports the terminal', 'electron/x.ts', `import '../cli/main';`],
  ['the terminal imports electron', 'cli/x.ts', `import 'electron';`],
  ['the practice exchange imports core', 'practice/x.ts', `import '../core/base/failure';`],
  ['the practice exchange imports ccxt', 'practice/x.ts', `import 'ccxt';`],
  ['a test of the practice exchange imports ccxt', 'practice/x.test.ts', `import 'ccxt';`],
  ['by re-export', 'core/base/x.ts', `export * from '../vault/vault';`],
  ['by import()', 'core/base/x.ts', `await import('../vault/vault');`],
  ['by a type', 'core/base/x.ts', `export type V = import('../vault/vault').Vault;`],
  ['by require', 'core/base/x.ts', `require('../vault/vault');`],
];

const allowed: readonly [why: string, file: string, code: string][] = [
  ['the vault imports the keychain', 'core/vault/x.ts', `import '../keychain/port';`],
  ['the worker imports ccxt', 'core/exchanges/worker/x.ts', `import 'ccxt/js/src/binance.js';`],
  ['the window imports the contract', 'renderer/lib/x.ts', `import '../../core/contract/words';`],
  ['the facade imports every room', 'core/keyhaven.ts', `import './vault/vault';`],
  ['a unit test imports vitest', 'core/vault/x.test.ts', `import 'vitest';`],
];

async function messages(file: string, code: string): Promise<string[]> {
  const eslint = new ESLint({
    // The files do not exist, so the rules that need types cannot judge them.
    overrideConfig: [{ files: ['**/*.{ts,tsx}'], languageOptions: { parserOptions: { projectService: false } } }],
    ruleFilter: ({ ruleId }) => ruleId.startsWith('house/'),
  });
  const [result] = await eslint.lintText(code, { filePath: file });
  return result?.messages.map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`) ?? [];
}

describe('the house', () => {
  it.each(breaks)('refuses: %s', async (_why, file, code) => {
    expect(await messages(file, code)).toEqual([expect.stringContaining('house/imports: The house:')]);
  });

  it.each(allowed)('allows: %s', async (_why, file, code) => {
    expect(await messages(file, code)).toEqual([]);
  });

  it('refuses findCredentials anywhere', async () => {
    expect(await messages('core/keychain/x.ts', `export const f = (k: any) => k.findCredentials('x');`)).toHaveLength(
      1,
    );
    expect(
      await messages('core/keychain/x.ts', `export const f = (k: any) => k['findCredentials']('x');`),
    ).toHaveLength(1);
  });

  it('refuses ipcMain outside the router', async () => {
    const code = `import { ipcMain } from 'electron'; ipcMain.on('x', () => {});`;
    expect((await messages('electron/main.ts', code)).length).toBeGreaterThan(0);
    expect(await messages('electron/ipc/router.ts', code)).toEqual([]);
  });
});
