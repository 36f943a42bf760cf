// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const log = {
  'log-change-seen': {
    promise:
      'A line of the log that is changed, removed, repeated, moved or forged is seen, and so is a cut below the anchored line.',
    concerns: ['program', 'otherUser'],
    shownBy: {
      unit: [/^a log that somebody changed /, /^lines that are each sound /],
      terminal: ['a damaged log is not whole: said with the line, exit code 5'],
    },
  },
  'log-killed-writer': {
    promise:
      'A writer that is killed loses no line that it called written; a torn last line is repaired, and the repair stands in the log.',
    concerns: ['owner'],
    shownBy: {
      crash: [
        'a writer that is killed keeps the chain, and loses no line that it called written',
        /^a Keyhaven killed while it has to /,
      ],
      unit: [/^a last line that a crash tore /],
    },
  },
  'log-before-secret': {
    promise: 'No secret is copied or shown that could not be logged first.',
    concerns: ['program', 'owner'],
    shownBy: {
      unit: ['a door does not answer with a secret that could not be logged'],
      contract: [/^a real small disk .* that is full so that the log takes no line keeps every secret in/],
    },
  },
  'log-while-locked': {
    promise:
      'What happens while the vault is locked is kept and taken in, marked, at the next unlock; it cannot fill the disk.',
    concerns: ['program', 'owner'],
    shownBy: {
      unit: [/^what happens while the vault is locked /],
      crash: [/^a Keyhaven killed while it has to open after refusals /],
    },
  },
  'log-one-chain': {
    promise:
      'A full file of the log is followed by a new one in one unbroken chain; a full file that is gone, changed or renamed is named.',
    concerns: ['program', 'owner'],
    shownBy: {
      unit: [/^a log that is full /, /^the full files of a log /],
      crash: [/^a writer that kills itself before any one call to the disk, while a file grows full/],
    },
  },
  'log-anchored-in-time': {
    promise: 'No line of the log waits longer than five minutes or a thousand lines to be anchored in the vault.',
    concerns: ['program'],
    shownBy: { unit: [/^the head is anchored /, /^a save that fails /] },
  },
  'log-no-flood': {
    promise: 'What happens again and again is told once and then as a number, so that no flood fills the log.',
    concerns: ['program', 'otherUser'],
    shownBy: { unit: [/^what happens again and again /, /^different things /] },
  },
  'log-new-key': {
    promise: 'The log stays whole across a new data key, and who has the old key cannot write its past anew.',
    concerns: ['thief', 'program'],
    shownBy: { unit: [/^a log whose key was made anew /] },
  },
};
