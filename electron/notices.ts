import type { NoticeText } from './platform/notifications/port';

/** All that Keyhaven says outside its window. Never a secret, a label, or the name of a program: other programs hear these too. */
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
  tokenFrozen: {
    title: 'A token was frozen',
    body: 'A program tried what no token allows, and nothing was sent. Keyhaven says which one, and what to do.',
    urgency: 'critical',
    actions: [{ id: 'show', title: 'Show' }],
  },
  tokenAlarm: {
    title: 'Something about a token needs a look',
    body: 'Keyhaven says which one, what happened and what to do: `keyhaven token show`, or `keyhaven log`.',
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
