// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluationReady, evaluationRuntime } from './evaluation.mjs';
import { inRoot } from './paths.mjs';
import { capture } from './run.mjs';

/** The first Electron the product is written for; anything older is an evaluation runtime, whoever brought it. */
export const productMajor = 45;

/**
 * What there is to choose from.
 * @typedef {object} Offer
 * @property {'person' | 'test'} audience who will sit before it
 * @property {number} [override] major version of the Electron that ELECTRON_OVERRIDE_DIST_PATH names
 * @property {boolean} current whether the Electron of package.json is on this machine
 * @property {'given' | 'refused' | 'open' | 'impossible'} consent what the person said about an old browser engine:
 *   `open` has not been asked yet, `impossible` cannot be asked (no terminal)
 */

/** @typedef {{ run: 'current' | 'override' | 'evaluation', build: 'app' | 'evaluation' } | { ask: true } | { refuse: true }} Choice */

/**
 * Which Electron to run. People get an old one only when they say so: whoever blocks one download must not get them
 * onto an old browser engine in silence. Tests and the tour touch generated keys on loopback only, so they take it.
 * @param {Offer} offer
 * @returns {Choice}
 */
export function chooseRuntime({ audience, override, current, consent }) {
  const saidYes = audience === 'person' && consent === 'given';
  if (override !== undefined && override >= productMajor) return { run: 'override', build: 'app' };
  if (override === undefined && current && !saidYes) return { run: 'current', build: 'app' };

  if (audience === 'person' && consent === 'open') return { ask: true };
  if (audience === 'person' && consent !== 'given') return { refuse: true };
  return { run: override === undefined ? 'evaluation' : 'override', build: 'evaluation' };
}

/**
 * A runtime that can be started.
 * @typedef {object} Runtime
 * @property {'current' | 'override' | 'evaluation'} run
 * @property {'app' | 'evaluation'} build which build it needs: `out/app` or `out/evaluation`
 * @property {string} executable
 * @property {string} version of Electron, such as `45.4.1`
 */

/**
 * Everything after the executable that starts the app on a runtime; the app's own arguments follow.
 * @param {{ build: 'app' | 'evaluation' }} runtime
 * @param {string} [checkout] where `out/` lies
 * @returns {string[]}
 */
export function appArguments({ build }, checkout = inRoot()) {
  const app = join(checkout, 'out', build);
  return build === 'app' ? [app] : ['-r', join(app, 'compat', 'compat.cjs'), app];
}

/** The Electron of package.json, when its binary is on this machine. @returns {string | undefined} its executable */
export function currentElectron() {
  try {
    const folder = inRoot('node_modules', 'electron');
    const executable = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(executable) ? executable : undefined;
  } catch {
    return undefined;
  }
}

/** The Electron that ELECTRON_OVERRIDE_DIST_PATH names. @returns {{ executable: string, version: string } | undefined} */
export function overriddenElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (folder === undefined || folder === '') return undefined;
  const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[
    /** @type {string} */ (process.platform)
  ];
  const executable = join(folder, name ?? 'electron');
  return { executable, version: versionOf(executable) };
}

/** @param {string} executable @returns {string} empty when it does not start */
function versionOf(executable) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return capture(executable, ['-p', 'process.versions.electron'], { env, timeoutMs: 20_000 }).stdout.trim();
}

/** @param {string} version @returns {number} 0 when unreadable */
export const majorOf = (version) => Number.parseInt(version, 10) || 0;

/**
 * The runtime tests and the tour use. Setup has fetched it; this only finds it.
 * @returns {Runtime}
 */
export function testRuntime() {
  const override = overriddenElectron();
  const current = currentElectron();
  const choice = chooseRuntime({
    audience: 'test',
    ...(override && { override: majorOf(override.version) }),
    current: current !== undefined,
    consent: 'impossible',
  });
  if (!('run' in choice)) throw new Error('Tests always have a runtime.');
  return resolveRuntime(choice);
}

/** @param {{ run: Runtime['run'], build: Runtime['build'] }} choice @returns {Runtime} */
export function resolveRuntime({ run, build }) {
  const executable = {
    override: () => overriddenElectron()?.executable,
    current: currentElectron,
    evaluation: () => (evaluationReady() ? evaluationRuntime.executable : undefined),
  }[run]();
  if (executable === undefined) throw new Error(`The ${run} Electron is not there. Run: node scripts/setup.mjs test`);
  const version = run === 'evaluation' ? evaluationRuntime.version : versionOf(executable);
  return { run, build, executable, version };
}
