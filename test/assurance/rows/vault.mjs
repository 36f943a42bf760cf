// @ts-check
/** @satisfies {Record<string, import('../../../scripts/test/promises.mjs').Promised>} */
export const vault = {
  'vault-byte-changed': {
    promise:
      'A vault file in which one byte is another, or which was cut anywhere, is refused as damaged; it is never an empty vault.',
    concerns: ['thief', 'program', 'owner'],
    shownBy: {
      unit: [
        'a vault file is refused when any one byte of it is another',
        'a vault file is refused when any bit of its header is another',
        'a vault file is damaged, never shorter, wherever it is cut off',
        'the header’s reader throws nothing but errors of ours, whatever it reads',
      ],
      contract: [/^a vault file that is cut /, /^a vault file with one byte flipped /],
      reader: [/refuses a vault with any byte changed, and one that was cut anywhere$/],
    },
  },
  'vault-records-bound': {
    promise: 'Secrets cannot be swapped, put back to an older version, left out, doubled or moved to another vault.',
    concerns: ['thief', 'program'],
    shownBy: { unit: [/^one who could make the digest and the MAC anew /] },
  },
  'vault-slow-guess': {
    promise:
      'A file cannot make the passphrase cheap to guess or the opening endless: costs beyond the bounds are refused before any key work.',
    concerns: ['thief', 'program'],
    shownBy: {
      unit: [/^a slot with (memoryKib|passes|lanes) of .* is refused before any key work$/],
      reader: [/refuses costs beyond the bounds before it derives a key/],
    },
  },
  'vault-no-clear-secret': {
    promise: 'No secret stands in clear in any file of the data folder.',
    concerns: ['thief', 'otherUser', 'owner'],
    shownBy: {
      contract: ['one journey left no secret in clear in any file of the data folder'],
      terminal: [
        'all of this left no secret anywhere',
        'all of this would have been noticed in a file',
        'no secret is found anywhere afterwards',
      ],
      desktop: [/leaves no secret in any file but the practice exchange’s own, and none in what the app printed$/],
    },
  },
  'vault-size-in-steps': {
    promise: 'The file shows the size of a secret only in steps, and never uses a nonce twice.',
    concerns: ['thief'],
    shownBy: {
      unit: ['a vault file shows the size of a secret only in steps', 'a vault file never uses a nonce twice'],
    },
  },
  'vault-other-reader': {
    promise:
      'The format is open: a reader written in Python from its description alone opens every vault, old and new.',
    concerns: ['owner'],
    shownBy: {
      reader: [/ of the golden vault /, / opens a vault that Keyhaven makes today /, / opens every kept generation /],
    },
  },
  'vault-golden': {
    promise: 'Every format that was ever written still opens.',
    concerns: ['owner'],
    shownBy: { unit: [/^the golden vault /, 'every golden vault has its vector, and every open mode a golden vault'] },
  },
  'vault-newer-kept': {
    promise: 'A vault of a newer Keyhaven is never written over.',
    concerns: ['owner'],
    shownBy: {
      unit: [/^a vault of a newer format /],
      contract: ['a vault file of a newer format is not touched'],
      terminal: ['a damaged vault a newer format: named by its code, and not a byte of it is changed'],
    },
  },
  'vault-killed': {
    promise:
      'Killed at any stage of a save (file, sync, read-back, rename, older generations, keychain entry, epoch, log, journal), the vault is the old one or the new one, never neither; it opens, and what was answered is there.',
    concerns: ['owner'],
    shownBy: {
      crash: [
        /^a process killed while it has to /,
        /^a Keyhaven killed while it has to /,
        /^the kills of the /,
        'a process killed at any moment while it saves on and on has kept every save that it said was done',
      ],
    },
  },
  'vault-full-disk': {
    promise: 'A disk that is full or read-only is said as that, and nothing is lost.',
    concerns: ['owner'],
    shownBy: {
      crash: [/^on a real small disk /],
      contract: [/^a real small disk /],
      terminal: [/^a disk that refuses /],
    },
  },
  'vault-not-writable': {
    promise: 'A folder that its owner may not write is said as that, and nothing is lost.',
    concerns: ['owner'],
    shownBy: { crash: [/^in a folder that its owner may not write /] },
  },
  'vault-generations': {
    promise:
      'Up to four older generations are kept (the one before, an hour, a day, a week), and a damaged newest one gives way to them, saying so.',
    concerns: ['owner'],
    shownBy: {
      unit: [/^the kept generations /, /^the rotation /],
      contract: [
        'a vault file that is damaged while the generation before is whole opens with that, says so, and keeps the damaged one',
      ],
      terminal: ['a damaged vault opens from the generation before, and says so'],
    },
  },
  'vault-one-writer': {
    promise:
      'One process writes the vault at a time; the lock is gone when its holder dies, and whoever meets it is told who holds it.',
    concerns: ['owner', 'program'],
    shownBy: { unit: [/^the one-writer lock /], crash: [/^the one-writer lock /], terminal: [/^a vault in use /] },
  },
  'folder-private': {
    promise:
      'Folder and files are for their owner alone; links, foreign owners and wider modes are refused, with what mends them.',
    concerns: ['otherUser'],
    shownBy: {
      unit: [
        'creating a vault makes folder and files for their owner alone, whatever the umask',
        /^a data folder or a file that is not what it should be /,
        /^what the doctor says mends /,
      ],
      terminal: [
        /^a damaged vault the (vault|data folder) open to others/,
        'a damaged vault is not looked for behind a link',
      ],
    },
  },
  'key-wiped': {
    promise: 'What is wiped is gone from every kept generation.',
    concerns: ['thief', 'owner'],
    shownBy: {
      unit: [/^a secret that is removed /, 'saving leaves a removed secret in no generation'],
      terminal: [
        'removing is for good after a day, in every generation; a clock that was set back wipes nothing early',
      ],
      crash: [/^a Keyhaven killed while it has to wipe a key /, /^a process killed while it has to remove /],
    },
  },
  'key-bin': {
    promise: 'A removed key can be brought back for a day.',
    concerns: ['owner'],
    shownBy: {
      terminal: ['removing is undone by `restore`, which lists the bin where no key is named'],
      window: ['removing a key takes it off the list and says so, with an undo that brings it back'],
    },
  },
};
