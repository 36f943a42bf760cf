// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const made = /(^|\/)(node_modules|out|\.runtime|__pycache__)(\/|$)/;
const prose = /\.md$/;
const tests = /\.test\.tsx?$/;

/**
 * Names the present state of source files by path, size and time of change; contents are not read. Prose does not count.
 * @param {string} root
 * @param {readonly string[]} sources files and folders below root; those that are not there count as absent
 * @param {{ withTests?: boolean }} [what] tests are in no build, so they count only when asked for
 * @returns {string} 64 hex digits
 */
export function fingerprint(root, sources, { withTests = false } = {}) {
  const hash = createHash('sha256');
  const counts = (/** @type {string} */ path) => !prose.test(path) && (withTests || !tests.test(path));
  for (const path of sources
    .flatMap((source) => filesBelow(root, source))
    .filter(counts)
    .sort()) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} path @returns {string[]} */
function filesBelow(root, path) {
  if (made.test(path) || !existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesBelow(root, `${path}/${name}`));
}

/**
 * Whether an output must be made again.
 * @param {string} stampFile written at the end of a build into its own output, so that a lost or cut output is seen
 * @param {string} print the sources' fingerprint now
 * @returns {boolean}
 */
export function isStale(stampFile, print) {
  try {
    return readFileSync(stampFile, 'utf8') !== print;
  } catch {
    return true;
  }
}
