import { Notification } from 'electron';
import type { Notice, Notifications } from './port';

/** Electron's notifications, which have buttons on macOS and Windows. Source: electronjs.org/docs/api/notification, seen 2026-11. */
export function createNativeNotifications(): Notifications {
  const live = new Map<string, Notification>();

  function show(notice: Notice): boolean {
    if (!Notification.isSupported()) return false;
    const { id, title, body, urgency, actions } = notice;
    const buttons = actions.map((action) => ({ type: 'button' as const, text: action.title }));
    const shown = new Notification({ title, body, urgency, actions: buttons });
    const forget = () => {
      if (live.get(id) === shown) live.delete(id);
    };
    shown.on('click', () => {
      forget();
      notice.onAction('default');
    });
    shown.on('action', ({ actionIndex }) => {
      forget();
      const action = actions[actionIndex];
      if (action !== undefined) notice.onAction(action.id);
    });
    shown.on('close', () => {
      forget();
      notice.onClose?.();
    });
    live.get(id)?.close();
    // Kept, or it would be collected and its click heard by nobody.
    live.set(id, shown);
    shown.show();
    return true;
  }

  return {
    notify: (notice) => ({ shown: Promise.resolve(show(notice)), close: () => live.get(notice.id)?.close() }),
  };
}
