// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { filesToTryAgain, withSecondTry } from './second-try.mjs';

/** @typedef {import('./lanes.mjs').Lane} Lane */
/**
 * @typedef {object} Result
 * @property {number} passed
 * @property {string[]} broken what failed, by name
 * @property {string[]} skipped what did not run, by name
 * @property {{ name: string, why: string }[]} secondTry what passed only at the second try, and why not at the first
 * @property {TestResult[]} tests one by one, where the lane tells them
 * @property {string[]} runtimes the Electrons that its tests say they ran on
 * @property {string} output what the lane printed, where it was not shown at once
 */
/**
 * @typedef {object} TestResult
 * @property {string} name all `describe` names and its own, without the runtime
 * @property {'passed' | 'failed' | 'skipped'} status
 * @property {Record<string, number>} [figures] what it told of itself: test/support/figure.ts
 * @property {boolean} [secondTry] it passed only then
 */
/**
 * @typedef {object} Report vitest's own, as far as it is read here
 * @property {{ name: string, status: string, message?: string, assertionResults: Assertion[] }[]} testResults
 */
/**
 * @typedef {object} Assertion
 * @property {string} fullName
 * @property {string} status
 * @property {string[]} [failureMessages]
 * @property {{ figures?: Record<string, number> }} [meta]
 * @property {string} [firstFailure] not vitest's: why it did not pass at the first try
 */
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
    return { passed: 0, broken: [], skipped, secondTry: [], tests: [], runtimes: [], output: '' };
  }
  if (lane.command !== undefined) {
    const { code, output } = await start(lane.command, how);
    return code === 0 ? { ...nothing, passed: 1, output } : { ...nothing, broken: [endedWith(lane, code)], output };
  }
  const tried = await tryVitest(lane, how);
  const { code, output, report } = lane.secondTry === true ? await tryAgain(lane, how, tried) : tried;
  if (report === null) return { ...nothing, broken: [`${lane.name}: the lane did not finish`], output };
  const counts = countsOf(lane.name, report);
  const broken = counts.broken.length === 0 && code !== 0 ? [endedWith(lane, code)] : counts.broken;
  return { ...counts, broken, output };
}

/** @type {Omit<Result, 'output'>} */
const nothing = { passed: 0, broken: [], skipped: [], secondTry: [], tests: [], runtimes: [] };
const endedWith = (/** @type {Lane} */ { name }, /** @type {number} */ code) =>
  `${name}: ended with code ${String(code)}`;

/** @typedef {{ code: number, output: string, report: Report | null }} Tried */

/** @param {Lane} lane @param {How} how @param {string[]} [files] only these @returns {Promise<Tried>} */
async function tryVitest(lane, how, files = []) {
  const report = join(how.scratch, `${lane.name}.json`);
  rmSync(report, { force: true });
  const ended = await start(vitestWords(lane, how.scratch, report, files), how);
  return { ...ended, report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null };
}

/** docs/decisions/0011-second-try.md. @param {Lane} lane @param {How} how @param {Tried} first @returns {Promise<Tried>} */
async function tryAgain(lane, how, first) {
  const { vitest = '' } = lane;
  const files = first.report === null ? [] : filesToTryAgain(vitest, first.report);
  if (first.report === null || files.length === 0) return first;
  const second = await tryVitest(lane, how, files);
  const output = `${first.output}\n-- ${lane.name}: a second try of ${files.join(', ')}\n${second.output}`;
  if (second.report === null) return { ...first, output };
  return { code: second.code, output, report: withSecondTry(vitest, first.report, second.report) };
}

/** @param {Lane} lane @param {string} scratch @param {string} report @param {string[]} files @returns {string[]} */
function vitestWords({ name, vitest = '', session = false }, scratch, report, files) {
  const vitestProgram = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const run = ['run', ...files, '-c', vitest, '--reporter=default', '--reporter=json'];
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
    secondTry: all.flatMap(({ fullName, firstFailure }) =>
      firstFailure === undefined ? [] : [{ name: `${lane}: ${fullName}`, why: firstFailure }],
    ),
    tests,
    runtimes: [...new Set(all.flatMap(({ fullName }) => onRuntime.exec(fullName)?.[1] ?? []))],
  };
}

/** @param {Assertion} assertion @returns {TestResult} */
function testOf({ fullName, status, meta, firstFailure }) {
  return {
    name: fullName.replace(onRuntime, ''),
    status: statusOf(status),
    ...(meta?.figures !== undefined && { figures: meta.figures }),
    ...(firstFailure !== undefined && { secondTry: true }),
  };
}

/** @param {string} status vitest's word: passed, failed, skipped, pending, todo or disabled @returns {TestResult['status']} */
const statusOf = (status) => (status === 'passed' || status === 'failed' ? status : 'skipped');
