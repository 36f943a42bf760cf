import type { PracticeFault } from '../../../core/contract/exchanges';
import type { LockScope } from '../../../core/contract/lock';

export const settingsTexts = {
  title: 'Settings',
  opening: {
    title: 'Opening',
    mode: 'Opens with',
    recovery: 'Recovery code',
    confirmed: 'Confirmed',
    unconfirmed: 'Not confirmed yet',
    unconfirmedText:
      'Type it once, so that you know it was written down right. Without it a lost keychain or a forgotten passphrase means a lost vault.',
    made: 'Vault made',
    unknown: 'Not known',
    keys: 'Keys in it',
    visible: 'Whoever holds the vault file can see how many keys are in it, and nothing else.',
  },
  locking: {
    title: 'Locking',
    idle: 'When nobody has touched the computer for',
    never: 'Never',
    when: {
      onSuspend: {
        label: 'When the computer goes to sleep',
        hint: 'A computer that was taken while it slept still has in memory what was open.',
      },
      onScreenLock: {
        label: 'When the screen locks',
        hint: 'As far as the desktop tells: GNOME, KDE, macOS and Windows do, a bare screen locker may not.',
      },
      onWindowClosed: {
        label: 'When the window closes',
        hint: 'Off: Keyhaven stays open in the tray until something else locks it.',
      },
    } satisfies Record<'onSuspend' | 'onScreenLock' | 'onWindowClosed', { label: string; hint: string }>,
    stops: 'What a lock stops',
    scopes: {
      everything: {
        title: 'Everything',
        text: 'All keys are wiped from memory. What you granted to programs waits until you unlock.',
      },
      window: {
        title: 'Only the window',
        text: 'Nobody can look or copy, but what you granted to programs goes on, so the keys stay in memory.',
      },
    } satisfies Record<LockScope, { title: string; text: string }>,
    always: 'Quitting Keyhaven always stops everything. A lock always clears a copied field from the clipboard.',
  },
  rotation: {
    title: 'Rotation',
    text: 'How often keys are to be replaced. A key follows what was chosen for it, else for its purpose, else your default, else the exchange’s advice.',
    default: 'Your default',
    which: (label: string) => `How often: ${label}`,
    change: 'Change',
    follows: 'follows the default',
    inheritDefault: 'As the exchange advises, else every 90 days.',
    own: (keys: string) => `${keys} with a choice of their own; it stands on the key’s screen.`,
  },
  desktop: {
    title: 'Desktop',
    tray: {
      label: 'Closing the window leaves Keyhaven in the tray',
      hint: 'Where your desktop has one; reminders and what you granted to programs go on. Without a tray (GNOME without an extension), closing the window quits Keyhaven.',
    },
    autostart: {
      label: 'Start with the session',
      hint: 'Keyhaven begins hidden in the tray, with the vault locked.',
    },
    shortcut: {
      label: 'Keys that open quick copy from anywhere',
      none: 'None',
      press: 'Press the keys…',
      clear: 'Clear',
      hint: 'Two of Ctrl, Alt, Shift and the system’s key, with a letter or a digit. If they do nothing (on Wayland many desktops give a program no keys), let your desktop’s keyboard settings run',
      command: 'keyhaven-desktop --quick-copy',
      cleared: 'Quick copy has no keys any more.',
      taken: (keys: string) => `Quick copy opens with ${keys}.`,
      problems: {
        tooFew: 'Hold two of Ctrl, Alt, Shift and the system’s key, so that it takes nothing from other programs.',
        otherKey: 'End with a letter or a digit.',
      },
    },
  },
  reminders: {
    title: 'Reminders',
    on: {
      label: 'Say when a key must be replaced or used',
      hint: 'Two weeks and three days before, sooner for keys that live short, and on the day itself; also while the vault is locked and the window closed.',
    },
    quiet: {
      label: 'Not between 22:00 and 8:00',
      hint: 'What comes due in these hours is said when they are over.',
    },
    private: {
      label: 'Say no names in notifications',
      hint: 'Other programs can read notifications, and people can see them. The tray follows this too.',
    },
    locked:
      'For reminding while the vault is locked, labels and dates lie in a small file of their own, sealed with a key in your keychain. Where a passphrase alone opens the vault, it holds dates and no names.',
  },
  clipboard: {
    title: 'Clipboard',
    text: 'A copied field is cleared after 30 seconds, when the vault is locked, and when Keyhaven quits; only if it is still there. Where the desktop can, it is kept out of the clipboard’s history.',
  },
  practice: {
    title: 'Practice exchange',
    text: 'An exchange on this computer alone, for trying Keyhaven without money. It checks signatures like the real ones. Practice keys go nowhere else.',
    states: { stopped: 'Stopped', running: 'Running', notOurs: 'Another program is at its address' },
    notOursText: 'The server there could not prove that it is ours, so no key is sent to it.',
    at: (address: string) => `at ${address}`,
    start: 'Start',
    stop: 'Stop',
    fill: 'Fill with practice keys',
    filled: 'The practice keys are in the vault.',
    fault: 'Let it misbehave',
    faultHint: 'To see what Keyhaven says of it. It stays so until you set it back.',
    faults: {
      none: 'Works well',
      slow: 'Answers slowly',
      failing: 'Fails (500)',
      rateLimited: 'Too many requests (429)',
      html: 'Answers a web page',
      clockOff: 'Clock is off',
      ipRefused: 'Refuses this address',
      cut: 'Cuts the connection',
      maintenance: 'Under maintenance',
    } satisfies Record<PracticeFault, string>,
  },
  bin: {
    title: 'Bin',
    text: 'A removed key stays here for 24 hours, sealed as before. After that it is wiped from every copy of the vault that Keyhaven keeps.',
    empty: 'The bin is empty.',
    list: 'Keys in the bin',
    wiped: 'Wiped',
    restore: 'Restore',
    restoreWhich: (label: string) => `Restore ${label}`,
    restored: (label: string) => `“${label}” is back.`,
    wipe: (label: string) => `Wipe ${label} now`,
    wipeHint: 'Before a key is wiped, Keyhaven asks in a dialog of its own.',
    gone: (label: string) => `“${label}” is wiped.`,
  },
  appearance: {
    title: 'Appearance',
    label: 'Colours',
    choices: { system: 'As the system', light: 'Light', dark: 'Dark' },
  },
  about: {
    title: 'About',
    version: 'Keyhaven',
    runtime: 'Runtime',
    runtimes: { electron: 'Electron', evaluation: 'Evaluation runtime, Electron', node: 'Node' },
    platform: 'System',
    folder: 'Data folder',
    realKeys: 'Real keys',
    allowed: 'Allowed',
    notAllowed: 'Only after an acknowledgement',
  },
} as const;
