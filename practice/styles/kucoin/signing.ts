import type { KeyRecord } from '../../state';
import { refuseWith } from '../manner';
import { decodedOnce, hmac, sameText, secretOf } from '../signatures';
import { header, type Received, type World } from '../style';
import { problem } from './refusals';

/** Who asks. Source: "Authentication" and "Errors", kucoin.com/docs-new, seen 2026-11. */
export function identify(request: Received, world: World): KeyRecord {
  const refuse = (status: number, code: string, text: string): never => refuseWith(problem(status, code, text));
  const [apiKey, signature, timestamp, passphrase] = names.map((name) => header(request, name));
  if (apiKey === undefined || signature === undefined || timestamp === undefined || passphrase === undefined) {
    return refuse(
      401,
      '400001',
      'Please check the header of your request for KC-API-KEY, KC-API-SIGN, KC-API-TIMESTAMP, KC-API-PASSPHRASE',
    );
  }
  if (!/^\d{13}$/.test(timestamp) || Math.abs(world.nowMs - Number(timestamp)) > windowMs) {
    refuse(400, '400002', 'KC-API-TIMESTAMP Invalid');
  }
  const key = world.key(apiKey) ?? refuse(401, '400003', 'KC-API-KEY not exists');
  if (!world.admits(key)) refuse(401, '400006', 'The requested ip address is not in the api whitelist');
  if (!signatureFits(request, timestamp, signature, key)) refuse(401, '400005', 'Invalid KC-API-SIGN');
  if (!passphraseFits(request, passphrase, key)) refuse(401, '400004', 'Invalid KC-API-PASSPHRASE');
  return key;
}

const names = ['kc-api-key', 'kc-api-sign', 'kc-api-timestamp', 'kc-api-passphrase'];
/** "The timestamp must be within 5 seconds of the API service time." */
const windowMs = 5_000;

/**
 * Base64 of HMAC-SHA256 over timestamp, method, endpoint and body. "The URL must use the content that has not been URL-encoded": the
 * path and query are read once before they are signed.
 */
function signatureFits(request: Received, timestamp: string, signature: string, key: KeyRecord): boolean {
  const secret = secretOf(key);
  const endpoint = decodedOnce(request.target);
  if (secret === undefined || endpoint === undefined) return false;
  return sameText(signature, hmac('sha256', secret, [timestamp, request.method, endpoint, request.body], 'base64'));
}

/** Keys of version 2 and 3 send the passphrase as base64 of its HMAC-SHA256; keys of version 1, in the clear, are not made any more. */
function passphraseFits(request: Received, sent: string, key: KeyRecord): boolean {
  const secret = secretOf(key);
  const version = header(request, 'kc-api-key-version');
  if (secret === undefined || (version !== '2' && version !== '3')) return false;
  return sameText(sent, hmac('sha256', secret, [key.passphrase ?? ''], 'base64'));
}
