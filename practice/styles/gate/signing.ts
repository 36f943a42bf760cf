import { createHash } from 'node:crypto';
import type { KeyRecord } from '../../state';
import { refuseWith } from '../manner';
import { decodedOnce, hmac, sameText, secretOf } from '../signatures';
import { header, type Received, type World } from '../style';
import { problem } from './refusals';

/** Who asks. Source: "Authentication" and "Error Handling", gate.com/docs/developers/apiv4, seen 2026-11. */
export function identify(request: Received, world: World): KeyRecord {
  const refuse = (status: number, label: string, text: string): never => refuseWith(problem(status, label, text));
  const need = (name: string): string =>
    header(request, name.toLowerCase()) ?? refuse(400, 'MISSING_REQUIRED_HEADER', `Missing required header: ${name}`);
  const [apiKey, signature, timestamp] = [need('KEY'), need('SIGN'), need('Timestamp')];
  // Seconds, with a fraction from some clients; "the gap to the server's time must not exceed 60 seconds".
  if (!/^\d{1,12}(\.\d{1,9})?$/.test(timestamp) || Math.abs(world.nowMs / 1_000 - Number(timestamp)) > 60) {
    refuse(403, 'REQUEST_EXPIRED', 'gap between request Timestamp and server time exceeds 60');
  }
  const key = world.key(apiKey) ?? refuse(401, 'INVALID_KEY', 'Invalid key provided');
  if (!world.admits(key)) refuse(403, 'IP_FORBIDDEN', `Request IP not in whitelist: ${world.callerAddress}`);
  if (!signatureFits(request, timestamp, signature, key)) refuse(401, 'INVALID_SIGNATURE', 'Signature mismatch');
  return key;
}

/**
 * Hex of HMAC-SHA512 over five lines: method, path, query, hex of the body's SHA-512, timestamp. The query is signed "without URL
 * encode"; clients do the same with the path.
 */
function signatureFits(request: Received, timestamp: string, signature: string, key: KeyRecord): boolean {
  const secret = secretOf(key);
  const [path, query] = [decodedOnce(request.path), decodedOnce(request.query)];
  if (secret === undefined || path === undefined || query === undefined) return false;
  const sum = createHash('sha512').update(request.body).digest('hex');
  const lines = [request.method, '\n', path, '\n', query, '\n', sum, '\n', timestamp];
  return sameText(signature, hmac('sha512', secret, lines, 'hex'));
}
