// @ts-check
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fuses, wireOf } from './fuses.mjs';

/**
 * electron-builder calls this when the folder of the package is whole, before it sets the fuses it knows.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { appInfo: { productFilename: string }, executableName?: string } }} context
 */
export default function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  const executable = {
    darwin: `${productFilename}.app/Contents/Frameworks/Electron Framework.framework/Electron Framework`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName ?? '',
  }[electronPlatformName];
  if (executable === undefined) throw new Error(`no package for ${electronPlatformName}`);
  setLastFuse(join(appOutDir, executable));
  if (electronPlatformName === 'linux') removeLeftovers(appOutDir);
}

/** The builder's own fuse writer ends at the eighth. An Electron with a tenth has one that nobody decided on. @param {string} file */
function setLastFuse(file) {
  const executable = readFileSync(file);
  const { at, states } = wireOf(executable);
  if (states.length > fuses.length) throw new Error(`this Electron has ${states.length} fuses; ${fuses.length} are stated`);
  const place = fuses.indexOf('wasmTrapHandlers');
  if (states.length <= place) return;
  executable[at + place] = '1'.charCodeAt(0);
  writeFileSync(file, executable);
}

/** A runtime that is copied as a folder brings its starter app and the note of who unpacked it. @param {string} folder */
function removeLeftovers(folder) {
  rmSync(join(folder, 'resources', 'default_app.asar'), { force: true });
  for (const name of readdirSync(folder)) if (name.startsWith('.ready-')) rmSync(join(folder, name));
}
