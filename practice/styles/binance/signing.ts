import { createHmac, timingSafeEqual, verify } from 'node:crypto';
import type { KeyRecord } from '../../state';
import { header, type Received, type World } from '../style';
import { decoded } from './given';
import { missing, refuse, rejectedKey } from './refusals';

/** `MARKET_DATA` needs a key but no signature; one that is sent is checked all the same. */
export type Security = 'NONE' | 'MARKET_DATA' | 'USER_DATA' | 'TRADE';

/** Who asks, with every parameter but the signature. */
export function identify(request: Received, world: World, security: Security): Identified {
  const apiKey = header(request, 'x-mbx-apikey');
  if (apiKey === undefined || !/^[A-Za-z0-9]{64}$/.test(apiKey)) return refuse(401, -2014, 'API-key format invalid.');
  const parameters = readParameters(request);
  const mustSign = security !== 'MARKET_DATA' || parameters.signature !== undefined;
  if (mustSign) checkTime(parameters, world.nowMs);
  const key = world.key(apiKey);
  if (key === undefined || !world.admits(key)) return refuse(401, -2015, rejected(request, world));
  if (mustSign && !signatureFits(key, parameters)) refuse(400, -1022, 'Signature for this request is not valid.');
  return { key, found: parameters.found };
}

/** The futures hosts name the address. Seen in public bug reports of futures clients. */
function rejected(request: Received, world: World): string {
  const futures = request.path.startsWith('/fapi/') || request.path.startsWith('/dapi/');
  return futures ? `${rejectedKey.replace('action.', 'action')}, request ip: ${world.callerAddress}` : rejectedKey;
}

interface Identified {
  key: KeyRecord;
  found: ReadonlyMap<string, string>;
}

interface Parameters {
  /** What was signed: query and body as received and without separator, the signature taken out. */
  payload: Buffer;
  signature: string | undefined;
  timestamp: string | undefined;
  recvWindow: string | undefined;
  /** Names and values decoded. */
  found: ReadonlyMap<string, string>;
}

/**
 * "The signature payload of your request is the query string concatenated without separator to the HTTP body."
 * Bytes stay bytes: latin1 is the one encoding in which every byte survives.
 */
export function readParameters(request: Received): Parameters {
  const query = splitSignature(request.query);
  const body = splitSignature(request.body.toString('latin1'));
  const found = new Map<string, string>();
  for (const pair of [...query.pairs, ...body.pairs]) {
    const [name, value] = halves(pair).map(decoded) as [string, string];
    if (found.has(name)) refuse(400, -1101, 'Duplicate values for a parameter detected.');
    found.set(name, value);
  }
  const signatures = [...query.signatures, ...body.signatures];
  if (signatures.length > 1) refuse(400, -1101, 'Duplicate values for a parameter detected.');
  return {
    payload: Buffer.from(query.rest + body.rest, 'latin1'),
    signature: signatures[0],
    timestamp: found.get('timestamp'),
    recvWindow: found.get('recvWindow'),
    found,
  };
}

function splitSignature(text: string): { rest: string; pairs: string[]; signatures: string[] } {
  const all = text === '' ? [] : text.split('&');
  const isSignature = (pair: string): boolean => pair.startsWith('signature=');
  const pairs = all.filter((pair) => !isSignature(pair));
  return { rest: pairs.join('&'), pairs, signatures: all.filter(isSignature).map((pair) => halves(pair)[1]) };
}

function halves(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

/** Milliseconds of µs timestamps: the docs allow both, and 10^14 ms is the year 5138. */
const firstMicrosecondStamp = 1e14;

function checkTime(parameters: Parameters, nowMs: number): void {
  if (parameters.signature === undefined || parameters.signature === '') missing('signature');
  if (parameters.timestamp === undefined || !/^\d{1,17}$/.test(parameters.timestamp)) missing('timestamp');
  const stamp = Number(parameters.timestamp);
  const sentMs = stamp >= firstMicrosecondStamp ? stamp / 1_000 : stamp;
  const recvWindow = parameters.recvWindow ?? '5000';
  if (!/^\d{1,5}(\.\d{1,3})?$/.test(recvWindow)) missing('recvWindow');
  if (Number(recvWindow) > 60_000) refuse(400, -1131, 'recvWindow must be less than 60000.');
  if (sentMs >= nowMs + 1_000) refuse(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  if (nowMs - sentMs > Number(recvWindow))
    refuse(400, -1021, 'Timestamp for this request is outside of the recvWindow.');
}

/** HMAC signatures are hex in any case; RSA (PKCS#1 v1.5, SHA-256) and Ed25519 ones are base64, percent-encoded. */
function signatureFits(key: KeyRecord, { payload, signature = '' }: Parameters): boolean {
  if (key.signing.kind === 'hmac') {
    const right = createHmac('sha256', key.signing.secret).update(payload).digest();
    return /^[0-9a-fA-F]{64}$/.test(signature) && timingSafeEqual(right, Buffer.from(signature, 'hex'));
  }
  const bytes = canonicalBase64(signature);
  return (
    bytes !== undefined && verify(key.signing.kind === 'rsa' ? 'sha256' : null, payload, key.signing.publicKey, bytes)
  );
}

function canonicalBase64(text: string): Buffer | undefined {
  try {
    const decoded = decodeURIComponent(text);
    const bytes = Buffer.from(decoded, 'base64');
    return bytes.toString('base64') === decoded ? bytes : undefined;
  } catch {
    return undefined;
  }
}
