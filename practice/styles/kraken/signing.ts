import { createHash } from 'node:crypto';
import type { KeyRecord } from '../../state';
import { hasExpired, refuseWith } from '../manner';
import { hmac, sameText, secretOf } from '../signatures';
import { header, type Received, type World } from '../style';
import { problem } from './refusals';

/**
 * Who asks. The docs name no error of their own for an expired key ("deleted or revoked": invalid key) nor for an address that is not
 * on the list; here that is "Permission denied".
 */
export function identify(request: Received, world: World): KeyRecord {
  const key = world.key(header(request, 'api-key') ?? '');
  if (key === undefined || hasExpired(key, world.nowMs)) return refuseWith(problem('EAPI:Invalid key'));
  if (!world.admits(key)) refuseWith(problem('EGeneral:Permission denied'));
  const nonce = nonceOf(request);
  if (!signatureFits(request, nonce, key)) refuseWith(problem('EAPI:Invalid signature'));
  // "Always increasing, unsigned 64-bit integer." A nonce that was refused is not used up.
  if (!isNonce(nonce) || !world.nonces.grows(key.apiKey, BigInt(nonce))) refuseWith(problem('EAPI:Invalid nonce'));
  return key;
}

const isNonce = (text: string): boolean => /^\d{1,20}$/.test(text) && BigInt(text) < 2n ** 64n;

/** As text, from a body that is a form or JSON; empty where there is none. */
function nonceOf({ headers, body }: Received): string {
  const text = body.toString('latin1');
  if (!String(headers['content-type']).includes('json')) return new URLSearchParams(text).get('nonce') ?? '';
  try {
    const { nonce } = JSON.parse(text) as { nonce?: unknown };
    return typeof nonce === 'string' || typeof nonce === 'number' ? String(nonce) : '';
  } catch {
    return '';
  }
}

/** "HMAC-SHA512 of (URI path + SHA256(nonce + POST data)) and base64 decoded secret API key", in base64. */
function signatureFits(request: Received, nonce: string, key: KeyRecord): boolean {
  const secret = secretOf(key);
  const sent = header(request, 'api-sign');
  if (secret === undefined || sent === undefined) return false;
  const sum = createHash('sha256').update(nonce, 'latin1').update(request.body).digest();
  return sameText(sent, hmac('sha512', Buffer.from(secret, 'base64'), [request.target, sum], 'base64'));
}
