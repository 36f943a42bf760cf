import type { OldCopies } from '../../../core/contract/vault';

export const openingTexts = {
  actions: {
    passphrase: 'Change the passphrase',
    mode: 'Change how it opens',
    code: 'New recovery code',
    leaked: 'It may have leaked',
  },
  present: 'Present passphrase',
  presentEmpty: 'Type your present passphrase.',
  dialog: 'Keyhaven asks in a dialog of its own before anything is changed.',
  waiting: 'Waiting for your answer in the dialog.',
  cancel: 'Cancel',
  everywhere: 'The older generations that Keyhaven keeps are changed with it. Copies that you made elsewhere are not.',
  passphrase: {
    title: 'Change the passphrase',
    confirm: 'Change it',
    done: 'The passphrase is changed.',
  },
  mode: {
    title: 'Change how the vault opens',
    label: 'Open with',
    confirm: 'Change it',
    done: 'The vault opens the new way from now on.',
  },
  code: {
    title: 'Make a new recovery code?',
    text: 'The old code stops opening this vault. The new one is shown once, so have something to write with.',
    confirm: 'Make a new code',
  },
  leaked: {
    title: 'The vault may have leaked',
    text: 'Everything in it is encrypted anew under a new key, with a new recovery code and a new way in. Older generations are removed. The audit log goes on, unbroken.',
    warning: 'A copy that somebody has already can still be opened the old way',
    advice: 'Delete the API keys in it at the exchanges and make new ones. Nothing here can do that for you.',
    sentence: 'it may have leaked',
    label: (sentence: string) => `Type “${sentence}”`,
    differs: 'Type the sentence as it stands here.',
    confirm: 'Encrypt everything anew',
  },
  shown: {
    title: 'Write down your new recovery code',
    text: 'It is shown now and never again. Destroy the old one.',
    wrote: 'I wrote it down',
  },
  copies: {
    title: 'What old copies can still open',
    text: 'Backups and other copies of the vault file open the way they did when they were made. This is what was changed since:',
    row: (day: string, way: string) => `From before ${day}: ${way}`,
    ways: {
      keychain: 'this computer’s keychain of then',
      keychainAndPassphrase: 'the passphrase and the keychain of then',
      passphrase: 'the passphrase of then',
      recoveryCode: 'the recovery code of then',
    } satisfies Record<OldCopies['opensWith'], string>,
    today: 'opens today’s file too',
    todayText: 'Whoever opens such a copy has the key of today’s file. “It may have leaked” makes a new one.',
  },
} as const;
