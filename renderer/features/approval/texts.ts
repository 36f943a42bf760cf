import type { AuthorizationKind } from '../../../core/contract/words';

const secretOf = (about: string | null) => (about === null ? 'the secrets of all your keys' : `a secret of “${about}”`);

export const approvalTexts = {
  title: 'A program asks for your yes',
  /** What is asked, as the sentence goes on after the program's name. */
  asks: {
    copy: (about) => `asks to copy ${secretOf(about)} to the clipboard.`,
    reveal: (about) => `asks to be shown ${secretOf(about)}.`,
    change: () => 'asks to change how your vault opens.',
    issue: (about) =>
      `asks to let a program use ${about === null ? 'any of your keys' : `“${about}”`}, as far as a policy allows.`,
    mute: (about) =>
      `asks that Keyhaven tells you no more of a danger${about === null ? '' : ` of “${about}”`} for a while.`,
  } satisfies Record<AuthorizationKind, (about: string | null) => string>,
  nameless: 'A program of yours',
  namelessText: 'The system does not tell which program it is.',
  process: (pid: number) => `process ${pid}`,
  noPath: 'The system does not tell which file it runs.',
  startedBy: 'Started by',
  hint: 'These names are hints and no proof: a program can call itself what it likes.',
  honest: 'This does not stop a program that controls your desktop.',
  advice: 'If you did not start it just now, refuse.',
  holds: 'A yes holds for this program alone, and for a few minutes.',
  passphrase: 'Passphrase',
  empty: 'To allow it, type your passphrase.',
  refuse: 'Refuse',
  allow: 'Allow',
  left: (time: string) => `${time} left, then it counts as refused`,
  allowed: (name: string) => `Allowed: ${name}`,
  refused: (name: string) => `Refused: ${name}`,
  refusedText: 'It got nothing.',
  gone: (name: string) => `${name} waits no longer`,
  goneText: 'It gave up, was answered elsewhere, or its time was over.',
} as const;
