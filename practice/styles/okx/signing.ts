import { createHmac } from 'node:crypto';
import type { KeyRecord } from '../../state';
import { sameText } from '../signatures';
import { header, type Received, type World } from '../style';
import { refuse } from './refusals';

/** Who asks. */
export function identify(request: Received, world: World): KeyRecord {
  const apiKey = header(request, 'ok-access-key') ?? empty('50103', 'OK-ACCESS-KEY');
  const passphrase = header(request, 'ok-access-passphrase') ?? empty('50104', 'OK-ACCESS-PASSPHRASE');
  const signature = header(request, 'ok-access-sign') ?? empty('50106', 'OK-ACCESS-SIGN');
  const timestamp = header(request, 'ok-access-timestamp') ?? empty('50107', 'OK-ACCESS-TIMESTAMP');
  checkTime(timestamp, world.nowMs);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(apiKey)) refuse(401, '50111', 'Invalid OK-ACCESS-KEY');
  const key = world.key(apiKey) ?? refuse(401, '50119', "API key doesn't exist");
  // A key belongs to one of two accounts, and the header says which one is meant.
  const meant = header(request, 'x-simulated-trading') === '1' ? 'demo' : 'live';
  if (key.account !== meant) refuse(401, '50101', 'APIKey does not match current environment.');
  if (!world.admits(key)) {
    refuse(401, '50110', `Your IP ${world.callerAddress} is not included in your API key's IP whitelist.`);
  }
  if (!signatureFits(request, timestamp, signature, key)) refuse(401, '50113', 'Invalid Sign');
  if (!sameText(passphrase, key.passphrase ?? ''))
    refuse(401, '50105', 'Request header OK-ACCESS-PASSPHRASE incorrect.');
  return key;
}

/** "The request timestamp differs by more than 30 seconds": expired. */
const windowMs = 30_000;

function checkTime(timestamp: string, nowMs: number): void {
  const sentMs = Date.parse(timestamp);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(timestamp) || Number.isNaN(sentMs)) {
    refuse(401, '50112', 'Invalid OK-ACCESS-TIMESTAMP');
  }
  if (Math.abs(nowMs - sentMs) > windowMs) refuse(401, '50102', 'Timestamp request expired');
}

/**
 * Base64 of HMAC-SHA256 over timestamp, method, request path (query included) and body, as received. Texts are compared, not bytes:
 * in base64 several last characters decode to the same bytes.
 */
function signatureFits(request: Received, timestamp: string, signature: string, key: KeyRecord): boolean {
  if (key.signing.kind !== 'hmac') return false;
  const right = createHmac('sha256', key.signing.secret)
    .update(Buffer.from(timestamp + request.method + request.target, 'latin1'))
    .update(request.body)
    .digest('base64');
  return sameText(signature, right);
}

function empty(code: string, name: string): never {
  return refuse(401, code, `Request header ${name} can not be empty.`);
}
