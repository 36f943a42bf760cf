import { randomAlphanumeric } from '../../random';
import { styleWith } from '../manner';
import type { Style } from '../style';
import { endpoints, rightNames } from './endpoints';
import { problem } from './refusals';
import { identify } from './signing';

/** Bitfinex v2 REST. Source: docs.bitfinex.com, "Authenticated Endpoints", "Requirements and Limitations", seen 2026-11. */
export const bitfinex: Style = styleWith({
  id: 'bitfinex',
  marks: ['bfx-apikey'],
  prefixes: ['/v2/'],
  rights: rightNames,
  endpoints,
  identify,
  issue: () => ({
    // 43 letters and digits each; the beginning tells people and leak scanners what they see.
    apiKey: `practice${randomAlphanumeric(35)}`,
    signing: { kind: 'hmac', secret: `practice${randomAlphanumeric(35)}` },
    passphrase: null,
  }),
  noRight: () => problem(10001, 'api_key: permission invalid'),
  notFound: () => problem(10020, 'path: invalid', 404),
  outage: {
    serverError: {
      ...{
        status: 503,
        body: {
          code: 503,
          error: 'temporarily_unavailable',
          error_description: 'Sorry, the service is temporarily unavailable.',
        },
      },
    },
    rateLimit: problem(11010, 'ratelimit: error', 429),
    // "The IP is blocked for 60 seconds and the JSON response {"error": "ERR_RATE_LIMIT"} is returned."
    ban: { status: 429, body: { error: 'ERR_RATE_LIMIT' } },
    maintenance: problem(20060, 'maintenance'),
  },
});
