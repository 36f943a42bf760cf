const kib = 1024;
const mib = 1024 * kib;

/** The first word of the file; its number is the only thing that a reader of another version may look at. */
export const formatName = 'keyhaven-vault';
export const formatVersion = 1;

/** What a reader of format 1 accepts; a file beyond any of these is damaged, whatever it claims. Bytes, unless named otherwise. */
export const limits = {
  file: 128 * mib,
  header: 4 * kib,
  /** Plain text of the sealed index. */
  index: 32 * mib,
  /** Plain text of one secret. */
  secret: 64 * kib - 4,
  records: 50_000,
  /** Characters of a secret's id and of its purpose. */
  name: 128,
  /** Highest number of a save or of a slot's generation. */
  counter: 999_999_999,
} as const;

/**
 * Argon2id, RFC 9106's second choice for machines that cannot spare 2 GiB. A reader keeps to both ends: below the least
 * the passphrase would be cheap to guess, above the most a hostile file would take the machine's memory.
 */
export const argon2 = {
  written: { memoryKib: 65_536, passes: 3, lanes: 4 },
  least: { memoryKib: 65_536, passes: 3, lanes: 1 },
  most: { memoryKib: 1_048_576, passes: 16, lanes: 16 },
} as const;

/** Characters of the shortest passphrase that a new slot takes. */
export const leastPassphrase = 12;
