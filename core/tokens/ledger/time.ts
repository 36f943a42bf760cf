import { uptime } from 'node:os';
import { epochMsOf, secondMs } from '../../base/instants';
import type { Clock } from '../../base/ports';

/** The ledger's own time, in epoch milliseconds: it never runs backwards, and setting the clock does not move it. */
export interface LedgerTime {
  now(): number;
}

/** Milliseconds since the computer was started, in which it also slept; in whole seconds on some systems. */
const systemUptimeMs = () => uptime() * 1000;

/**
 * Begins at the clock's time or at `notBefore`, whichever is later, and goes on with what has truly passed since: by the
 * monotonic clock, and, since that stands still on some systems while a computer sleeps, by the time since its start.
 */
export function createLedgerTime(world: {
  readonly clock: Clock;
  readonly notBefore: number;
  readonly uptimeMs?: (() => number) | undefined;
}): LedgerTime {
  const { clock, notBefore, uptimeMs = systemUptimeMs } = world;
  let last = Math.max(epochMsOf(clock.now()), notBefore);
  let lastMonotonic = clock.monotonicMs();
  let lastUptime = uptimeMs();
  let sinceLook = 0;

  return {
    now() {
      const monotonic = clock.monotonicMs();
      const passed = Math.max(0, monotonic - lastMonotonic);
      lastMonotonic = monotonic;
      last += passed;
      sinceLook += passed;
      // Asking the system takes longer than the rest, and a sleep shows at the next look.
      if (sinceLook >= secondMs) {
        const up = uptimeMs();
        const slept = up - lastUptime - sinceLook;
        // Less is the coarseness of that clock.
        if (slept > 2 * secondMs) last += slept;
        if (slept > 2 * secondMs || slept < -2 * secondMs) lastUptime = up;
        else lastUptime += sinceLook;
        sinceLook = 0;
      }
      return Math.floor(last);
    },
  };
}
