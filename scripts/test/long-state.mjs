// @ts-check
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A lane that is done.
 * @typedef {import('./run-lane.mjs').Result & { here: boolean, date: string, seconds: number }} Done
 */
/**
 * What a long run keeps, so that it can be stopped and gone on with.
 * @typedef {object} LongState
 * @property {string} print the sources' fingerprint when it began
 * @property {Record<string, Done>} lanes those that are done, without their output
 */

/** @param {string} path @returns {LongState | null} null where there is none that can be read */
export function readState(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Whoever is killed while it writes leaves the state of before. @param {string} path @param {LongState} state */
export function writeState(path, state) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 1)}\n`);
  renameSync(`${path}.new`, path);
}

/**
 * Where a long run begins: with the lanes that are not done yet, where the sources are the same. When all that is asked
 * for is done, it is done again. A lane in which something failed is not done.
 * @param {LongState | null} kept
 * @param {{ print: string, chosen: readonly string[], fresh: boolean }} wish
 * @returns {{ state: LongState, todo: string[] }}
 */
export function beginLong(kept, { print, chosen, fresh }) {
  const lanes = kept?.print === print && !fresh ? kept.lanes : {};
  const whole = Object.entries(lanes).filter(([, { broken }]) => broken.length === 0);
  const left = chosen.filter((name) => !whole.some(([done]) => done === name));
  const todo = left.length > 0 ? left : [...chosen];
  return { state: { print, lanes: Object.fromEntries(whole.filter(([name]) => !todo.includes(name))) }, todo };
}
