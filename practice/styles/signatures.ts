import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRecord } from '../state';

/** In constant time, and as texts: in base64 several last characters decode to the same bytes. */
export function sameText(left: string, right: string): boolean {
  const one = Buffer.from(left);
  const other = Buffer.from(right);
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Texts that came over the wire have a character per byte; latin1 is the encoding that gives the bytes back. */
export function hmac(
  hash: 'sha256' | 'sha384' | 'sha512',
  secret: string | Buffer,
  parts: readonly (string | Buffer)[],
  encoding: 'hex' | 'base64',
): string {
  const sum = createHmac(hash, secret);
  for (const part of parts) sum.update(typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
  return sum.digest(encoding);
}

/** The shared secret of a key; undefined where the key signs with a private key of its own. */
export const secretOf = ({ signing }: KeyRecord): string | undefined =>
  signing.kind === 'hmac' ? signing.secret : undefined;

/** Percent signs read once, as UTF-8; undefined where they are none. A plus stays a plus. */
export function decodedOnce(text: string): Buffer | undefined {
  try {
    return Buffer.from(decodeURIComponent(text), 'utf8');
  } catch {
    return undefined;
  }
}
