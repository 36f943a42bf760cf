import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What the two desktop builds differ in. The product's source is the same for both. */
export const lanes = {
  /** Electron 45: Node 24 and a Chromium that needs nothing lowered. */
  app: { node: 'node24', chrome: 'chrome146', lightningcss: 146 << 16, alias: [] },
  /** Electron 22: Node 16 and Chromium 108. ccxt's undici 7 fails on Node 16 (`toWellFormed is not a function`). */
  evaluation: {
    node: 'node16',
    chrome: 'chrome108',
    lightningcss: 108 << 16,
    alias: [{ find: /^undici$/, replacement: 'undici5' }],
  },
} as const;

/** Bundle name → source. The terminal has no window; the desktop app has no terminal. */
export const entries = {
  desktop: { main: 'electron/main.ts', worker: 'core/exchanges/worker/worker.ts', practice: 'practice/main.ts' },
  preload: { preload: 'electron/preload.ts' },
  renderer: { index: 'renderer/index.html', quick: 'renderer/quick.html' },
  children: { worker: 'core/exchanges/worker/worker.ts', practice: 'practice/main.ts' },
  cli: { cli: 'cli/main.ts', worker: 'core/exchanges/worker/worker.ts', practice: 'practice/main.ts' },
} as const;

/** Absolute paths of those entries whose source is there. */
export const inputs = (kind: keyof typeof entries): Record<string, string> =>
  Object.fromEntries(
    Object.entries(entries[kind])
      .map(([name, source]) => [name, join(root, source)] as const)
      .filter(([, source]) => existsSync(source)),
  );

/** Never bundled: they carry machine code, which must lie beside the app as a file. */
export const native = ['keytar', /^@node-rs\/argon2/];

/**
 * ccxt's package exports only the whole of it (6 MB); one exchange is a file inside. Its build for `require` cannot be
 * used either, since it requires packages that are ESM only.
 */
export const ccxtFiles = { find: /^ccxt\/js\/(.*)$/, replacement: join(root, 'node_modules/ccxt/js/$1') };

/** CommonJS files, and chunks named after what they hold, so that the worker's folder can be read. */
export const commonjs = {
  format: 'cjs',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
} as const;
