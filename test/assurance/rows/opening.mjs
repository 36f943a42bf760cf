// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const opening = {
  'open-both': {
    promise: 'With keychain and passphrase, neither alone opens the vault.',
    concerns: ['thief', 'program'],
    shownBy: {
      unit: [
        'opening tells a wrong passphrase from a wrong keychain entry',
        /^a vault that opens with keychainAndPassphrase /,
      ],
    },
  },
  'open-change-everywhere': {
    promise:
      'A changed passphrase, mode or recovery code opens every kept generation, and the old one opens none; the person is told what old copies still open with.',
    concerns: ['thief', 'owner'],
    shownBy: {
      unit: [
        /^a (passphrase|mode) that is changed /,
        /^a recovery code that is made anew /,
        'recovering leaves no generation that the old way still opens',
      ],
      contract: [/^changing the (passphrase|mode) /, 'a new recovery code opens the vault, and the old one does not'],
      crash: [
        /^a process killed while it has to (changePassphrase|changeMode|newCode|recover) /,
        /^a Keyhaven killed while it has to (change the passphrase|open with the recovery code) /,
      ],
    },
  },
  'open-leaked': {
    promise: '“It may have leaked” leaves nothing in the folder that the old passphrase, code or data key opens.',
    concerns: ['thief', 'owner'],
    shownBy: {
      unit: [/^a data key that is made anew /],
      contract: [/^“it may have leaked” /],
      crash: [
        /^a process killed while it has to leaked /,
        /^a Keyhaven killed while it has to say that it may have leaked /,
      ],
    },
  },
  'open-older-file': {
    promise: 'An older file that is put back opens frozen, and says so, where the vault has a keychain to ask.',
    concerns: ['thief', 'program'],
    shownBy: { unit: [/^the epoch /] },
  },
  'open-recovery': {
    promise:
      'When the keychain entry is lost the recovery code opens the vault; before that, no new key is made over it.',
    concerns: ['owner'],
    shownBy: {
      contract: [
        'one journey opens with the recovery code when the keychain entry is lost, and never makes a new key over the vault',
      ],
      terminal: [
        'a keychain that lost the vault’s entry is named; the recovery code opens the vault, and no new key is made over it before',
      ],
      window: [
        /is told when the keychain lost the entry, sees no new key made over the vault, and gets in with the recovery code$/,
      ],
    },
  },
  'open-guessing': {
    promise: 'Whoever guesses at the door waits longer with every wrong passphrase or code.',
    concerns: ['program', 'otherUser', 'owner'],
    shownBy: {
      unit: [/^wrong attempts /, 'a recovery code that is wrong counts like a wrong passphrase'],
      contract: [/^who guesses /],
    },
  },
  'lock-at-once': {
    promise: 'A lock closes every door from its first moment on, wipes the keys and clears what was copied.',
    concerns: ['program', 'owner'],
    shownBy: {
      unit: ['locking wipes every key', 'a copied secret is cleared at once on lock and quit'],
      contract: [/^a lock /, 'one journey clears the clipboard and forgets everything at the lock'],
      window: [
        'a vault that is locked from outside the window takes down all that showed a key, also an open dialog and a revealed field',
      ],
    },
  },
};
