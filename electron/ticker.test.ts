import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { minuteMs } from '../core/base/instants';
import { startTicker } from './ticker';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the ticker', () => {
  it('looks at most once a minute, only where it is time, and goes on after a look that failed', async () => {
    const looks = { due: 0, failing: 0, later: 0 };
    startTicker([
      { isTime: () => true, look: async () => (looks.due += 1) },
      { isTime: () => true, look: () => ((looks.failing += 1), Promise.reject(new Error('kh-test'))) },
      { isTime: () => false, look: async () => (looks.later += 1) },
    ]);
    await vi.advanceTimersByTimeAsync(minuteMs - 1);
    expect(looks).toEqual({ due: 0, failing: 0, later: 0 });
    await vi.advanceTimersByTimeAsync(10 * minuteMs);
    expect(looks).toEqual({ due: 10, failing: 10, later: 0 });
  });
});
