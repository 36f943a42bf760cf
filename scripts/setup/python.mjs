// @ts-check
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';

/** The Python client that the tests trade with. */
const version = '4.5.90';
const folder = inRoot('.runtime', `python-ccxt-${version}`);
const python = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
/** Written last: a folder without it is half an installation. */
const mark = join(folder, 'ready');

/**
 * A Python of its own with ccxt in it, made once; what stands in the system is not touched.
 * @param {(what: string) => void} say what begins and will take a while
 * @returns {{ python: string, did?: string } | { python: undefined, why: string }}
 */
export function pythonWithCcxt(say) {
  if (existsSync(mark)) return { python };
  const found = ['python3', 'python'].find((name) => capture(name, ['-c', 'import venv, ensurepip']).ok);
  if (found === undefined) return { python: undefined, why: 'there is no Python 3 with venv' };
  say(`installing ccxt ${version} for Python`);
  rmSync(folder, { recursive: true, force: true });
  const made = capture(found, ['-m', 'venv', folder]);
  if (!made.ok) return { python: undefined, why: `python -m venv failed: ${lastLine(made.stderr)}` };
  const options = ['--quiet', '--disable-pip-version-check', '--no-input', '--retries', '1', '--timeout', '20'];
  const installed = capture(python, ['-m', 'pip', 'install', ...options, `ccxt==${version}`]);
  if (!installed.ok) return { python: undefined, why: `pip could not install ccxt: ${lastLine(installed.stderr)}` };
  writeFileSync(mark, '');
  return { python, did: `installed ccxt ${version} for Python` };
}

/**
 * The setup's step. Without Python the tests that need it are skipped by name; nothing else needs it.
 * @param {unknown} _job
 * @param {(what: string) => void} say
 * @returns {string | undefined} what was done; nothing when all was there
 */
export function pythonCcxt(_job, say) {
  const prepared = pythonWithCcxt(say);
  return prepared.python === undefined ? `tests with Python are skipped: ${prepared.why}` : prepared.did;
}

/** @param {string} text */
const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';
