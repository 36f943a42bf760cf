// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const locks = {
  'lock-memory': {
    promise:
      'After everything is locked, no key stands anywhere in the memory of the process, and its heap holds no secret, no passphrase and no label; the desktop app reads labels and dates again out of the reminder file, where the keychain opens it.',
    concerns: ['program', 'thief'],
    shownBy: { crash: [/^after everything was locked /] },
  },
  'lock-window': {
    promise:
      'The window lock closes every door, and opens again only with what opened the vault: the passphrase, and the keychain’s entry.',
    concerns: ['owner', 'program'],
    shownBy: { contract: [/^the window lock /] },
  },
  'lock-by-itself': {
    promise:
      'The vault locks when nobody is there, before sleep and with the screen, as was chosen; what was chosen stands in the vault, where no other program weakens it.',
    concerns: ['owner', 'program'],
    shownBy: {
      contract: [/^the vault locks by itself /, /^the settings of the lock /],
      desktop: [/^the vault locks and the clipboard is cleared /, /^the vault stays open /],
    },
  },
  'lock-at-once': {
    promise:
      'A lock closes the doors from its first moment on; what was asked before it gives nothing away after it, and the clipboard is cleared.',
    concerns: ['program', 'owner'],
    shownBy: { contract: [/^a lock /] },
  },
};
