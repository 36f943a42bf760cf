// @ts-check
import { dirname } from 'node:path';

/** @typedef {import('./run-lane.mjs').Assertion} Assertion */
/** @typedef {import('./run-lane.mjs').Report} Report */
/** @typedef {Report['testResults'][number]} FileReport */

/** What fails in more files than these is no accident, and is not worth its time again. */
const filesAtMost = 3;
/** Of the message of a first failure. */
const linesShown = 6;

/**
 * The files to run once more, whole and in a process of their own: their tests share what `beforeAll` made, so that a
 * test alone would find what its first try left.
 * @param {string} config the lane's vitest configuration
 * @param {Report} first
 * @returns {string[]} words that choose those files, none where there is no second try
 */
export function filesToTryAgain(config, { testResults }) {
  const files = testResults.filter(({ status }) => status === 'failed').map((file) => placeOf(config, file));
  return files.length > filesAtMost ? [] : files;
}

/**
 * The first report with the files of the second in their place. What counts of a file is its second run, whole: a test
 * that passed at first and fails now has failed.
 * @param {string} config
 * @param {Report} first
 * @param {Report} second
 * @returns {Report} whose tests that did not pass at first tell why
 */
export function withSecondTry(config, first, second) {
  return {
    testResults: first.testResults.map((before) => {
      if (before.status !== 'failed') return before;
      const now = second.testResults.find((file) => placeOf(config, file) === placeOf(config, before));
      if (now === undefined) return before;
      return { ...now, assertionResults: now.assertionResults.map((test) => withFirstFailure(test, before)) };
    }),
  };
}

/** @param {Assertion} test @param {FileReport} before its file, at the first try @returns {Assertion} */
function withFirstFailure(test, { assertionResults, message = '' }) {
  const same = assertionResults.filter(({ fullName }) => fullName === test.fullName);
  if (test.status !== 'passed' || (same.length > 0 && same.every(({ status }) => status === 'passed'))) return test;
  const why = same.flatMap(({ failureMessages = [] }) => failureMessages)[0] ?? message;
  return { ...test, firstFailure: withoutStack(why) || 'it did not run, since what its file begins with failed' };
}

/** @param {string} message */
const withoutStack = (message) =>
  (message.split(/\n\s+at /)[0] ?? '').trim().split('\n').slice(0, linesShown).join('\n');

/** From the lane's folder on: a session of its own has the checkout in another place each time. */
const placeOf = (/** @type {string} */ config, /** @type {{ name: string }} */ { name }) =>
  name.slice(Math.max(0, name.lastIndexOf(`${dirname(config)}/`)));
