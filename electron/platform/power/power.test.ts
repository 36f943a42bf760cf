import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchPower } from './power';

const monitor = vi.hoisted(() => ({ idleSeconds: 0, events: null as EventEmitter | null }));
vi.mock('electron', () => ({
  powerMonitor: {
    on: (name: string, listener: () => void) => monitor.events?.on(name, listener),
    getSystemIdleTime: () => monitor.idleSeconds,
  },
}));

let told: [string, number | undefined][];
const watch = (platform: NodeJS.Platform) =>
  watchPower({
    clock: { now: () => '' as never, monotonicMs: () => Date.now() },
    buses: { openSession: async () => null, openSystem: async () => null },
    platform,
    happened: (reason, idleMs) => told.push([reason, idleMs]),
  });

beforeEach(() => {
  vi.useFakeTimers({ now: 10 ** 12 });
  monitor.events = new EventEmitter();
  monitor.idleSeconds = 0;
  told = [];
});
afterEach(() => vi.useRealTimers());

describe('what may lock the vault', () => {
  it('is looked for every 15 s, and at once on waking', () => {
    watch('linux');
    monitor.idleSeconds = 610;
    vi.advanceTimersByTime(15_000);
    expect(told).toEqual([['idle', 610_000]]);
    monitor.events?.emit('resume');
    expect(told).toHaveLength(2);
  });

  it('does not count the time before somebody opened the vault', () => {
    const power = watch('linux');
    monitor.idleSeconds = 3600;
    power.touched();
    vi.advanceTimersByTime(15_000);
    expect(told).toEqual([['idle', 15_000]]);
  });

  it.each([
    [
      'darwin',
      [
        ['suspend', undefined],
        ['screenLock', undefined],
      ],
    ],
    [
      'win32',
      [
        ['suspend', undefined],
        ['screenLock', undefined],
      ],
    ],
    // There the buses tell of it.
    ['linux', [['suspend', undefined]]],
  ] as const)('is told within the event itself on %s', (platform, expected) => {
    watch(platform);
    monitor.events?.emit('suspend');
    monitor.events?.emit('lock-screen');
    expect(told).toEqual(expected);
  });
});
