import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTally } from './tally';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function tallied() {
  const told: string[] = [];
  return { told, tally: createTally(60_000, (kind, count) => told.push(`${kind} ×${count}`)) };
}

describe('what is refused again and again', () => {
  it('is told at once, and then once a minute with its number', () => {
    const { told, tally } = tallied();
    for (let times = 0; times < 1000; times += 1) tally.count('flood');
    expect(told).toEqual(['flood ×1']);
    vi.advanceTimersByTime(59_999);
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(['flood ×1', 'flood ×999']);
    tally.count('flood');
    expect(told).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['flood ×1', 'flood ×999', 'flood ×1']);
  });

  it('is told at once again after a quiet minute, and each kind by itself', () => {
    const { told, tally } = tallied();
    tally.count('one');
    tally.count('other');
    vi.advanceTimersByTime(60_000);
    tally.count('one');
    expect(told).toEqual(['one ×1', 'other ×1', 'one ×1']);
  });

  it('is told to the last one at the end', () => {
    const { told, tally } = tallied();
    for (let times = 0; times < 3; times += 1) tally.count('one');
    tally.end();
    expect(told).toEqual(['one ×1', 'one ×2']);
    vi.advanceTimersByTime(600_000);
    expect(told).toHaveLength(2);
  });
});
