// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const skipped = /(^|\/)(node_modules|out|\.runtime)(\/|$)|\.test\.tsx?$|\.md$/;

/**
 * Names the present state of source files by path, size and time of change; contents are not read.
 * @param {string} root
 * @param {readonly string[]} sources files and folders below root; those that are not there count as absent
 * @returns {string} 64 hex digits
 */
export function fingerprint(root, sources) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => filesBelow(root, source)).sort()) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} path @returns {string[]} */
function filesBelow(root, path) {
  if (skipped.test(path) || !existsSync(join(root, path))) return [];
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
