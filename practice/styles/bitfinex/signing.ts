import type { KeyRecord } from '../../state';
import { refuseWith } from '../manner';
import { hmac, sameText, secretOf } from '../signatures';
import { header, type Received, type World } from '../style';
import { problem } from './refusals';

/**
 * Who asks. Source: "Authenticated Endpoints", docs.bitfinex.com, seen 2026-11. It does not say what a refused address is told; here
 * it is an error of the key.
 */
export function identify(request: Received, world: World): KeyRecord {
  const refuse = (code: number, text: string): never => refuseWith(problem(code, text));
  const key = world.key(header(request, 'bfx-apikey') ?? '') ?? refuse(10100, 'apikey: invalid');
  if (!world.admits(key)) refuse(10100, 'apikey: ip not allowed');
  const nonce = header(request, 'bfx-nonce') ?? '';
  if (!signatureFits(request, nonce, key)) refuse(10100, 'apikey: digest invalid');
  if (!isNonce(nonce) || !world.nonces.grows(key.apiKey, BigInt(nonce))) refuse(10114, 'nonce: small');
  return key;
}

/** "Strictly increasing", and not above 9007199254740991. */
const isNonce = (text: string): boolean => /^\d{1,16}$/.test(text) && Number(text) <= Number.MAX_SAFE_INTEGER;

/** Hex of HMAC-SHA384 over "/api", the path as asked, the nonce and the body. */
function signatureFits(request: Received, nonce: string, key: KeyRecord): boolean {
  const secret = secretOf(key);
  const sent = header(request, 'bfx-signature');
  if (secret === undefined || sent === undefined) return false;
  return sameText(sent, hmac('sha384', secret, ['/api', request.target, nonce, request.body], 'hex'));
}
