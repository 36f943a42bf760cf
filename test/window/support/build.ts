import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import config from '../../../electron.vite.config';

/** The window as the evaluation build makes it: the older browser engine's syntax, so that a newer one is no excuse. */
export const builtWindow = join(import.meta.dirname, '../../../out/test-window');

export default async function setup(): Promise<void> {
  if (typeof config !== 'function') throw new Error('electron.vite.config.ts exports a function of the mode');
  const { renderer } = config({ mode: 'evaluation', command: 'build' });
  rmSync(builtWindow, { recursive: true, force: true });
  await build({
    ...(renderer as InlineConfig),
    configFile: false,
    logLevel: 'warn',
    build: { ...(renderer as InlineConfig).build, outDir: builtWindow, emptyOutDir: true },
  });
}
