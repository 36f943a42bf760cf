import { expect, it } from 'vitest';
import { instantOf } from '../base/instants';
import type { Adapter, WholeAnswer } from './adapters/adapter';
import { createExchangeClocks } from './clocks';
import { alarmTable } from '../tokens/alarms';

it('a clock that is off is measured again soon, so that the alarm that needs several measures can be raised', async () => {
  let monotonicMs = 0;
  const wall = Date.UTC(2026, 10, 1);
  const clock = { now: () => instantOf(wall), monotonicMs: () => monotonicMs };
  const answer: WholeAnswer = { status: 200, body: Buffer.alloc(0) };
  const own = { time: () => ({}), readTime: () => wall + 60_000 };
  const offAt: number[] = [];
  const clocks = createExchangeClocks(
    { asked: async () => answer } as unknown as Parameters<typeof createExchangeClocks>[0],
    clock,
    () => offAt.push(monotonicMs),
  );
  const { times, withinMs } = alarmTable.clockOff.after;
  for (; monotonicMs < withinMs; monotonicMs += 1000) {
    clocks.now('binance', { own } as unknown as Adapter);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(offAt.length).toBeGreaterThanOrEqual(times);
  // And not with every request.
  expect(offAt.length).toBeLessThan(20);
});
