// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const reminders = {
  'reminders-once': {
    promise:
      'A reminder that has come is told once, whatever sleeps, kills, lost files and clocks set back come between; once more only where Keyhaven died between showing it and writing that down.',
    concerns: ['owner'],
    shownBy: {
      unit: [/^under any sleep, kill, lost file and clock set back, a reminder /, /^a clock that /],
      desktop: [/^a key that is due /],
    },
  },
  'reminders-file': {
    promise:
      'What reminds while the vault is locked lies sealed under a key of its own, or, where a passphrase alone opens the vault, holds dates and no names; one that is lost or forged says nothing, is made anew at the next opening, and the log says so.',
    concerns: ['owner', 'thief', 'program'],
    shownBy: { contract: [/^reminders of a vault that opens with /] },
  },
};
