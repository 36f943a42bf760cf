import { expect, it } from 'vitest';
import { instantOf } from '../base/instants';
import type { Adapter, WholeAnswer } from './adapters/adapter';
import { createExchangeClocks } from './clocks';
import { alarmTable } from '../tokens/alarms';

it('a clock that is off is measured again soon, so that the alarm that needs several measures can be raised', async () => {
  let monotonicMs = 0;
  const wall = Date.UTC(2026, 10, 1);
  const clock = { now: () => instantOf(wall + monotonicMs), monotonicMs: () => monotonicMs };
  const answer: WholeAnswer = { status: 200, body: Buffer.alloc(0) };
  const own = { time: () => ({}), readTime: () => wall + monotonicMs + 60_000 };
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

it('a clock that is set while it runs is held against the exchange’s at once, and one that slept is not called off', async () => {
  let [wall, monotonicMs, theirs] = [Date.UTC(2026, 10, 1), 0, Date.UTC(2026, 10, 1)];
  const pass = (ms: number) => {
    wall += ms;
    theirs += ms;
  };
  const clock = { now: () => instantOf(wall), monotonicMs: () => monotonicMs };
  let asked = 0;
  const upstream = {
    asked: async (): Promise<WholeAnswer> => {
      asked += 1;
      return { status: 200, body: Buffer.alloc(0) };
    },
  } as unknown as Parameters<typeof createExchangeClocks>[0];
  const adapter = { own: { time: () => ({}), readTime: () => theirs } } as unknown as Adapter;
  let off = 0;
  const clocks = createExchangeClocks(upstream, clock, () => (off += 1));
  const look = async () => {
    clocks.now('binance', adapter);
    await new Promise((resolve) => setImmediate(resolve));
    return [asked, off, clocks.now('binance', adapter) - theirs];
  };
  expect(await look()).toEqual([1, 0, 0]);
  // Asleep the one clock stands.
  pass(3_600_000);
  expect(await look()).toEqual([2, 0, 0]);
  pass(60_000);
  monotonicMs += 60_000;
  expect(await look()).toEqual([2, 0, 0]);
  wall += 24 * 3_600_000;
  expect(await look()).toEqual([3, 1, 0]);
});

/** An exchange whose answer is `tookMs` on its way back, and a clock that a test sets. */
function world() {
  const state = {
    wall: Date.UTC(2026, 10, 1),
    monotonicMs: 0,
    theirs: Date.UTC(2026, 10, 1),
    tookMs: 0,
    said: 0,
    off: 0,
  };
  const pass = (ms: number) => {
    state.wall += ms;
    state.monotonicMs += ms;
    state.theirs += ms;
  };
  const upstream = {
    asked: async (): Promise<WholeAnswer> => {
      state.said = state.theirs;
      pass(state.tookMs);
      return { status: 200, body: Buffer.alloc(0) };
    },
  } as unknown as Parameters<typeof createExchangeClocks>[0];
  const adapter = { own: { time: () => ({}), readTime: () => state.said } } as unknown as Adapter;
  const clock = { now: () => instantOf(state.wall), monotonicMs: () => state.monotonicMs };
  const clocks = createExchangeClocks(upstream, clock, () => (state.off += 1));
  const wrongBy = async () => {
    clocks.now('binance', adapter);
    await new Promise((resolve) => setImmediate(resolve));
    return clocks.now('binance', adapter) - state.theirs;
  };
  return { state, pass, wrongBy };
}

it('one answer that was long on its way does not move the clock of all tokens', async () => {
  const { state, pass, wrongBy } = world();
  state.tookMs = 100;
  expect(Math.abs(await wrongBy())).toBeLessThanOrEqual(50);
  pass(31 * 60_000);
  state.tookMs = 20_000;
  expect(Math.abs(await wrongBy())).toBeLessThanOrEqual(50);
  expect(state.off).toBe(0);
});

it('on a slow way alone the clock is still not wronger than the answers prove', async () => {
  const { state, wrongBy } = world();
  state.wall -= 60_000;
  state.tookMs = 3_000;
  expect(Math.abs(await wrongBy())).toBeLessThanOrEqual(3_000);
  expect(state.off).toBe(1);
});

it.each([-55_000, 55_000, -2_000, 2_000])('a clock that is set by %i ms is noticed at once', async (byMs) => {
  const { state, pass, wrongBy } = world();
  await wrongBy();
  pass(60_000);
  state.wall += byMs;
  expect(await wrongBy()).toBe(0);
});
