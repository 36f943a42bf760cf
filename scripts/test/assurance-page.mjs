// @ts-check
import { judge } from './promises.mjs';

/** @typedef {import('./long-state.mjs').Done} Done */
/** @typedef {import('./promises.mjs').Promised} Promised */
/** @typedef {import('./promises.mjs').Verdict} Verdict */

/** More names than these are counted. */
const namesShown = 3;

/**
 * docs/assurance.md: each promise, what shows it, how much was done for it, and when.
 * @param {Readonly<Record<string, Promised>>} promises
 * @param {Readonly<Record<string, Done>>} done the lanes that ran on one state of the sources
 * @param {{ node: string, platform: string }} [machine]
 * @returns {string}
 */
export function assurancePage(
  promises,
  done,
  machine = { node: process.versions.node, platform: `${process.platform} ${process.arch}` },
) {
  const verdicts = Object.entries(promises).map(([id, promised]) => ({ id, promised, verdict: judge(promised, done) }));
  const shown = verdicts.filter(({ verdict }) => verdict.state === 'shown').length;
  const lanes = Object.entries(done).sort(([one], [other]) => (one < other ? -1 : 1));
  const runtimes = [...new Set(lanes.flatMap(([, { runtimes: on }]) => on))].sort();
  return [
    '# What is promised, and what shows it',
    '',
    'Made by the tests: `npm run test:long` writes this page from `test/assurance/promises.mjs` and its own results. `npm test` checks with smaller counts that every promise here is still shown. Who each promise holds against stands in the [threat model](threat-model.md).',
    '',
    `**${shown} of ${verdicts.length} promises** were shown on ${machine.platform}, Node ${machine.node}${runtimes.map((on) => `, Electron ${on}`).join('')}. What was not run is named as not run.`,
    '',
    '| promise | shown by | figure | date |',
    '|---|---|---|---|',
    ...verdicts.map((row) => rowOf(row, done)),
    '',
    '## Lanes of this run',
    '',
    '| lane | passed | failed | not run here | seconds | date |',
    '|---|---|---|---|---|---|',
    ...lanes.map(
      ([name, { passed, broken, skipped, seconds, date }]) =>
        `| ${name} | ${grouped(passed)} | ${broken.length} | ${skipped.length} | ${grouped(seconds)} | ${date} |`,
    ),
    '',
  ].join('\n');
}

/** @param {{ id: string, promised: Promised, verdict: Verdict }} row @param {Readonly<Record<string, Done>>} done */
function rowOf({ id, promised, verdict }, done) {
  const { state, why, shownBy, figures } = verdict;
  const tests = shownBy.flatMap(({ lane, tests: names }) => namesOf(lane, names));
  const word = { shown: '', broken: '**NOT SHOWN** ', skipped: '**Not run here** ', open: '**Not run** ' }[state];
  const missing = state === 'shown' ? [] : [`${word}(${why.slice(0, namesShown).join('; ')})`];
  const dates = Object.keys(promised.shownBy).flatMap((lane) => done[lane]?.date ?? []);
  const cells = [
    `<a id="${id}"></a>${promised.promise}`,
    [...missing, ...tests].join('<br>'),
    figuresOf(figures, shownBy),
    // The promise is as old as the oldest of what shows it.
    state === 'shown' ? (dates.sort()[0] ?? '') : '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** @param {string} lane @param {string[]} names */
function namesOf(lane, names) {
  const more = names.length - namesShown;
  const few = names.slice(0, more > 0 ? namesShown - 1 : namesShown).map((name) => `${lane}: ${name}`);
  return more > 0 ? [...few, `${lane}: and ${grouped(more + 1)} more`] : few;
}

/** @param {Record<string, number>} figures @param {Verdict['shownBy']} shownBy */
function figuresOf(figures, shownBy) {
  const tests = shownBy.reduce((sum, { tests: names }) => sum + names.length, 0);
  const told = Object.entries(figures).map(([what, count]) => `${grouped(count)} ${what}`);
  return [...told, `${grouped(tests)} ${tests === 1 ? 'test' : 'tests'}`].join('<br>');
}

/** @param {number} count */
const grouped = (count) => count.toLocaleString('en-GB');
