export const firstRunTexts = {
  step: (n: number) => `Step ${n} of 3`,
  mode: {
    title: 'How shall your vault open?',
    lead: 'Your exchange keys are kept encrypted on this computer, and nowhere else. Choose what it takes to read them.',
    label: 'Open with',
    recommended: 'Recommended',
    create: 'Make the vault',
    waiting: 'Waiting for the keychain. Look for a dialog of your desktop.',
  },
  code: {
    title: 'Write down your recovery code',
    lead: 'It opens the vault when the passphrase is forgotten or the keychain is lost. It is shown now and never again.',
    label: 'Recovery code',
    keep: 'Paper in a safe place is good. A photo or a note in the cloud is not.',
    wrote: 'I wrote it down',
  },
  confirm: {
    title: 'Type it once',
    lead: 'So that you know it was written down right.',
    label: 'Recovery code',
    hint: 'Spaces and hyphens do not matter. O is read as 0; I and L are read as 1.',
    incomplete: (n: number) => `${n} of 32 characters so far. Check each group.`,
    confirm: 'Confirm',
    look: 'Show it again',
    later: 'Do this later',
    done: 'The recovery code is confirmed.',
  },
  begin: {
    title: 'Your vault is ready',
    lead: 'Look around with made-up keys first, or begin with one of your own.',
    practice: {
      title: 'Fill from the practice exchange',
      text: 'Four keys of an exchange that runs on this computer alone: one healthy, one that can withdraw, one without an IP list, one that lapses in five days. No account, no money.',
      action: 'Fill with practice keys',
    },
    real: {
      title: 'Add a real key',
      text: 'Of any exchange that ccxt has. Stored encrypted, tested at once, and shown with what it can really do.',
      action: 'Add a real key',
    },
    later: 'Start empty',
  },
} as const;
