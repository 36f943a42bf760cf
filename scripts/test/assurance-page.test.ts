import { describe, expect, it } from 'vitest';
import { assurancePage } from './assurance-page.mjs';
import type { Done } from './long-state.mjs';
import type { TestResult } from './run-lane.mjs';

const done = (date: string, tests: TestResult[], runtimes: string[] = []): Done => ({
  ...{ here: true, date, seconds: 61, passed: 1, broken: [], skipped: [] },
  ...{ secondTry: [], tests, runtimes, output: '' },
});
const promises = {
  whole: {
    promise: 'Never neither | never both.',
    concerns: ['owner'],
    shownBy: { crash: [/^killed/], unit: ['one file'] },
  },
  tray: { promise: 'It goes on in the tray.', concerns: ['owner'], shownBy: { desktop: ['the tray'] } },
} as const;
const lanes = {
  crash: done(
    '2026-11-24',
    [1, 2, 3, 4].map((n) => ({ name: `killed ${String(n)}`, status: 'passed', figures: { kills: 250 } })),
  ),
  unit: done('2026-11-23', [{ name: 'one file', status: 'passed' }], ['22.3.25, the evaluation runtime']),
};
const page = assurancePage(promises, lanes, { node: '20.19.0', platform: 'linux x64' });

describe('the page of what is promised', () => {
  it('has a row for each promise: what shows it, the figures added up, and the older date', () => {
    expect(page).toContain(
      '| <a id="whole"></a>Never neither \\| never both. | crash: killed 1<br>crash: killed 2<br>crash: and 2 more<br>unit: one file | 1,000 kills<br>5 tests | 2026-11-23 |',
    );
  });

  it('names what was not run, without a date', () => {
    expect(page).toContain(
      '| <a id="tray"></a>It goes on in the tray. | **Not run** (desktop was not run) | 0 tests |  |',
    );
    expect(page).toContain(
      '**1 of 2 promises** were shown on linux x64, Node 20.19.0, Electron 22.3.25, the evaluation runtime.',
    );
  });

  it('names a test that passed only at the second try as one that did', () => {
    const twice = done('2026-11-24', [{ name: 'the tray', status: 'passed', secondTry: true }]);
    expect(assurancePage(promises, { desktop: twice })).toContain('desktop: the tray (at the second try) | 1 test |');
  });

  it('says of each lane what ran, how long and when', () => {
    expect(page).toContain('| crash | 1 | 0 | 0 | 61 | 2026-11-24 |');
  });
});
