import { randomBytes, randomFillSync } from 'node:crypto';
import type { Randomness } from './ports';

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

/** The operating system's random numbers. */
export const systemRandomness: Randomness = {
  // Filled in place: a copy of what becomes a key would stay in memory when the key is wiped.
  bytes: (length) => randomFillSync(new Uint8Array(length)),
  id: () => Array.from(randomBytes(26), (byte) => crockford[byte % 32]).join(''),
};
