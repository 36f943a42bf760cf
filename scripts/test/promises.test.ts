import { describe, expect, it } from 'vitest';
import { countPromises, judge, type LaneResult, type Promised } from './promises.mjs';

const promised = (shownBy: Promised['shownBy']): Promised => ({ promise: 'It holds.', concerns: ['owner'], shownBy });
const lane = (tests: LaneResult['tests'], here = true): LaneResult => ({ here, tests });
const passed = (name: string, figures?: Record<string, number>) =>
  ({ name, status: 'passed', ...(figures && { figures }) }) as const;

describe('a promise', () => {
  it('is shown when every test that it names is there and passed, and has their figures', () => {
    const both = promised({ crash: [/^a killed /], unit: ['one file'] });
    const lanes = {
      crash: lane([passed('a killed save', { kills: 3 }), passed('a killed lock', { kills: 4 })]),
      unit: lane([passed('one file'), { name: 'another', status: 'failed' }]),
    };
    expect(judge(both, lanes)).toEqual({
      state: 'shown',
      why: [],
      shownBy: [
        { lane: 'crash', tests: ['a killed save', 'a killed lock'] },
        { lane: 'unit', tests: ['one file'] },
      ],
      figures: { kills: 7 },
    });
  });

  it.each([
    ['a test that was renamed', [passed('two files')], 'unit has no test “one file”'],
    ['a lane that did not finish', [], 'unit has no test “one file”'],
    ['a test that failed', [{ name: 'one file', status: 'failed' }], 'unit: “one file” failed'],
  ] as const)('is broken by %s', (_name, tests, why) => {
    expect(judge(promised({ unit: ['one file'] }), { unit: lane(tests) })).toMatchObject({
      state: 'broken',
      why: [why],
    });
  });

  it('is broken by a pattern that no test has any more', () => {
    expect(judge(promised({ unit: [/^file/] }), { unit: lane([passed('one')]) }).state).toBe('broken');
  });

  it('is skipped, never shown, where one of its tests or a whole lane cannot run here', () => {
    const two = promised({ unit: [/file/] });
    const lanes = { unit: lane([passed('one file'), { name: 'two files', status: 'skipped' }]) };
    expect(judge(two, lanes)).toMatchObject({ state: 'skipped', why: ['unit: “two files” was not run here'] });
    expect(judge(promised({ desktop: ['x'] }), { desktop: lane([], false) }).state).toBe('skipped');
  });

  it('is shown by a test that passed at the second try, which is told with its name', () => {
    const twice = { name: 'one file', status: 'passed', secondTry: true } as const;
    expect(judge(promised({ unit: ['one file'] }), { unit: lane([twice]) })).toMatchObject({
      state: 'shown',
      shownBy: [{ lane: 'unit', tests: ['one file (at the second try)'] }],
    });
  });

  it('does not count where its lane was not asked for, but is broken all the same by one that was', () => {
    const both = promised({ crash: ['x'], unit: ['one file'] });
    expect(countPromises({ both }, { unit: lane([passed('one file')]) })).toEqual({
      passed: 0,
      broken: [],
      skipped: [],
    });
    expect(countPromises({ both }, { unit: lane([]) }).broken).toEqual([
      'assurance: the promise both: crash was not run; unit has no test “one file”',
    ]);
  });
});
