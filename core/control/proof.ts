import { createHmac, timingSafeEqual } from 'node:crypto';
import { protocolVersion } from './protocol';

/** What both ends know of one connection once they have greeted each other. The nonces are hex as they were sent. */
export interface Meeting {
  /** Bound in, so that a proof made for one socket is worth nothing at another. */
  readonly address: string;
  readonly clientNonce: string;
  readonly serverNonce: string;
}

/**
 * That whoever sends it can read the key file, without showing the key: an HMAC-SHA-256 under the key, hex. The role is
 * part of it, so that nobody can send a proof back to the end it came from.
 */
export function proofOf(key: Uint8Array, role: 'server' | 'client', meeting: Meeting): string {
  const { address, clientNonce, serverNonce } = meeting;
  return createHmac('sha256', key)
    .update(JSON.stringify(['keyhaven control', protocolVersion, role, address, clientNonce, serverNonce]))
    .digest('hex');
}

/** Whether a proof is the right one, told in the same time whatever is wrong about it. */
export function proves(given: string, key: Uint8Array, role: 'server' | 'client', meeting: Meeting): boolean {
  const wanted = Buffer.from(proofOf(key, role, meeting));
  const found = Buffer.from(given);
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
