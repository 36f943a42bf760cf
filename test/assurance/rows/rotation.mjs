// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const rotation = {
  'rotation-killed': {
    promise:
      'A Keyhaven killed at any step of a rotation stands before that step or after it, and both the old and the new secret can be read.',
    concerns: ['owner'],
    shownBy: { crash: [/^a Keyhaven killed while it rotates a key /] },
  },
  'rotation-switch': {
    promise:
      'From the switch on tokens sign with the new key alone, beginning with their next request; their orders and their used budget stay theirs, and another program can switch only with a person’s yes.',
    concerns: ['owner', 'program'],
    shownBy: {
      broker: [/^while its key on \w+ is replaced, a token /],
      contract: [
        'a switch by another program needs a person’s yes',
        'a switch is taken back whole, and the old key is in use again',
      ],
    },
  },
  'rotation-account': {
    promise:
      'A key of another account never takes the place of the old one, where the exchange tells the account; its number is shown to nobody.',
    concerns: ['owner'],
    shownBy: {
      practice: [/^a new key of another account of Bybit /],
      unit: [/^the account of a key /],
    },
  },
  'rotation-proof': {
    promise:
      'An old key is called dead only by evidence: a code of its exchange that says nothing else, or an ambiguous one while the new key is accepted by the same way; a network error proves nothing, and after three refusals that prove nothing it is not asked again.',
    concerns: ['owner'],
    shownBy: {
      unit: [/^an ambiguous code /, /^an exact code /, /^tries are three/],
      contract: [/^the proof is not made by /],
      practice: [/^a key of \w+ is replaced, its old one deleted and proven dead /],
    },
  },
  'rotation-wiped': {
    promise:
      'After a rotation the old key stays sealed for the days that the person chose, and is then in no generation of the vault.',
    concerns: ['owner', 'thief'],
    shownBy: { contract: ['the end keeps the old key for seven days, and then wipes it in every generation'] },
  },
};
