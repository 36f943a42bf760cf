import { instantOf } from '../base/instants';
import type { Clock } from '../base/ports';
import type { Timers } from './timers';

/** A clock that stands still until the test moves it, and timers that go off as it passes them. */
export function createTestTime(): { clock: Clock; timers: Timers; pass(ms: number): Promise<void>; waiting(): number } {
  let nowMs = 0;
  const due = new Set<{ readonly atMs: number; readonly work: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock: { now: () => instantOf(Date.UTC(2026, 10, 24) + nowMs), monotonicMs: () => nowMs },
    timers: {
      after: (ms, work) => {
        const timer = { atMs: nowMs + ms, work };
        due.add(timer);
        return () => void due.delete(timer);
      },
    },
    async pass(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = [...due].sort((one, other) => one.atMs - other.atMs);
        if (next === undefined || next.atMs > endMs) break;
        due.delete(next);
        nowMs = next.atMs;
        next.work();
        await settle();
      }
      nowMs = endMs;
      await settle();
    },
    waiting: () => due.size,
  };
}
