import { powerMonitor } from 'electron';
import type { Clock } from '../../../core/base/ports';
import { secondMs } from '../../../core/base/instants';
import type { Happening } from '../../../core/locking';
import type { Buses } from '../buses';
import { createIdle } from './idle';
import { watchScreenLock } from './screenLock';

const lookEveryMs = 15 * secondMs;

export interface PowerParts {
  readonly clock: Clock;
  readonly buses: Pick<Buses, 'openSession' | 'openSystem'>;
  readonly platform: NodeJS.Platform;
  /** The settings in the vault decide whether it locks. */
  readonly happened: (what: Happening, idleMs?: number) => void;
}

/**
 * Tells of whatever may lock the vault. Before the machine sleeps there is no more time than this call takes: to hold the
 * sleep back, logind wants a file descriptor kept, which our D-Bus client cannot pass. The doors close within the call;
 * wiping and clearing come right after, at the latest on waking.
 * @returns to be told when somebody did something with the vault
 */
export function watchPower({ clock, buses, platform, happened }: PowerParts): { touched(): void } {
  const idle = createIdle();
  powerMonitor.on('suspend', () => happened('suspend'));
  // Electron tells of a locked screen on macOS and Windows only.
  if (platform === 'linux') watchScreenLock(buses, () => happened('screenLock'));
  else powerMonitor.on('lock-screen', () => happened('screenLock'));

  const look = () => {
    const desktopMs = powerMonitor.getSystemIdleTime() * secondMs;
    happened('idle', idle.forMs(desktopMs, clock.monotonicMs()));
  };
  setInterval(look, lookEveryMs);
  // A timer stands still while the machine sleeps, and so may the first look after it.
  powerMonitor.on('resume', look);
  return { touched: () => idle.touched(clock.monotonicMs()) };
}
