import type { AlarmKind } from '../core/contract/tokens';
import type { NoticeText } from './platform/notifications/port';

/**
 * All that Keyhaven says outside its window, but for reminders. Never a secret, a label, or the name of a program: other
 * programs hear these too.
 */
export const notices = {
  tray: {
    title: 'Keyhaven goes on in the tray',
    body: 'Only its window is closed. Open it, lock it or quit from its icon in the tray.',
    urgency: 'normal',
    actions: [{ id: 'quit', title: 'Quit instead' }],
  },
  approval: {
    title: 'A program asks for your yes',
    body: 'Keyhaven says which program it is and what it wants. Without an answer it counts as refused.',
    urgency: 'critical',
    actions: [{ id: 'show', title: 'Show' }],
  },
  tokensStopped: {
    title: 'All tokens are frozen',
    body: 'No program reaches an exchange with a token now. `keyhaven token list` shows them; `keyhaven token thaw` lets one go on.',
    urgency: 'normal',
    actions: [],
  },
  cannotRemind: {
    title: 'Keyhaven cannot remind you now',
    body: 'What it needs while the vault is locked is missing, damaged or cannot be opened. Unlock the vault once, and it is made anew.',
    urgency: 'normal',
    actions: [{ id: 'show', title: 'Unlock…' }],
  },
  notKeptAlive: {
    title: 'A key could not be kept alive',
    body: 'Keyhaven tried to use it before it dies of disuse, and its exchange did not accept it or could not be reached. What passes by itself is tried again tomorrow; the key says what happened and what to do.',
    urgency: 'normal',
    actions: [{ id: 'show', title: 'Show' }],
  },
  shortcutTaken: {
    title: 'The keys for quick copy do nothing now',
    body: 'Another program has them. Choose others in Keyhaven’s settings.',
    urgency: 'normal',
    actions: [],
  },
} as const satisfies Record<string, NoticeText>;

/** The titles of alarms; what happened and what to do next is the core's own text, without a label. */
export const alarmTitles = {
  withdrawalAttempted: 'A token was frozen',
  unknownPhantoms: 'Requests with a wrong key',
  endedPhantom: 'A token that is over is still used',
  firstUseOfClass: 'A token did something new',
  changedRequest: 'Requests that do not fit their signature',
  budgetNearlyUsed: 'A limit is nearly used up',
  expiredInUse: 'A token has expired',
  portTaken: 'A token cannot be reached',
  clockOff: 'The clock is off',
  keyGone: 'An exchange does not know a key any more',
  ordersUnknown: 'Orders need a look',
} as const satisfies Record<AlarmKind, string>;
