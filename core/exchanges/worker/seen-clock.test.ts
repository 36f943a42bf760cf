import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOffSeen } from './seen-clock';

const start = Date.UTC(2026, 10, 24, 12);

/** What is made of an answer of an exchange whose clock is `aheadMs` before ours, and which looked at it after `lookedMs` of `tookMs`. */
function seen(aheadMs: number, tookMs: number, lookedMs: number, beganMs = start): number | null {
  const date = Math.floor((beganMs + lookedMs + aheadMs) / 1000) * 1000 + 500;
  return clockOffSeen({ exchangeTimeMs: date, localTimeMs: beganMs + tookMs }, beganMs);
}

const began = fc.integer({ min: start, max: start + 60_000 });
const took = fc.integer({ min: 0, max: 10_000 }).chain((tookMs) => fc.tuple(fc.constant(tookMs), fc.nat(tookMs)));

describe('the clock of an exchange that answered', () => {
  it('is never off where it agrees with ours, however slow the answer was', () => {
    fc.assert(fc.property(began, took, (beganMs, [tookMs, looked]) => seen(0, tookMs, looked, beganMs) === null));
  });

  it('is measured to within a second and half the time of the answer', () => {
    const off = fc.integer({ min: -600_000, max: 600_000 });
    fc.assert(
      fc.property(began, took, off, (beganMs, [tookMs, looked], aheadMs) => {
        const measured = seen(aheadMs, tookMs, looked, beganMs);
        const within = 1_001 + tookMs / 2;
        if (measured === null) expect(Math.abs(aheadMs)).toBeLessThan(2_001 + tookMs);
        else expect(Math.abs(measured - aheadMs)).toBeLessThan(within);
      }),
    );
  });

  it('says nothing where the answer has no date', () => {
    expect(clockOffSeen({ exchangeTimeMs: null, localTimeMs: start }, start)).toBeNull();
  });
});
