import type { KeyRecord } from '../../state';
import { refuseWith } from '../manner';
import { decodedOnce, hmac, sameText, secretOf } from '../signatures';
import { header, type Received, type World } from '../style';
import { problem } from './refusals';

/** Who asks. Source: "Signature" and "RestAPI Error Code", bitget.com/api-doc, seen 2026-11. */
export function identify(request: Received, world: World): KeyRecord {
  const refuse = (code: string, text: string): never => refuseWith(problem(code, text, Math.floor(world.nowMs)));
  const need = (name: string, code: string): string =>
    header(request, name.toLowerCase().replace('_', '-')) ??
    refuse(code, `The request header "${name}" cannot be empty`);
  const apiKey = need('ACCESS_KEY', '40001');
  const signature = need('ACCESS_SIGN', '40002');
  const timestamp = need('ACCESS_TIMESTAMP', '40003');
  const passphrase = need('ACCESS_PASSPHRASE', '40011');
  if (!/^\d{13}$/.test(timestamp)) refuse('40005', 'Invalid ACCESS_TIMESTAMP');
  if (Math.abs(world.nowMs - Number(timestamp)) > windowMs) refuse('40008', 'Request timestamp expired');
  if (!/^bg_[0-9a-f]{32}$/.test(apiKey)) refuse('40006', 'Invalid ACCESS_KEY');
  const key = world.key(apiKey) ?? refuse('40037', 'Apikey does not exist');
  if (!world.admits(key)) refuse('40018', 'Invalid IP Request');
  if (!signatureFits(request, timestamp, signature, key)) refuse('40009', 'sign signature error');
  if (!sameText(passphrase, key.passphrase ?? '')) refuse('40012', 'apikey/password is incorrect');
  return key;
}

const windowMs = 30_000;

/**
 * Base64 of HMAC-SHA256 over timestamp, method, path with query, and body. The docs do not say whether percent signs are read before;
 * clients that read them are served, so both forms fit.
 */
function signatureFits(request: Received, timestamp: string, signature: string, key: KeyRecord): boolean {
  const secret = secretOf(key);
  const decoded = decodedOnce(request.target);
  if (secret === undefined || decoded === undefined) return false;
  return [Buffer.from(request.target, 'latin1'), decoded].some((target) =>
    sameText(signature, hmac('sha256', secret, [timestamp, request.method, target, request.body], 'base64')),
  );
}
