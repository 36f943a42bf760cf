import type { VaultFreeze } from '../../core/contract/words';

export const appTexts = {
  name: 'Keyhaven',
  starting: 'Opening Keyhaven',
  navigation: 'Main',
  keys: 'Keys',
  activity: 'Activity',
  settings: 'Settings',
  find: 'Find anything',
  lock: 'Lock',
  locking: 'Locking',
  lockEverything: 'Lock and stop everything',
  locked: 'The vault is locked.',
  opened: 'The vault is open.',
  goesOn: {
    short: 'Only the window is locked.',
    text: 'What you granted to programs goes on, so the keys are still in memory.',
    stop: 'Stop everything',
  },
  skip: 'Skip to content',
  shortcuts: {
    title: 'Keyboard',
    find: 'Find a key',
    palette: 'Find anything, do anything',
    lock: 'Lock, as the settings say',
    lockEverything: 'Lock, and stop everything',
    add: 'Add a key',
    test: 'Test the chosen keys',
    open: 'Open the key under the cursor',
    choose: 'Choose or release a row',
    chooseAll: 'Choose all rows',
    back: 'Close, or go back',
    help: 'This list',
  },
  evaluation: {
    short: 'Evaluation runtime',
    text: 'An old browser engine without security fixes, for trying Keyhaven with practice keys.',
  },
  frozen: {
    fellBack: {
      title: 'The vault opened from an older copy',
      text: 'The newest file could not be read. Look whether the last changes are here before you make new ones.',
    },
    epoch: {
      title: 'This vault file is older than this computer knows of',
      text: 'Somebody put back an older copy. Changes since are missing, and what was revoked since may look valid again. If it was not you, find out who can write to the data folder.',
    },
  } satisfies Record<VaultFreeze, { title: string; text: string }>,
  unconfirmed: {
    title: 'Your recovery code is not confirmed',
    text: 'Type it once, so that you know it was written down right. Without it a lost keychain means a lost vault.',
    action: 'Confirm it',
  },
  boundary: {
    title: 'This part of the window stopped working',
    text: 'Nothing in the vault was changed. Open it again; if it happens again, restart Keyhaven.',
    action: 'Open it again',
  },
  cannotStart: { title: 'Keyhaven could not look at the vault', again: 'Try again' },
  testEnd: {
    works: (n: string) => `${n} tested, all work`,
    mixed: (works: number, fails: number) => `${works} work, ${fails} failed`,
    cancelled: 'Testing was cancelled',
    kept: 'What was finished before is kept.',
    see: 'The keys that failed say why.',
  },
} as const;
