// @ts-check
import { StepFailed } from '../lib/run.mjs';

/** The oldest Node that Keyhaven is built and run with. */
const oldestNode = [20, 19];

/**
 * @param {string} version as in `process.versions.node`
 * @returns {boolean}
 */
export function newEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = oldestNode;
  return major > needMajor || (major === needMajor && minor >= needMinor);
}

/** @returns {undefined} */
export function nodeVersion() {
  if (newEnough(process.versions.node)) return undefined;
  throw new StepFailed(
    `Node ${process.versions.node} is too old: Keyhaven needs ${oldestNode.join('.')} or newer.`,
    'nvm install 22   (or get it from https://nodejs.org)',
  );
}
