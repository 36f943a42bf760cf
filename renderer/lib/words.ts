import type { Granted, KeychainTrouble, Need, OpenMode, Purpose, Right, Severity } from '../../core/contract/words';

/** The product's words as a person reads them. */
export const rightWords = {
  read: { short: 'Read', long: 'Read balances and history' },
  spotTrade: { short: 'Spot', long: 'Trade on spot markets' },
  marginTrade: { short: 'Margin', long: 'Trade with borrowed money' },
  futuresTrade: { short: 'Futures', long: 'Trade futures and perpetuals' },
  optionsTrade: { short: 'Options', long: 'Trade options' },
  transfer: { short: 'Transfer', long: 'Move money between own accounts' },
  borrow: { short: 'Borrow', long: 'Take and repay loans' },
  convert: { short: 'Convert', long: 'Convert one coin to another' },
  earn: { short: 'Earn', long: 'Put coins into savings and staking' },
  subAccount: { short: 'Sub-accounts', long: 'Manage sub-accounts' },
  fiatP2p: { short: 'Fiat & P2P', long: 'Use fiat and peer-to-peer trades' },
  withdraw: { short: 'Withdraw', long: 'Send money out of the account' },
} as const satisfies Record<Right, { short: string; long: string }>;

export const purposeWords = {
  tracker: { title: 'Tracker or tax', whom: 'a tracker', text: 'Only reads. Every other right is too broad.' },
  spotBot: { title: 'Spot bot', whom: 'a spot bot', text: 'Reads and trades on spot markets.' },
  marginBot: { title: 'Margin bot', whom: 'a margin bot', text: 'Trades spot and margin; may borrow.' },
  futuresBot: { title: 'Futures bot', whom: 'a futures bot', text: 'Trades futures; spot is allowed.' },
  copyTrading: { title: 'Copy trading', whom: 'copy trading', text: 'Reads; spot and futures are allowed.' },
  manual: { title: 'By hand', whom: 'use by hand', text: 'Your own use. Anything but withdrawing.' },
} as const satisfies Record<Purpose, { title: string; whom: string; text: string }>;

export const severityWords = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
} as const satisfies Record<Severity, string>;

export const needWords = {
  needed: 'needed',
  allowed: 'allowed',
  warned: 'better not',
  tooBroad: 'not needed',
} as const satisfies Record<Need, string>;

export const grantedWords = { yes: 'granted', no: 'not granted', unknown: 'not told' } as const satisfies Record<
  Granted,
  string
>;

export const modeWords = {
  keychain: {
    title: 'Keychain',
    text: 'Opens by itself while you are logged in. Protects the file if the disk is stolen or a backup leaks. Any program that runs as you can ask the keychain too.',
  },
  keychainAndPassphrase: {
    title: 'Keychain and passphrase',
    text: 'Needs this computer and what only you know. Protects from a stolen disk, a leaked backup, and from programs that read your keychain.',
  },
  passphrase: {
    title: 'Passphrase only',
    text: 'Needs no keychain and opens on any computer. Whoever gets the file may guess at it for ever, so the passphrase has to be long.',
  },
} as const satisfies Record<OpenMode, { title: string; text: string }>;

export const needsPassphrase = (mode: OpenMode): boolean => mode !== 'keychain';

/** Each state of the keychain: what happened, what it means, and the way out. None of them ever offers to make a new key. */
export const troubleWords = {
  locked: {
    title: 'The keychain is locked',
    happened: 'Your desktop’s keychain is there, but closed, and nobody has opened it for this session.',
    means: 'Your keys are safe and complete. Keyhaven cannot read its entry until the keychain is open.',
    todo: [
      'Open the keyring in its own program, or log out and in again with your password.',
      'Then try again here.',
      'Or open the vault with its recovery code and choose “Passphrase only”.',
    ],
  },
  noCollection: {
    title: 'The keychain has no keyring yet',
    happened: 'The keychain service runs, but this session has no login keyring to keep entries in.',
    means: 'Your keys are safe and complete. The entry that opens them is in a keyring that is not loaded.',
    todo: [
      'Log out and in again with your password, so that the login keyring is loaded.',
      'Or open the vault with its recovery code and choose “Passphrase only”.',
    ],
  },
  noService: {
    title: 'There is no keychain service',
    happened:
      'No program offers a keychain in this session. That is usual over SSH, in a bare window manager, or after the service crashed.',
    means: 'Your keys are safe and complete. Without the service Keyhaven cannot ask for its entry.',
    todo: [
      'Start gnome-keyring, KWallet or another keychain, then try again. If it was restarted while Keyhaven ran, start Keyhaven again too.',
      'Or open the vault with its recovery code and choose “Passphrase only”.',
    ],
  },
  noAnswer: {
    title: 'The keychain does not answer',
    happened: 'Keyhaven asked and got no answer. Often a dialog waits for you behind another window.',
    means: 'Your keys are safe and complete. Nothing was changed.',
    todo: [
      'Look for a dialog that asks for your keyring’s password.',
      'If there is none, wait a little and try again, or restart the keyring and then Keyhaven.',
      'Or open the vault with its recovery code and choose “Passphrase only”.',
    ],
  },
  lost: {
    title: 'The keychain lost this vault’s entry',
    happened:
      'The keychain is open and works, but the entry that opens this vault is not in it. It was deleted, or this is another computer or user.',
    means: 'Your keys are still complete in the vault file, and locked. No new key is made over them.',
    todo: [
      'Open the vault with its recovery code; that writes a new entry.',
      'Or go back to the computer and user on which the vault was made.',
    ],
  },
  wrongEntry: {
    title: 'The keychain holds another entry',
    happened:
      'There is an entry with this vault’s name, but it is not the one the vault was closed with. A restored keyring or an older copy can cause this.',
    means: 'Your keys are still complete in the vault file, and locked. Nothing was overwritten.',
    todo: [
      'Open the vault with its recovery code; that writes a new entry.',
      'Or restore the keyring that belongs to this vault.',
    ],
  },
} as const satisfies Record<
  KeychainTrouble,
  { title: string; happened: string; means: string; todo: readonly string[] }
>;
