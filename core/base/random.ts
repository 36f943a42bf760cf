import { randomBytes } from 'node:crypto';
import type { Randomness } from './ports';

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

/** The operating system's random numbers. */
export const systemRandomness: Randomness = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  id: () => Array.from(randomBytes(26), (byte) => crockford[byte % 32]).join(''),
};
