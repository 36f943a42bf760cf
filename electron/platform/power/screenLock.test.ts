import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bus, Signal } from '../dbus/bus';
import { watchScreenLock } from './screenLock';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function fakeBus(works = true) {
  const closes: (() => void)[] = [];
  const listeners: ((signal: Signal) => void)[] = [];
  const bus: Bus = {
    call: async () => [],
    watchName: async () => undefined,
    onSignal: async (_filter, listener) => {
      if (!works) throw new Error('timeout');
      listeners.push(listener);
    },
    onClosed: (listener) => void closes.push(listener),
    close: () => {
      for (const listener of closes) listener();
    },
  };
  return { bus, locks: () => listeners[0]?.({ path: '/', body: [true] }) };
}

/** @param buses what each try finds; nothing after the last */
function watch(...buses: (Bus | null)[]) {
  const seen = { opened: 0, locked: 0 };
  const openSession = async () => buses[seen.opened++] ?? null;
  // The machine's bus stays as it is.
  const openSystem = async () => fakeBus().bus;
  watchScreenLock({ openSession, openSystem }, () => (seen.locked += 1));
  return seen;
}

describe('the watch for a locked screen', () => {
  it('goes on with a bus that comes back', async () => {
    const [first, second] = [fakeBus(), fakeBus()];
    const seen = watch(first.bus, second.bus);
    await vi.advanceTimersByTimeAsync(0);
    first.bus.close();
    await vi.advanceTimersByTimeAsync(1000);
    second.locks();
    expect(seen).toEqual({ opened: 2, locked: 1 });
  });

  it('asks a bus that stays away ever more seldom, and at least once a minute', async () => {
    const seen = watch();
    const counts: number[] = [];
    for (const ms of [0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]) {
      await vi.advanceTimersByTimeAsync(ms);
      counts.push(seen.opened);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('leaves a bus that cannot be listened to, and tries another', async () => {
    const deaf = fakeBus(false);
    const close = vi.spyOn(deaf.bus, 'close');
    const good = fakeBus();
    const seen = watch(deaf.bus, good.bus);
    await vi.advanceTimersByTimeAsync(1000);
    good.locks();
    expect(close).toHaveBeenCalledTimes(1);
    expect(seen).toEqual({ opened: 2, locked: 1 });
  });
});
