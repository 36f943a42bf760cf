import { Declined } from '../../market/declined';
import { randomAlphanumeric } from '../../random';
import { Refused, type Answer, type Received, type Style, type World } from '../style';
import type { Endpoints } from './endpoint';
import { givenFrom } from './given';
import { declineAnswer, notFound, problem, refuse, rejectedKey } from './refusals';
import { granted, rightNames } from './rights';
import { identify, readParameters } from './signing';
import { spotEndpoints } from './spotEndpoints';
import { walletEndpoints } from './walletEndpoints';
import { futuresEndpoints } from './futuresEndpoints';

/**
 * Binance spot, margin and futures REST. Source: developers.binance.com, "Request Security" and "Error codes" of the spot API docs,
 * "Get API Key Permission" of the wallet docs, seen 2026-11. The three hosts share this server: their paths do not overlap.
 */
export const binance: Style = {
  id: 'binance',
  marks: ['x-mbx-apikey'],
  prefixes: ['/api/v3/', '/sapi/', '/fapi/', '/dapi/'],
  rights: rightNames,
  issue({ publicKey }) {
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
      if (error instanceof Declined) return declineAnswer(error, request.path);
      throw error;
    }
  },
  outage: {
    serverError: problem(500, -1000, 'An unknown error occurred while processing the request.'),
    rateLimit: {
      ...problem(429, -1003, 'Too much request weight used; current limit is 6000 request weight per 1 MINUTE.'),
      headers: { 'retry-after': '30' },
    },
    ban: {
      ...problem(
        418,
        -1003,
        'Way too much request weight used; IP banned. Please use WebSocket Streams for live updates.',
      ),
      headers: { 'retry-after': '120' },
    },
    maintenance: problem(503, 1, 'System is under maintenance.'),
  },
};

const endpoints: Endpoints = { ...spotEndpoints, ...walletEndpoints, ...futuresEndpoints };

function respond(request: Received, world: World): Answer {
  const name = `${request.method} ${request.path}`;
  const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
  if (endpoint === undefined) return notFound(request.path, world.nowMs);
  if (endpoint.security === 'NONE') {
    const given = givenFrom(readParameters(request).found);
    return { status: 200, body: endpoint.answer({ world, given }) };
  }
  const { key, found } = identify(request, world, endpoint.security);
  if (!granted(key, endpoint.right, world.nowMs)) refuse(401, -2015, rejectedKey);
  world.used(key);
  return { status: 200, body: endpoint.answer({ world, given: givenFrom(found), key, desk: world.desk(key) }) };
}
