import type { Wish } from '../core/contract/app';
import type { Keyhaven } from '../core/keyhaven';
import { notices } from './notices';
import type { Notifications } from './platform/notifications/port';
import type { Duty } from './ticker';

export interface KeepAliveParts {
  readonly keepingAlive: Keyhaven['keepingAlive'];
  readonly notifications: Pick<Notifications, 'notify'>;
  readonly go: (wish: Wish) => void;
}

/** Keeps keys alive by itself, and tells where that failed. */
export const createKeepAliveDuty = ({ keepingAlive, notifications, go }: KeepAliveParts): Duty => ({
  isTime: keepingAlive.isTime,
  async look() {
    const { failed } = await keepingAlive.look();
    if (failed.length === 0) return;
    // Of several the list of keys shows which.
    const credential = failed.length === 1 ? (failed[0] ?? null) : null;
    const onAction = () => go({ credential, rotate: false });
    notifications.notify({ id: 'notKeptAlive', ...notices.notKeptAlive, onAction });
  },
});
