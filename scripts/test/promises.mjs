// @ts-check

/** @typedef {import('./run-lane.mjs').TestResult} TestResult */
/**
 * What the product promises, and which tests show it.
 * @typedef {object} Promised
 * @property {string} promise in the product's words
 * @property {readonly Concern[]} concerns the attackers it holds against
 * @property {Readonly<Record<string, readonly (string | RegExp)[]>>} shownBy per lane: full names of tests, or patterns of them
 */
/** @typedef {'thief' | 'otherUser' | 'program' | 'bot' | 'page' | 'exchange' | 'owner'} Concern */
/**
 * What became of one lane.
 * @typedef {object} LaneResult
 * @property {boolean} here whether this system can run it at all
 * @property {readonly TestResult[]} tests
 */
/**
 * @typedef {object} Verdict
 * @property {'shown' | 'broken' | 'skipped' | 'open'} state `skipped`: it cannot be run here; `open`: it was not asked for
 * @property {string[]} why what is in the way, each by the name of the test
 * @property {{ lane: string, tests: string[] }[]} shownBy the tests that were found, per lane; a second try is told
 * @property {Record<string, number>} figures what those tests told, added up
 */

/**
 * Whether one promise was shown by what ran.
 * @param {Promised} promised
 * @param {Readonly<Record<string, LaneResult>>} lanes those that ran
 * @returns {Verdict}
 */
export function judge({ shownBy }, lanes) {
  /** @type {Verdict} */
  const verdict = { state: 'shown', why: [], shownBy: [], figures: {} };
  const states = new Set();
  for (const [lane, wanted] of Object.entries(shownBy)) {
    const ran = lanes[lane];
    if (ran === undefined || !ran.here) {
      states.add(ran === undefined ? 'open' : 'skipped');
      verdict.why.push(`${lane} was not run${ran === undefined ? '' : ' here'}`);
      continue;
    }
    const found = new Set(wanted.flatMap((name) => testsNamed(name, ran.tests)));
    for (const name of wanted.filter((one) => testsNamed(one, ran.tests).length === 0)) {
      states.add('broken');
      verdict.why.push(`${lane} has no test “${String(name)}”`);
    }
    for (const { name, status, figures = {} } of found) {
      if (status === 'failed') states.add('broken');
      if (status === 'skipped') states.add('skipped');
      if (status !== 'passed')
        verdict.why.push(`${lane}: “${name}” ${status === 'failed' ? 'failed' : 'was not run here'}`);
      for (const [what, count] of Object.entries(figures)) verdict.figures[what] = (verdict.figures[what] ?? 0) + count;
    }
    verdict.shownBy.push({ lane, tests: [...new Set([...found].map(wordsOf))] });
  }
  const worst = /** @type {const} */ (['broken', 'open', 'skipped']).find((state) => states.has(state));
  return { ...verdict, state: worst ?? 'shown' };
}

/** @param {TestResult} test */
const wordsOf = ({ name, secondTry = false }) => (secondTry ? `${name} (at the second try)` : name);

/** @param {string | RegExp} wanted @param {readonly TestResult[]} tests */
const testsNamed = (wanted, tests) =>
  tests.filter(({ name }) => (typeof wanted === 'string' ? name === wanted : wanted.test(name)));

/**
 * Every promise as a test of its own. What was not asked for does not count.
 * @param {Readonly<Record<string, Promised>>} promises
 * @param {Readonly<Record<string, LaneResult>>} lanes
 * @returns {{ passed: number, broken: string[], skipped: string[] }}
 */
export function countPromises(promises, lanes) {
  const counts = { passed: 0, broken: /** @type {string[]} */ ([]), skipped: /** @type {string[]} */ ([]) };
  for (const [id, promised] of Object.entries(promises)) {
    const { state, why } = judge(promised, lanes);
    const named = `assurance: the promise ${id}: ${why.join('; ')}`;
    if (state === 'shown') counts.passed += 1;
    if (state === 'broken') counts.broken.push(named);
    if (state === 'skipped') counts.skipped.push(named);
  }
  return counts;
}
