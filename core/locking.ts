import { minuteMs } from './base/instants';
import type { LockReason, LockSettings } from './contract/lock';

/** Whether something that happened locks the vault, by the settings. `closed` (Keyhaven ends) always does. */
export function locksFor(reason: LockReason, settings: LockSettings, idleMs = 0): boolean {
  switch (reason) {
    case 'idle':
      return settings.idleMinutes !== null && idleMs >= settings.idleMinutes * minuteMs;
    case 'suspend':
      return settings.onSuspend;
    case 'screenLock':
      return settings.onScreenLock;
    case 'windowClosed':
      return settings.onWindowClosed;
    case 'closed':
      return true;
  }
}
