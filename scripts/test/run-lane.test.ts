import { describe, expect, it } from 'vitest';
import { countsOf } from './run-lane.mjs';

const file = (name: string, status: string, tests: Record<string, string>) => ({
  name,
  status,
  assertionResults: Object.entries(tests).map(([fullName, state]) => ({ fullName, status: state })),
});

describe('the counts of a lane', () => {
  it('tell passed, failed and skipped apart, the last two by name', () => {
    const counts = countsOf('unit', {
      testResults: [file('a', 'failed', { one: 'passed', two: 'failed', three: 'pending', four: 'todo' })],
    });
    expect(counts).toMatchObject({ passed: 1, broken: ['unit: two'], skipped: ['unit: three', 'unit: four'] });
  });

  it('count a file that could not be read as failed, though it reports no test', () => {
    expect(countsOf('unit', { testResults: [file('a.test.ts', 'failed', {})] }).broken).toEqual([
      'unit: a.test.ts could not be read',
    ]);
  });

  it('keep each test with what it told of itself, named without the runtime, which is told apart', () => {
    const assertionResults = [
      { fullName: 'the sandbox, on Electron 22.3.25, the evaluation runtime is on', status: 'passed', meta: {} },
      { fullName: 'the package, on Electron 45.4.1 (needs root) is whole', status: 'pending' },
      { fullName: 'a killed writer', status: 'passed', meta: { figures: { kills: 50 } } },
    ];
    const { tests, runtimes } = countsOf('desktop', {
      testResults: [{ name: 'a', status: 'passed', assertionResults }],
    });
    expect(tests).toEqual([
      { name: 'the sandbox is on', status: 'passed' },
      { name: 'the package (needs root) is whole', status: 'skipped' },
      { name: 'a killed writer', status: 'passed', figures: { kills: 50 } },
    ]);
    expect(runtimes).toEqual(['22.3.25, the evaluation runtime', '45.4.1']);
  });
});
