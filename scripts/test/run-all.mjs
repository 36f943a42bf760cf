// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginLong, readState, writeState } from './long-state.mjs';
import { countPromises } from './promises.mjs';
import { runLane } from './run-lane.mjs';

const sideBySide = 2;

/** @typedef {import('./lanes.mjs').Lane} Lane */
/** @typedef {import('./long-state.mjs').Done} Done */
/**
 * @typedef {object} Long
 * @property {string} stateFile what is done is kept here
 * @property {() => string} print the sources' fingerprint now
 * @property {boolean} fresh begin anew, whatever is kept
 * @property {(lanes: Record<string, Done>) => void} finish hears every lane that is done, at the end
 */

/**
 * Runs lanes, two side by side, and ends with one line with the counts. A long run goes on where one with the same
 * sources was stopped.
 * @param {object} wish
 * @param {Lane} [wish.first] before all others, also where a long run goes on
 * @param {readonly Lane[]} wish.lanes
 * @param {Readonly<Record<string, import('./promises.mjs').Promised>>} wish.promises
 * @param {Long | null} wish.long null: the short counts, nothing kept
 * @returns {Promise<number>} the exit code
 */
export async function runAll({ first, lanes, promises, long }) {
  const began = Date.now();
  const scratch = mkdtempSync(join(tmpdir(), 'keyhaven-test-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      if (long !== null) console.log('\nStopped. The next start goes on with the lanes that are not done.');
      process.exit(130);
    });

  const print = long?.print() ?? '';
  const names = lanes.map(({ name }) => name);
  const kept = long === null ? null : readState(long.stateFile);
  const { state, todo } = beginLong(kept, { print, chosen: names, fresh: long?.fresh ?? true });
  if (long !== null) writeState(long.stateFile, state);
  const before = names.filter((name) => !todo.includes(name));
  if (before.length > 0)
    console.log(`Done before, with the same sources: ${before.join(', ')}. --fresh does them again.\n`);
  const quiet = todo.length > 1;

  /** @param {Lane} lane @returns {Promise<Done>} */
  async function run(lane) {
    const start = Date.now();
    if (quiet) console.log(`-- ${lane.name} begins (needs ${lane.needs})`);
    const { output, ...result } = await runLane(lane, { scratch, long: long !== null, quiet });
    const { passed, broken, skipped } = result;
    const seconds = Math.round((Date.now() - start) / 1000);
    console.log(
      `${output}\n== ${lane.name}: ${passed} passed, ${broken.length} failed, ${skipped.length} skipped (${seconds} s)\n`,
    );
    return { ...result, output: '', here: lane.here, date: new Date().toISOString().slice(0, 10), seconds };
  }

  /** @type {Record<string, Done>} */
  const ran = first === undefined ? {} : { [first.name]: await run(first) };
  const waiting = lanes.filter(({ name }) => todo.includes(name));
  const worker = async () => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      const done = await run(lane);
      ran[lane.name] = done;
      if (long === null) continue;
      // What ran on other sources says nothing about those that the others ran on.
      if (long.print() !== print) console.log(`The sources changed meanwhile: ${lane.name} will run again.`);
      else {
        state.lanes[lane.name] = done;
        writeState(long.stateFile, state);
      }
    }
  };
  await Promise.all(Array.from({ length: quiet ? sideBySide : 1 }, worker));
  long?.finish(state.lanes);

  for (const name of before) if (state.lanes[name] !== undefined) ran[name] = state.lanes[name];
  return tell(ran, countPromises(promises, ran), began);
}

/**
 * @param {Record<string, Done>} ran
 * @param {ReturnType<typeof countPromises>} assurance
 * @param {number} began
 */
function tell(ran, assurance, began) {
  const counts = [...Object.values(ran), assurance];
  const passed = counts.reduce((sum, one) => sum + one.passed, 0);
  const broken = counts.flatMap((one) => one.broken);
  const skipped = counts.flatMap((one) => one.skipped);
  const secondTry = Object.values(ran).flatMap((one) => one.secondTry);
  const times = Object.entries(ran).map(([name, { seconds }]) => `${name} ${seconds} s`);
  console.log(
    `== assurance: ${assurance.passed} promises shown, ${assurance.broken.length} broken, ${assurance.skipped.length} not run here`,
  );
  console.log(`${times.join(', ')}; together ${((Date.now() - began) / 1000).toFixed(0)} s`);
  if (skipped.length > 0) console.log(`\nSkipped, each by name:\n  ${skipped.join('\n  ')}`);
  if (secondTry.length > 0)
    console.log(`\nPassed only at the second try:\n${secondTry.map(({ name, why }) => inset(name, why)).join('\n')}`);
  if (broken.length > 0) console.log(`\nFailed:\n  ${broken.join('\n  ')}`);
  console.log(`\n${passed} passed, ${broken.length} failed, ${skipped.length} skipped`);
  return broken.length > 0 || passed === 0 ? 1 : 0;
}

/** @param {string} name @param {string} why */
const inset = (name, why) => `  ${name}\n    ${why.split('\n').join('\n    ')}`;
