// @ts-check
import { readFileSync } from 'node:fs';
import { inRoot } from '../lib/paths.mjs';
import { capture, StepFailed } from '../lib/run.mjs';

/**
 * Runs `npm ci` when what is installed is not what the lock file says.
 * @param {unknown} _job
 * @param {(what: string) => void} say what begins and will take a while
 * @returns {string | undefined} what was done; nothing when all was there
 */
export function npmPackages(_job, say) {
  const lock = readJson('package-lock.json');
  if (lock === undefined) throw new StepFailed('package-lock.json is missing.', 'git checkout -- package-lock.json');
  // npm writes this file when it has finished, so a cut installation has none.
  const installed = readJson('node_modules', '.package-lock.json');
  if (installed !== undefined && matchesLock(lock.packages, installed.packages)) return undefined;

  say('running npm ci');
  const done = capture('npm', ['ci', '--no-progress']);
  if (!done.ok) throw new StepFailed(`npm ci failed:\n${errorLines(done.stderr)}`, 'npm ci');
  return 'npm ci';
}

/**
 * Whether the packages npm recorded as installed are those of the lock file.
 * @param {Record<string, LockEntry>} locked
 * @param {Record<string, LockEntry>} installed
 * @returns {boolean}
 */
export function matchesLock(locked, installed) {
  const missing = Object.entries(locked).some(
    ([path, entry]) => path !== '' && !skippable(entry) && installed[path] === undefined,
  );
  const different = Object.entries(installed).some(([path, entry]) => locked[path]?.version !== entry.version);
  return !missing && !different;
}

/** npm puts the reason first and its whole help text after it. @param {string} text */
const errorLines = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('npm error '))
    .slice(0, 12)
    .join('\n');

/** Packages for other systems are in the lock file but not installed. @param {LockEntry} entry */
const skippable = (entry) => entry.optional === true || entry.devOptional === true;

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockEntry */

/** @param {string[]} parts @returns {{ packages: Record<string, LockEntry> } | undefined} */
function readJson(...parts) {
  try {
    return JSON.parse(readFileSync(inRoot(...parts), 'utf8'));
  } catch {
    return undefined;
  }
}
