import { randomBytes } from 'node:crypto';
import { randomAlphanumeric } from '../../random';
import { styleWith } from '../manner';
import type { Style } from '../style';
import { endpoints, rightNames } from './endpoints';
import { problem } from './refusals';
import { identify } from './signing';

/**
 * MEXC spot v3. Source: mexc.com/api-docs/spot-v3, seen 2026-11. Its paths are Binance's: without the key header only
 * `/api/v3/apiKeyInfo` is MEXC's, and the time is asked with that header, or at `/mexc/api/v3/time`.
 */
export const mexc: Style = styleWith({
  id: 'mexc',
  marks: ['x-mexc-apikey'],
  prefixes: ['/api/v3/apiKeyInfo'],
  rights: rightNames,
  endpoints,
  identify,
  issue: () => ({
    apiKey: `mx0v${randomAlphanumeric(14)}`,
    signing: { kind: 'hmac', secret: randomBytes(16).toString('hex') },
    passphrase: null,
  }),
  noRight: () => problem(400, 700007, 'No permission to access the endpoint.'),
  notFound: () => problem(404, 404, 'Not Found'),
  outage: {
    serverError: problem(500, 500, 'Internal error'),
    // "Retry-After header is included with 418 or 429": seconds, from a limit to a ban.
    rateLimit: { ...problem(429, 429, 'Too Many Requests'), headers: { 'retry-after': '30' } },
    ban: { ...problem(418, 429, 'Too Many Requests'), headers: { 'retry-after': '120' } },
    maintenance: problem(503, 503, 'Service not available, please try again'),
  },
});
