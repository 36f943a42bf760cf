import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingKinds, severities } from '../contract/words';
import { costs, scoreOf } from './score';

const anyFinding = fc.record({ kind: fc.constantFrom(...findingKinds), severity: fc.constantFrom(...severities) });

describe('the score', () => {
  it('is 100 where nothing is found', () => {
    expect(scoreOf([])).toEqual({ score: 100, parts: [] });
  });

  it('is exactly 100 less its parts, whatever is found, and never below 0', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 60 }), (found) => {
        const { score, parts } = scoreOf(found);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(100 - parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        expect(parts.reduce((sum, { keys }) => sum + keys, 0)).toBe(found.length);
      }),
    );
  });

  it('never rises with one more finding', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 20 }), anyFinding, (found, more) => {
        expect(scoreOf([...found, more]).score).toBeLessThanOrEqual(scoreOf(found).score);
      }),
    );
  });

  it('has a row of costs for every kind of finding', () => {
    expect(Object.keys(costs).sort()).toEqual([...findingKinds].sort());
  });

  it('takes most for a key that can withdraw, and no more than its limit for many', () => {
    const withdraws = (n: number) =>
      scoreOf(Array.from({ length: n }, () => ({ kind: 'canWithdraw', severity: 'critical' }) as const));
    expect(withdraws(1).score).toBe(60);
    expect(withdraws(2).score).toBe(45);
    expect(withdraws(500).score).toBe(20);
  });
});
