import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inRoot } from '../lib/paths.mjs';
import type { Report } from './run-lane.mjs';
import { filesToTryAgain, withSecondTry } from './second-try.mjs';

// Each starts vitest up to twice, beside whatever else this computer does.
vi.setConfig({ testTimeout: 60_000 });

/** A lane with real tests in a folder of its own, which count how often they were tried. */
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kh-second-try-'));
  const config = { root: folder, include: ['*.test.mjs'], globals: true, cache: false };
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default { test: ${JSON.stringify(config)} };`);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const counted = `
  import fs from 'node:fs';
  const tries = (name) => { fs.appendFileSync(import.meta.dirname + '/' + name, '.'); return fs.readFileSync(import.meta.dirname + '/' + name, 'utf8').length; };
  const passesFrom = (needed) => (name) => { if (tries(name) < needed) throw new Error('not yet: ' + name); };`;
const file = (name: string, tests: string) => {
  writeFileSync(join(folder, `${name}.test.mjs`), `${counted}\n${tests}`);
};
const test = (name: string, passesFrom: number) => `it('${name}', () => passesFrom(${String(passesFrom)})('${name}'));`;

const config = () => join(folder, 'vitest.config.mjs');
const promises = { whole: { promise: 'It holds.', concerns: ['owner'], shownBy: { some: ['flaky'] } } };

/** The runner in a process of its own, as a person starts it, with that lane alone. */
function run({ secondTry = true } = {}) {
  const lane = { name: 'some', needs: 'nothing', here: true, vitest: config(), secondTry };
  const program = `
    import { runAll } from ${JSON.stringify(inRoot('scripts', 'test', 'run-all.mjs'))};
    process.exitCode = await runAll({ lanes: [${JSON.stringify(lane)}], promises: ${JSON.stringify(promises)}, long: null });`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  return {
    status,
    lastLine: stdout.trim().split('\n').at(-1),
    end: stdout.slice(stdout.indexOf('== assurance')),
  };
}

describe('a test that fails and passes when it is tried once more', () => {
  it('is one pass, named at the end with why it failed, and keeps its promise', () => {
    file('a', test('flaky', 2) + test('firm', 1));
    file('b', test('other', 1));
    const { status, lastLine, end } = run();
    expect({ status, lastLine }).toEqual({ status: 0, lastLine: '4 passed, 0 failed, 0 skipped' });
    expect(end).toContain('== assurance: 1 promises shown');
    expect(end).toContain('Passed only at the second try:\n  some: flaky\n    Error: not yet: flaky\n');
    // What passed at once is not named there.
    expect(end).not.toMatch(/some: (firm|other)/);
  });

  it('is tried in its whole file, since that begins with what its tests share; other files are not run again', () => {
    file(
      'a',
      `let shared = 0;\n${test('before', 1)}\nit('flaky', () => { if (++shared > 1) throw new Error('shared'); passesFrom(2)('flaky'); });`,
    );
    file('b', `it('other', () => { if (tries('other') > 1) throw new Error('again'); });`);
    expect(run()).toMatchObject({ status: 0, lastLine: '4 passed, 0 failed, 0 skipped' });
  });

  it('may be one that did not run, since what its file begins with failed', () => {
    file('a', `beforeAll(() => passesFrom(2)('start'));\n${test('flaky', 1)}`);
    const { status, end } = run();
    expect(status).toBe(0);
    expect(end).toMatch(/Passed only at the second try:\n {2}some: flaky\n {4}.*not yet: start/);
  });

  it('fails where its lane has one try', () => {
    file('a', test('flaky', 2));
    expect(run({ secondTry: false })).toMatchObject({ status: 1, lastLine: '0 passed, 2 failed, 0 skipped' });
  });
});

describe('a test that fails at the second try', () => {
  it('has failed, once, also where it passed at first', () => {
    const worn = `it('worn', () => { if (tries('worn') > 1) throw new Error('worn'); });`;
    file('a', `${test('flaky', 3)}\n${test('firm', 1)}\n${worn}`);
    const { status, lastLine, end } = run();
    expect({ status, lastLine }).toEqual({ status: 1, lastLine: '1 passed, 3 failed, 0 skipped' });
    expect(end).toContain('Failed:\n  some: flaky\n  some: worn\n');
    expect(end).not.toContain('second try');
  });
});

describe('the second try', () => {
  const report = (root: string, ...names: string[]): Report => ({
    testResults: names.map((name) => ({ name: `${root}/test/some/${name}`, status: 'failed', assertionResults: [] })),
  });
  const lane = 'test/some/vitest.config.ts';

  it('is not for what fails in many files: that is no accident', () => {
    expect(filesToTryAgain(lane, report('/a', '1', '2', '3'))).toEqual(['test/some/1', 'test/some/2', 'test/some/3']);
    expect(filesToTryAgain(lane, report('/a', '1', '2', '3', '4'))).toEqual([]);
  });

  it('finds its files again in a session of its own, which has the checkout in another place', () => {
    const second = report('/b', '1');
    second.testResults[0]!.assertionResults.push({ fullName: 'x', status: 'passed' });
    expect(withSecondTry(lane, report('/a', '1'), second).testResults[0]?.assertionResults).toMatchObject([
      { fullName: 'x', firstFailure: expect.stringMatching(/./) as string },
    ]);
  });

  it('that never came about leaves the first as it was', () => {
    const first = report('/a', '1');
    expect(withSecondTry(lane, first, { testResults: [] })).toEqual(first);
  });
});
