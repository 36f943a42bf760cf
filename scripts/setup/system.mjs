// @ts-check
import { capture, onPath, StepFailed } from '../lib/run.mjs';
import { packagesFor, provedBy } from './packages.mjs';

/**
 * Sees to it that the system packages of a job are there.
 * @param {import('./packages.mjs').Job} job
 * @returns {string | undefined} what was done; nothing when all was there
 */
export const systemPackages = (job) => ensurePackages(packagesFor(job));

/**
 * Installs the packages that are missing where that is allowed (Debian, as root), else says the line to run.
 * @param {string[]} names
 * @returns {string | undefined} what was done; nothing when all was there
 */
export function ensurePackages(names) {
  if (process.platform !== 'linux') return undefined;
  if (!onPath('dpkg-query')) return `not a Debian system, so these were not checked: ${names.join(', ')}`;

  const missing = missingAmong(names, installedAmong(names), works);
  if (missing.length === 0) return undefined;

  const asRoot = process.getuid?.() === 0;
  const line = `${asRoot ? '' : 'sudo '}apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!asRoot) throw new StepFailed(`These system packages are missing: ${missing.join(', ')}.`, line);
  const failure = install(missing);
  if (failure !== undefined)
    throw new StepFailed(`apt-get could not install packages:\n${failure}`, `apt-get update && ${line}`);
  return `installed ${missing.join(' ')}`;
}

/**
 * @param {readonly string[]} wanted
 * @param {ReadonlySet<string>} installed packages that dpkg knows as installed, and the names they provide
 * @param {(command: readonly [string, ...string[]]) => boolean} proved whether a command works
 * @returns {string[]} in the order wanted
 */
export function missingAmong(wanted, installed, proved) {
  return wanted.filter((name) => {
    const command = provedBy[name];
    return !installed.has(name) && !(command !== undefined && proved(command));
  });
}

/** @param {readonly [string, ...string[]]} command */
const works = ([program, ...args]) => capture(program, args).ok;

/** @param {readonly string[]} names */
function installedAmong(names) {
  // Debian 13 renamed libraries (libgtk-3-0 became libgtk-3-0t64, which provides the old name), so both are asked for.
  // dpkg-query ends with an error when it does not know one of the names; the others are listed all the same.
  const format = '${db:Status-Status}|${Package}|${Provides}\n';
  const listed = capture('dpkg-query', ['-W', '-f', format, ...names, ...names.map((name) => `${name}t64`)]);
  return readInstalled(listed.stdout);
}

/**
 * Reads lines of `status|package|provides`.
 * @param {string} listing
 * @returns {Set<string>} names of the installed packages and of what they provide
 */
export function readInstalled(listing) {
  const installed = new Set();
  for (const line of listing.split('\n')) {
    const [status, name = '', provides = ''] = line.split('|');
    if (status !== 'installed') continue;
    installed.add(name);
    for (const provided of provides.split(',')) installed.add(provided.trim().split(' ')[0] ?? '');
  }
  return installed;
}

/** @param {string[]} names @returns {string | undefined} why it failed */
function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const once = () => capture('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
  if (once().ok) return undefined;
  // Package lists are absent or old on fresh machines and in containers: fetch them, then try once more.
  const updated = capture('apt-get', ['update'], { env });
  const second = once();
  return second.ok ? undefined : (second.stderr || updated.stderr).trim().slice(-1500);
}
