import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { randomAlphanumeric } from '../random';
import type { KeyRecord } from '../state';
import * as answers from './okxAnswers';
import { header, Refused, type Answer, type Received, type Style, type World } from './style';

/**
 * OKX v5 REST. Source: okx.com/docs-v5, "REST Authentication", "Error Code: API Class", seen 2026-11. The table there gives status 200
 * for 50119, but clients in the field report 401 with it (public issues of ccxt and freqtrade, 2023 to 2025): 401 here.
 */
export const okx: Style = {
  id: 'okx',
  prefixes: ['/api/v5/'],
  rights: ['read_only', 'trade', 'withdraw'],
  issue() {
    return {
      apiKey: randomUUID(),
      signing: { kind: 'hmac', secret: randomBytes(16).toString('hex').toUpperCase() },
      // OKX wants upper and lower case, a digit and a special character; the hex of key and secret leaves no room for a mark.
      passphrase: `Practice-1${randomAlphanumeric(14)}`,
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
    serverError: problem(500, '50026', 'System error. Try again later.'),
    rateLimit: problem(
      429,
      '50011',
      'Rate limit reached. Please refer to API documentation and throttle requests accordingly.',
    ),
    maintenance: problem(503, '50001', 'Service temporarily unavailable. Please try again later.'),
  },
};

interface Endpoint {
  /** The right that a key needs; undefined for public data. */
  needs: 'read_only' | undefined;
  answer(world: World, parameters: URLSearchParams, key: KeyRecord | undefined): unknown;
}

const open = (answer: (world: World, parameters: URLSearchParams) => unknown): Endpoint => ({
  needs: undefined,
  answer,
});
const reading = (answer: (world: World, key: KeyRecord) => unknown): Endpoint => ({
  needs: 'read_only',
  answer: (world, _parameters, key) => (key === undefined ? refuse(401, '50119', unknownKey) : answer(world, key)),
});

const unknownKey = "API key doesn't exist";

/** Only GET: this exchange takes no orders yet. */
const endpoints: Record<string, Endpoint> = {
  '/api/v5/public/time': open(answers.time),
  '/api/v5/public/instruments': open((_world, parameters) => instruments(parameters)),
  '/api/v5/system/status': open(() => []),
  '/api/v5/account/config': reading(answers.accountConfig),
  '/api/v5/account/balance': reading(answers.accountBalance),
  '/api/v5/asset/balances': reading(answers.fundingBalances),
  '/api/v5/asset/currencies': reading(answers.currencies),
};

function respond(request: Received, world: World): Answer {
  const endpoint = Object.hasOwn(endpoints, request.path) ? endpoints[request.path] : undefined;
  if (endpoint === undefined) return problem(404, '404', 'Not Found');
  if (request.method !== 'GET') return problem(405, '50115', 'Invalid request method.');
  const parameters = new URLSearchParams(request.query);
  if (endpoint.needs === undefined) return success(endpoint.answer(world, parameters, undefined));
  const key = identify(request, world);
  if (key.rights[endpoint.needs] !== true)
    refuse(200, '50120', "This API key doesn't have permission to use this function");
  world.used(key);
  return success(endpoint.answer(world, parameters, key));
}

function identify(request: Received, world: World): KeyRecord {
  const apiKey = header(request, 'ok-access-key') ?? empty('50103', 'OK-ACCESS-KEY');
  const passphrase = header(request, 'ok-access-passphrase') ?? empty('50104', 'OK-ACCESS-PASSPHRASE');
  const signature = header(request, 'ok-access-sign') ?? empty('50106', 'OK-ACCESS-SIGN');
  const timestamp = header(request, 'ok-access-timestamp') ?? empty('50107', 'OK-ACCESS-TIMESTAMP');
  checkTime(timestamp, world.nowMs);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(apiKey)) refuse(401, '50111', 'Invalid OK-ACCESS-KEY');
  // Practice keys are keys of the live account: with the demo header OKX looks for a key of the demo account.
  if (header(request, 'x-simulated-trading') === '1')
    refuse(401, '50101', 'APIKey does not match current environment.');
  const key = world.key(apiKey) ?? refuse(401, '50119', unknownKey);
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

function sameText(left: string, right: string): boolean {
  const one = Buffer.from(left);
  const other = Buffer.from(right);
  return one.length === other.length && timingSafeEqual(one, other);
}

const instrumentTypes = ['SPOT', 'MARGIN', 'SWAP', 'FUTURES', 'OPTION'];

function instruments(parameters: URLSearchParams): unknown {
  const type = parameters.get('instType') ?? '';
  if (type === '') refuse(400, '50014', 'Parameter instType can not be empty.');
  if (!instrumentTypes.includes(type)) refuse(400, '51000', 'Parameter instType error');
  return answers.instruments(type);
}

function success(data: unknown): Answer {
  return { status: 200, body: { code: '0', data, msg: '' } };
}

function empty(code: string, name: string): never {
  return refuse(401, code, `Request header ${name} can not be empty.`);
}

function refuse(status: number, code: string, msg: string): never {
  throw new Refused(problem(status, code, msg));
}

function problem(status: number, code: string, msg: string): Answer {
  return { status, body: { msg, code } };
}
