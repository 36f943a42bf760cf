import { describe, expect, it } from 'vitest';
import { epochMsOf, instantOf } from './instants';

describe('an instant', () => {
  it('comes back as the milliseconds that its text says, also where more was given', () => {
    expect(epochMsOf(instantOf(1_750_000_000_123))).toBe(1_750_000_000_123);
    expect(epochMsOf(instantOf(1_750_000_000_124.9))).toBe(1_750_000_000_124);
    expect(instantOf(1_750_000_000_125)).toBe('2025-06-15T15:06:40.125Z');
    expect(instantOf(1_750_000_000_124)).toBe('2025-06-15T15:06:40.124Z');
  });

  it('is not made of what is no date, and the one before stays what it was', () => {
    const before = instantOf(1_750_000_000_123);
    expect(() => instantOf(Number.NaN)).toThrow(RangeError);
    expect(epochMsOf(before)).toBe(1_750_000_000_123);
    expect(instantOf(1_750_000_000_123)).toBe(before);
  });
});
