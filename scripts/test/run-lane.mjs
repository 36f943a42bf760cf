// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

/** @typedef {import('./lanes.mjs').Lane} Lane */
/**
 * @typedef {object} Result
 * @property {number} passed
 * @property {string[]} broken what failed, by name
 * @property {string[]} skipped what did not run, by name
 * @property {TestResult[]} tests one by one, where the lane tells them
 * @property {string[]} runtimes the Electrons that its tests say they ran on
 * @property {string} output what the lane printed, where it was not shown at once
 */
/**
 * @typedef {object} TestResult
 * @property {string} name all `describe` names and its own, without the runtime
 * @property {'passed' | 'failed' | 'skipped'} status
 * @property {Record<string, number>} [figures] what it told of itself: test/support/figure.ts
 */
/**
 * @typedef {object} Report vitest's own, as far as it is read here
 * @property {{ name: string, status: string, assertionResults: Assertion[] }[]} testResults
 */
/** @typedef {{ fullName: string, status: string, meta?: { figures?: Record<string, number> } }} Assertion */
/**
 * @typedef {object} How
 * @property {string} scratch a folder for vitest's reports
 * @property {boolean} long the full counts
 * @property {boolean} quiet keep the output back, since another lane prints at the same time
 */

/** A lane that hangs must not hang the whole run. */
const limitMs = { short: 15 * 60_000, long: 3 * 3_600_000 };

/** @param {Lane} lane @param {How} how @returns {Promise<Result>} */
export async function runLane(lane, how) {
  if (!lane.here) {
    const skipped = [`${lane.name}: the whole lane (needs ${lane.needs}; not on ${process.platform})`];
    return { passed: 0, broken: [], skipped, tests: [], runtimes: [], output: '' };
  }
  const report = join(how.scratch, `${lane.name}.json`);
  const words = lane.command ?? vitestWords(lane, how.scratch, report);
  const { code, output } = await start(words, how);
  const ended = `${lane.name}: ended with code ${String(code)}`;
  const nothing = { passed: 0, broken: [], skipped: [], tests: [], runtimes: [], output };
  if (lane.command !== undefined) return code === 0 ? { ...nothing, passed: 1 } : { ...nothing, broken: [ended] };
  if (!existsSync(report)) return { ...nothing, broken: [`${lane.name}: the lane did not finish`] };
  const counts = countsOf(lane.name, JSON.parse(readFileSync(report, 'utf8')));
  return { ...counts, broken: counts.broken.length === 0 && code !== 0 ? [ended] : counts.broken, output };
}

/** @param {Lane} lane @param {string} scratch @param {string} report @returns {string[]} */
function vitestWords({ name, vitest = '', session = false }, scratch, report) {
  const vitestProgram = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const run = ['run', '-c', vitest, '--reporter=default', '--reporter=json'];
  if (!session) return [process.execPath, vitestProgram, ...run, `--outputFile.json=${report}`];
  return [
    process.execPath,
    join(root, 'scripts', 'lib', 'session.mjs'),
    ...['--keyring', '--display', '--results', scratch, '--', 'node', 'node_modules/vitest/vitest.mjs', ...run],
    // That user may not write into the checkout: neither the compiled configuration nor the report.
    ...['--configLoader=runner', `--outputFile.json={results}/${name}.json`],
  ];
}

/** @param {string[]} words @param {How} how @returns {Promise<{ code: number, output: string }>} */
function start([program = '', ...rest], { long, quiet }) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    const child = spawn(program, rest, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...(long && { KEYHAVEN_TEST_LONG: '1' }) },
      // A group of its own, so that a lane that hangs is ended with all that it started.
      detached: quiet,
    });
    const endIt = () => {
      try {
        if (child.pid !== undefined) process.kill(quiet ? -child.pid : child.pid, 'SIGKILL');
      } catch {
        // It ended at the same moment.
      }
    };
    const timer = setTimeout(endIt, long ? limitMs.long : limitMs.short);
    process.once('exit', endIt);
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    child.on('error', () => done(127));
    child.on('exit', (code) => done(code ?? 1));

    /** @param {number} code */
    function done(code) {
      clearTimeout(timer);
      process.off('exit', endIt);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') });
    }
  });
}

/** Tests of the desktop say in their names on which runtime they ran; a promise is the same on each. */
const onRuntime = /,? on Electron ([0-9.]+(?:, the evaluation runtime)?)/;

/**
 * Counts of one lane, and its tests, from vitest's own report.
 * @param {string} lane
 * @param {Report} report
 * @returns {Omit<Result, 'output'>}
 */
export function countsOf(lane, { testResults }) {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const tests = all.map(testOf);
  /** @param {TestResult['status']} wanted */
  const named = (wanted) =>
    all.filter(({ status }) => statusOf(status) === wanted).map(({ fullName }) => `${lane}: ${fullName}`);
  // A file that fails to load reports no test at all.
  const unread = testResults
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .map(({ name }) => `${lane}: ${name.startsWith(root) ? name.slice(root.length) : name} could not be read`);
  return {
    passed: named('passed').length,
    broken: [...named('failed'), ...unread],
    skipped: named('skipped'),
    tests,
    runtimes: [...new Set(all.flatMap(({ fullName }) => onRuntime.exec(fullName)?.[1] ?? []))],
  };
}

/** @param {Assertion} assertion @returns {TestResult} */
function testOf({ fullName, status, meta }) {
  const test = { name: fullName.replace(onRuntime, ''), status: statusOf(status) };
  return meta?.figures === undefined ? test : { ...test, figures: meta.figures };
}

/** @param {string} status vitest's word: passed, failed, skipped, pending, todo or disabled @returns {TestResult['status']} */
const statusOf = (status) => (status === 'passed' || status === 'failed' ? status : 'skipped');
