import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'icons', 'tray');

/** Puts the tray's icons beside the main process's bundle, in `icons/`: the system wants them as files. */
export const trayIcons = (): Plugin => ({
  name: 'keyhaven-tray-icons',
  generateBundle() {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.png')))
      this.emitFile({ type: 'asset', fileName: `icons/${name}`, source: readFileSync(join(folder, name)) });
  },
});
