// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const keychain = {
  'keychain-null-unknown': {
    promise:
      'No answer of the keychain is taken for “there is none”: locked, without a collection, without a service, frozen and lost are told apart on a real one.',
    concerns: ['owner'],
    shownBy: {
      unit: [/^a null from the keychain /],
      keychain: [
        /^a locked keyring /,
        /^a session (whose keyring|without a bus|in which nobody) /,
        /^a frozen service /,
      ],
      terminal: [/^a locked keyring /, /^a session without a keychain /],
    },
  },
  'keychain-no-new-key': {
    promise: 'Nothing ever makes a new root key over a vault whose keychain does not give its entry.',
    concerns: ['owner'],
    shownBy: {
      unit: [
        /^opening never makes a root key over a vault /,
        'opening says that the entry is lost, and makes no other',
      ],
      contract: [/^the keychain /],
    },
  },
  'keychain-foreign-entries': {
    promise: 'Entries of other programs in the keychain are never touched.',
    concerns: ['owner'],
    shownBy: { keychain: ['an unlocked keyring never touches an entry of somebody else, even one of the same name'] },
  },
  'keychain-walks': {
    promise: 'Each state of the keychain has its own screen, and each ends with the vault open and nothing lost.',
    concerns: ['owner'],
    shownBy: { desktop: [/^a person whose keychain /], contract: [/^docs\/recovery.md /] },
  },
  'keychain-given-up': {
    promise: 'Waiting for a silent keychain can be given up; an answer that comes later opens nothing.',
    concerns: ['owner'],
    shownBy: {
      desktop: [/^a person whose keychain is frozen stops waiting; /],
      unit: [/^a read that was given up /, /^opening that was given up opens nothing /],
    },
  },
};
