// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const programs = {
  'programs-ask': {
    promise:
      'Another program gets no secret before a person said yes to it, by name, for that key; it cannot say yes to itself.',
    concerns: ['program'],
    shownBy: {
      contract: [/^another process at an open vault /],
      unit: [/^another program (is shown|gets|is named|waits|that goes away) ?/],
    },
  },
  'programs-patience': {
    promise: 'A program that asks again and again is shown three times, and then not for ten minutes.',
    concerns: ['program'],
    shownBy: { unit: [/^another program that asks a hundred times /] },
  },
  'programs-locked': {
    promise: 'A locked vault answers another program whether it is locked, and nothing of what is in it.',
    concerns: ['program'],
    shownBy: { contract: [/^another process at a locked vault /] },
  },
  'programs-attempts': {
    promise: 'Wrong passphrases count over the end of a process, so that a script of commands waits as a person does.',
    concerns: ['program'],
    shownBy: { unit: [/^wrong attempts count over the end of a process/, /^wrong attempts count also when /] },
  },
};
