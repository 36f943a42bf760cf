import { createHmac, timingSafeEqual, verify } from 'node:crypto';
import { randomAlphanumeric } from '../random';
import type { KeyRecord } from '../state';
import * as answers from './binanceAnswers';
import { header, Refused, type Answer, type Received, type Style, type World } from './style';

/**
 * Binance spot, margin and futures REST. Source: developers.binance.com, "Request Security" and "Error codes" of the spot API docs,
 * "Get API Key Permission" of the wallet docs, seen 2026-11. The three hosts share this server: their paths do not overlap.
 */
export const binance: Style = {
  id: 'binance',
  prefixes: ['/api/v3/', '/sapi/', '/fapi/', '/dapi/'],
  rights: answers.rightNames,
  issue(publicKey) {
    return {
      // 64 letters and digits, as Binance issues them; the beginning tells people and leak scanners what they see.
      apiKey: `practice${randomAlphanumeric(56)}`,
      signing: publicKey ?? { kind: 'hmac', secret: `practice${randomAlphanumeric(56)}` },
      passphrase: null,
    };
  },
  answer(request, world) {
    try {
      return respond(request, world);
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      throw error;
    }
  },
  outage: {
    serverError: problem(500, -1000, 'An unknown error occurred while processing the request.'),
    rateLimit: {
      ...problem(429, -1003, 'Too much request weight used; current limit is 6000 request weight per 1 MINUTE.'),
      headers: { 'retry-after': '30' },
    },
    maintenance: problem(503, 1, 'System is under maintenance.'),
  },
};

/** `MARKET_DATA` needs a key but no signature; one that is sent is checked all the same. */
type Security = 'NONE' | 'MARKET_DATA' | 'USER_DATA';

interface Endpoint {
  security: Security;
  answer(world: World, key: KeyRecord | undefined): unknown;
}

const open = (answer: (world: World) => unknown): Endpoint => ({ security: 'NONE', answer });
const keyed = (answer: () => unknown): Endpoint => ({ security: 'MARKET_DATA', answer });
const signed = (answer: (world: World, key: KeyRecord) => unknown): Endpoint => ({
  security: 'USER_DATA',
  answer: (world, key) => (key === undefined ? refuse(401, -2015, rejectedKey) : answer(world, key)),
});

const rejectedKey = 'Invalid API-key, IP, or permissions for action.';

/** Only GET: this exchange takes no orders yet. */
const endpoints: Record<string, Endpoint> = {
  '/api/v3/ping': open(() => ({})),
  '/api/v3/time': open(answers.time),
  '/api/v3/exchangeInfo': open(answers.spotExchangeInfo),
  '/api/v3/account': signed(answers.account),
  '/sapi/v1/system/status': open(() => ({ status: 0, msg: 'normal' })),
  '/sapi/v1/account/apiRestrictions': signed(answers.apiRestrictions),
  '/sapi/v1/account/apiTradingStatus': signed(answers.apiTradingStatus),
  '/sapi/v1/capital/config/getall': signed(answers.capitalConfig),
  '/sapi/v1/margin/allPairs': keyed(answers.marginPairs),
  '/sapi/v1/margin/isolated/allPairs': keyed(answers.isolatedMarginPairs),
  '/sapi/v1/equity/market/exchangeInfo': keyed(() => ({ symbols: [] })),
  '/fapi/v1/ping': open(() => ({})),
  '/fapi/v1/time': open(answers.time),
  '/fapi/v1/exchangeInfo': open(answers.linearExchangeInfo),
  '/fapi/v3/balance': signed(answers.futuresBalance),
  '/dapi/v1/ping': open(() => ({})),
  '/dapi/v1/time': open(answers.time),
  '/dapi/v1/exchangeInfo': open(answers.inverseExchangeInfo),
  '/dapi/v1/balance': signed(answers.futuresBalance),
};

function respond(request: Received, world: World): Answer {
  const endpoint = Object.hasOwn(endpoints, request.path) ? endpoints[request.path] : undefined;
  if (endpoint === undefined || request.method !== 'GET') return answers.notFound(request.path, world.nowMs);
  if (endpoint.security === 'NONE') return { status: 200, body: endpoint.answer(world, undefined) };
  const key = identify(request, world, endpoint.security);
  if (key.rights.enableReading !== true) refuse(401, -2015, rejectedKey);
  world.used(key);
  return { status: 200, body: endpoint.answer(world, key) };
}

function identify(request: Received, world: World, security: Security): KeyRecord {
  const apiKey = header(request, 'x-mbx-apikey');
  if (apiKey === undefined || !/^[A-Za-z0-9]{64}$/.test(apiKey)) return refuse(401, -2014, 'API-key format invalid.');
  const parameters = readParameters(request);
  const mustSign = security === 'USER_DATA' || parameters.signature !== undefined;
  if (mustSign) checkTime(parameters, world.nowMs);
  const key = world.key(apiKey);
  if (key === undefined || !world.admits(key)) return refuse(401, -2015, rejected(request, world));
  if (mustSign && !signatureFits(key, parameters)) refuse(400, -1022, 'Signature for this request is not valid.');
  return key;
}

/** The futures hosts name the address. Seen in public bug reports of futures clients. */
function rejected(request: Received, world: World): string {
  const futures = request.path.startsWith('/fapi/') || request.path.startsWith('/dapi/');
  return futures ? `${rejectedKey.replace('action.', 'action')}, request ip: ${world.callerAddress}` : rejectedKey;
}

interface Parameters {
  /** What was signed: query and body as received and without separator, the signature taken out. */
  payload: Buffer;
  signature: string | undefined;
  timestamp: string | undefined;
  recvWindow: string | undefined;
}

/**
 * "The signature payload of your request is the query string concatenated without separator to the HTTP body."
 * Bytes stay bytes: latin1 is the one encoding in which every byte survives.
 */
function readParameters(request: Received): Parameters {
  const query = splitSignature(request.query);
  const body = splitSignature(request.body.toString('latin1'));
  const found = new Map<string, string>();
  for (const pair of [...query.pairs, ...body.pairs]) {
    const [name, value] = halves(pair);
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

function missing(name: string): never {
  return refuse(400, -1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);
}

function refuse(status: number, code: number, msg: string): never {
  throw new Refused(problem(status, code, msg));
}

function problem(status: number, code: number, msg: string): Answer {
  return { status, body: { code, msg } };
}
