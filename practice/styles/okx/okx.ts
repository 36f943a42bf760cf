import { randomBytes, randomUUID } from 'node:crypto';
import { randomAlphanumeric } from '../../random';
import { Declined } from '../../market/declined';
import { Refused, type Answer, type Received, type Style, type World } from '../style';
import { accountEndpoints } from './accountEndpoints';
import type { Endpoints } from './endpoint';
import { givenFrom } from './given';
import { publicEndpoints } from './publicEndpoints';
import { Failed, failureOf, problem, refuse } from './refusals';
import { identify } from './signing';
import { tradeEndpoints } from './tradeEndpoints';

/**
 * OKX v5 REST. Source: okx.com/docs-v5, "REST Authentication", "Error Code: API Class", seen 2026-11. The table there gives status 200
 * for 50119, but clients in the field report 401 with it (public issues of ccxt and freqtrade, 2023 to 2025): 401 here.
 */
export const okx: Style = {
  id: 'okx',
  marks: ['ok-access-key'],
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
      const failure = error instanceof Declined ? failureOf(error) : error;
      // A call about one thing has its error at the top; what is missing is the caller's mistake in the request itself.
      if (failure instanceof Failed)
        return problem(failure.code.startsWith('50') ? 400 : 200, failure.code, failure.text);
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
    // OKX has no code of its own for an address that is shut out: it goes on saying this.
    ban: problem(
      429,
      '50011',
      'Rate limit reached. Please refer to API documentation and throttle requests accordingly.',
    ),
    maintenance: problem(503, '50001', 'Service temporarily unavailable. Please try again later.'),
  },
};

const endpoints: Endpoints = { ...publicEndpoints, ...accountEndpoints, ...tradeEndpoints };
const paths = new Set(Object.keys(endpoints).map((name) => name.slice(name.indexOf(' ') + 1)));

function respond(request: Received, world: World): Answer {
  const name = `${request.method} ${request.path}`;
  const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
  if (endpoint === undefined) {
    return paths.has(request.path)
      ? problem(405, '50115', 'Invalid request method.')
      : problem(404, '404', 'Not Found');
  }
  if (endpoint.needs === undefined) return endpoint.answer({ world, given: givenFrom(request) });
  const key = identify(request, world);
  if (key.rights[endpoint.needs] !== true) {
    refuse(200, '50120', "This API key doesn't have permission to use this function");
  }
  world.used(key);
  return endpoint.answer({ world, given: givenFrom(request), key, desk: world.desk(key), body: request.body });
}
