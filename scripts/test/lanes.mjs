// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

/**
 * @typedef {object} Lane
 * @property {string} name
 * @property {string} needs what must be there beside Node
 * @property {string} [vitest] its configuration
 * @property {boolean} [session] in a desktop session of its own, as a user without rights: Chromium's sandbox refuses root
 * @property {boolean} [secondTry] its tests start processes, servers, browsers or kills: docs/decisions/0011-second-try.md
 * @property {string[]} [command] in place of vitest; counts as one test
 * @property {boolean} here whether this system can run it
 */

const linux = process.platform === 'linux';
const desktop = 'Electron, Xvfb, D-Bus, gnome-keyring';

/**
 * Before all others: the lanes start what was built, and the user of a session may not write into the checkout.
 * @type {Lane}
 */
export const build = {
  name: 'build',
  needs: 'nothing',
  command: [process.execPath, join(root, 'scripts', 'build.mjs'), '--for-tests', '--if-needed'],
  here: true,
};

/**
 * The long ones first, since two run side by side.
 * @type {Lane[]}
 */
export const lanes = [
  {
    name: 'terminal',
    needs: 'D-Bus, gnome-keyring, Xvfb',
    vitest: 'test/terminal/vitest.config.ts',
    secondTry: true,
    here: linux,
  },
  {
    name: 'desktop',
    needs: desktop,
    vitest: 'test/desktop/vitest.config.ts',
    secondTry: true,
    session: true,
    here: linux,
  },
  { name: 'window', needs: 'Chromium', vitest: 'test/window/vitest.config.ts', secondTry: true, here: linux },
  { name: 'unit', needs: 'nothing', vitest: 'vitest.config.ts', here: true },
  { name: 'lint', needs: 'nothing', command: ['npm', 'run', '-s', 'lint'], here: true },
  { name: 'crash', needs: 'child processes', vitest: 'test/crash/vitest.config.ts', here: true },
  { name: 'tour', needs: desktop, vitest: 'test/tour/vitest.config.ts', secondTry: true, here: linux },
  {
    name: 'package',
    needs: `dpkg, root to install with it; ${desktop}`,
    vitest: 'test/package/vitest.config.ts',
    secondTry: true,
    here: linux && existsSync('/usr/bin/dpkg-deb'),
  },
  {
    name: 'broker',
    needs: 'loopback; Python with ccxt',
    vitest: 'test/broker/vitest.config.ts',
    secondTry: true,
    here: true,
  },
  { name: 'practice', needs: 'loopback', vitest: 'test/practice/vitest.config.ts', secondTry: true, here: true },
  { name: 'contract', needs: 'nothing', vitest: 'test/contract/vitest.config.ts', here: true },
  {
    name: 'keychain',
    needs: 'D-Bus and gnome-keyring',
    vitest: 'test/keychain/vitest.config.ts',
    secondTry: true,
    here: linux,
  },
  { name: 'types', needs: 'nothing', command: ['npm', 'run', '-s', 'types'], here: true },
  { name: 'reader', needs: 'Python, cryptography, argon2', vitest: 'test/reader/vitest.config.ts', here: true },
];
