import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Randomness } from '../base/ports';
import { formatName, formatVersion } from './limits';

/**
 * AES-256-GCM, HKDF and HMAC with SHA-256 out of node:crypto, and nothing else: Electron's BoringSSL has no
 * ChaCha20-Poly1305 and no AES key wrap, and its argon2 exists but throws.
 */
export const keyBytes = 32;
export const nonceBytes = 12;
export const tagBytes = 16;
export const sealOverhead = nonceBytes + tagBytes;

/** What keys are derived for; one subkey each, so that nothing sealed or signed for one use passes for another. */
export type KeyUse = 'header' | 'file' | 'index' | 'secret' | 'audit' | 'root check' | `slot ${string}`;

/** The first line of the file, and the beginning of everything that is bound into a ciphertext. */
export const signature = `${formatName} ${String(formatVersion)}`;

/** HKDF-SHA-256 with the vault's id as salt and `keyhaven-vault 1 <use>` as info. */
export function subkey(material: Uint8Array, vaultId: string, use: KeyUse, length = keyBytes): Buffer {
  return Buffer.from(hkdfSync('sha256', material, vaultId, `${signature} ${use}`, length));
}

/** Derives the subkey, lends it to `work` and wipes it. */
export function withSubkey<T>(material: Uint8Array, vaultId: string, use: KeyUse, work: (key: Buffer) => T): T {
  const key = subkey(material, vaultId, use);
  try {
    return work(key);
  } finally {
    wipe(key);
  }
}

/** `nonce ‖ ciphertext ‖ tag`, under a fresh random nonce. */
export function seal(key: Uint8Array, plain: Uint8Array, bound: Uint8Array, randomness: Randomness): Buffer {
  const nonce = randomness.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(bound);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plain text, or null where key, bound data or a single bit do not fit. */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: Uint8Array): Buffer | null {
  if (sealed.length < sealOverhead) return null;
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(bound);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const plain = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
  try {
    decipher.final();
    return plain;
  } catch {
    // GCM hands out the text before it has checked it.
    wipe(plain);
    return null;
  }
}

export function mac(key: Uint8Array, bytes: Uint8Array): Buffer {
  return createHmac('sha256', key).update(bytes).digest();
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Overwrites key material and plain text. Best effort: a string that was made from them cannot be overwritten. */
export function wipe(...buffers: (Uint8Array | null | undefined)[]): void {
  for (const buffer of buffers) buffer?.fill(0);
}

/** Random bytes as a buffer over the very memory they were given in, so that wiping the one wipes the other. */
export function randomBuffer(randomness: Randomness, length: number): Buffer {
  const bytes = randomness.bytes(length);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** A string's UTF-8 in memory of its own: `Buffer.from` may put it into a pool that is shared and never wiped. */
export function ownBytes(text: string): Buffer {
  const bytes = Buffer.alloc(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}
