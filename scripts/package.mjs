// @ts-check
/**
 * `npm run package [-- TARGET… | --if-needed]`: a package for this system into `dist/`, on Linux a `.deb` without a network. Other targets
 * of electron-builder.yml (AppImage, dmg, nsis) fetch tools of their own. Without Electron 45 the package is made on the
 * evaluation runtime and says so in its name. --if-needed keeps what was made of the present sources.
 */
import { readFileSync, rmSync } from 'node:fs';
import { packageApp, packageIsFresh } from './lib/package.mjs';
import { inRoot } from './lib/paths.mjs';
import { endOnFailure, follow } from './lib/run.mjs';

const words = process.argv.slice(2);
const targets = words.filter((word) => word !== '--if-needed');
const folder = inRoot('dist');

process.exitCode = await make().catch(endOnFailure);

/** @returns {Promise<number>} exit code */
async function make() {
  const ready = await follow(process.execPath, [inRoot('scripts', 'setup.mjs'), 'package']);
  if (ready !== 0) return ready;
  if (words.includes('--if-needed') && packageIsFresh(folder)) return 0;
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  const made = await packageApp({ to: folder, version, ...(targets.length > 0 && { targets }) });
  for (const file of made) console.log(file);
  return 0;
}
