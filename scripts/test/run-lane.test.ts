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
    expect(counts).toEqual({ passed: 1, broken: ['unit: two'], skipped: ['unit: three', 'unit: four'] });
  });

  it('count a file that could not be read as failed, though it reports no test', () => {
    expect(countsOf('unit', { testResults: [file('a.test.ts', 'failed', {})] }).broken).toEqual([
      'unit: a.test.ts could not be read',
    ]);
  });
});
