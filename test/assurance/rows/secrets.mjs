// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const secrets = {
  'copy-gone': {
    promise: 'A copied secret is gone from the clipboard after 30 seconds; what was copied elsewhere meanwhile stays.',
    concerns: ['program', 'owner'],
    shownBy: {
      unit: [/^a copied secret /, /^what the person copied meanwhile /],
      terminal: [
        'a copied secret is on the clipboard and nowhere else, and gone after 30 seconds; what someone else copied since stays',
      ],
      desktop: [/copies a secret: the desktop has it, and 30 s later it is gone$/],
    },
  },
  'reveal-authorized': {
    promise: 'A secret is shown only after fresh authorization, one field at a time, at a bounded pace.',
    concerns: ['program', 'page', 'owner'],
    shownBy: {
      unit: [/^a grant /, /^where the vault has (a|no) passphrase /, /^what has a pace /],
      contract: [
        'one journey copies in the window at once, and reveals only after a fresh authorization',
        'who guesses or reveals does not get every secret in one moment',
      ],
      desktop: [/^showing a secret without a passphrase /],
    },
  },
  'terminal-authorized': {
    promise:
      'In the terminal a secret is copied only after a yes or the passphrase typed on the terminal itself; a pipe cannot give it.',
    concerns: ['program'],
    shownBy: {
      terminal: [
        /^copying needs a typed yes /,
        'copying cannot be authorized by a pipe',
        /^copying where the vault has a passphrase /,
      ],
    },
  },
  'secret-not-in-errors': {
    promise: 'Errors carry codes and words of ours: no value that was typed, no exchange’s text, no path.',
    concerns: ['program', 'exchange', 'owner'],
    shownBy: { unit: [/^a door (answers what no method of ours threw|names the field|names no field)/] },
  },
  'secret-not-in-arguments': {
    promise: 'No secret stands in a command line, an environment or a process title.',
    concerns: ['otherUser', 'program'],
    shownBy: {
      terminal: [
        /^a secret copied in the terminal stands in no command line and no environment/,
        'all of this would have been noticed in the arguments of a process',
      ],
      practice: ['the worker process has nothing of ours in its arguments, its title and its environment'],
    },
  },
  'paste-masked': {
    promise:
      'A pasted key is understood without being shown, never guessed at, and forgotten after ten minutes or at the lock.',
    concerns: ['page', 'owner'],
    shownBy: { unit: [/^what was pasted /, /^hostile input /, /^a text that was cut off /] },
  },
};
