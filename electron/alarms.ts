import { alarmTable, type AlarmListener } from '../core/tokens/alarms';
import { alarmTitles } from './notices';
import type { Notifications } from './platform/notifications/port';

export interface AlarmsParts {
  readonly notifications: Notifications;
  readonly showWindow: () => void;
}

/** Tells alarms of tokens outside the window, each kind in a place of its own: a limit nearly used must not hide a freeze. */
export const createAlarmTeller =
  ({ notifications, showWindow }: AlarmsParts): AlarmListener =>
  ({ kind, froze }) => {
    const { text, next } = alarmTable[kind];
    notifications.notify({
      id: `alarm ${kind}`,
      title: alarmTitles[kind],
      // Other programs hear notifications: which token it is, the window says.
      body: `${text('a token')} ${next}`,
      urgency: froze ? 'critical' : 'normal',
      actions: [{ id: 'show', title: 'Show' }],
      onAction: showWindow,
    });
  };
