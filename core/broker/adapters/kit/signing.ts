import { createHmac, sign, timingSafeEqual, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { KeyKind } from '../adapter';

/** `payload` has one byte a character, so that what was received is what is signed. */
export function macOf(key: KeyObject, payload: string): Buffer {
  return createHmac('sha256', key).update(payload, 'latin1').digest();
}

/** In constant time. Hex in either case, as exchanges take it. */
export function macFits(key: KeyObject, payload: string, hex: string): boolean {
  if (hex.length !== 64) return false;
  const given = Buffer.from(hex, 'hex');
  return given.length === 32 && timingSafeEqual(macOf(key, payload), given);
}

/** RSASSA-PKCS1-v1_5 with SHA-256, or Ed25519. */
export function signatureOf(kind: Exclude<KeyKind, 'hmac'>, key: KeyObject, payload: string): Buffer {
  return sign(kind === 'rsa' ? 'sha256' : null, Buffer.from(payload, 'latin1'), key);
}

export function signatureFits(
  kind: Exclude<KeyKind, 'hmac'>,
  key: KeyObject,
  payload: string,
  signature: Buffer,
): boolean {
  return verify(kind === 'rsa' ? 'sha256' : null, Buffer.from(payload, 'latin1'), key, signature);
}

/** Undefined unless it is the one base64 text of its bytes: Node's decoder skips what it does not know. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}
