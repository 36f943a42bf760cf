// @ts-check
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fuses, wireOf } from './fuses.mjs';

/**
 * What the builder's hook is given, as far as it is used here.
 * @typedef {object} Context
 * @property {string} appOutDir
 * @property {string} electronPlatformName
 * @property {{ appInfo: { productFilename: string }, executableName?: string, config: { appId?: string | null, electronFuses?: Record<string, unknown> | null } }} packager
 */

/**
 * electron-builder calls this when the folder of the package is whole, before it sets the fuses it knows.
 * @param {Context} context
 */
export default function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  const executable = {
    darwin: `${productFilename}.app/Contents/Frameworks/Electron Framework.framework/Electron Framework`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName ?? '',
  }[electronPlatformName];
  if (executable === undefined) throw new Error(`no package for ${electronPlatformName}`);
  setFusesUnknownToTheBuilder(join(appOutDir, executable), packager.config);
  if (electronPlatformName === 'linux') removeLeftovers(appOutDir);
}

/** @param {string} file @param {Context['packager']['config']} config */
function setFusesUnknownToTheBuilder(file, config) {
  const executable = readFileSync(file);
  const { at, states } = wireOf(executable);
  if (states.length > fuses.length)
    throw new Error(`this Electron has ${states.length} fuses, and nobody decided on all of them`);
  if (states.length < fuses.length) {
    if (config.appId !== 'app.keyhaven.evaluation') throw new Error(`this Electron has only ${states.length} fuses`);
    // The builder refuses to set what is not there. Electron 22 ends at the seventh.
    delete config.electronFuses?.grantFileProtocolExtraPrivileges;
    return;
  }
  executable[at + fuses.indexOf('wasmTrapHandlers')] = '1'.charCodeAt(0);
  writeFileSync(file, executable);
}

/** A runtime that is copied as a folder brings its starter app and the note of who unpacked it. @param {string} folder */
function removeLeftovers(folder) {
  rmSync(join(folder, 'resources', 'default_app.asar'), { force: true });
  for (const name of readdirSync(folder)) if (name.startsWith('.ready-')) rmSync(join(folder, name));
}
