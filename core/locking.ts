import { minuteMs } from './base/instants';
import type { LockReason, LockSettings } from './contract/lock';

/** What happens around an open vault and may lock it. */
export type Happening = Exclude<LockReason, 'closed'>;

const rules = {
  idle: ({ idleMinutes }, idleMs) => idleMinutes !== null && idleMs >= idleMinutes * minuteMs,
  suspend: ({ onSuspend }) => onSuspend,
  screenLock: ({ onScreenLock }) => onScreenLock,
  windowClosed: ({ onWindowClosed }) => onWindowClosed,
} as const satisfies Record<Happening, (settings: LockSettings, idleMs: number) => boolean>;

/** Whether it locks the vault, by the settings. */
export const locksFor = (happening: Happening, settings: LockSettings, idleMs = 0): boolean =>
  rules[happening](settings, idleMs);
