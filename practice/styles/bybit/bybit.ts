import { randomAlphanumeric } from '../../random';
import { styleWith } from '../manner';
import type { Style } from '../style';
import { endpoints } from './endpoints';
import { problem } from './refusals';
import { rightNames } from './rights';
import { identify } from './signing';

/** Bybit v5 REST. Source: bybit-exchange.github.io/docs/v5, "Integration Guidance" and "Error Codes", seen 2026-11. */
export const bybit: Style = styleWith({
  id: 'bybit',
  marks: ['x-bapi-api-key'],
  prefixes: ['/v5/'],
  rights: rightNames,
  endpoints,
  identify,
  issue: ({ publicKey }) => ({
    // 18 and 36 letters and digits, as Bybit issues them; the beginning tells people and leak scanners what they see.
    apiKey: `practice${randomAlphanumeric(10)}`,
    signing: publicKey ?? { kind: 'hmac', secret: `practice${randomAlphanumeric(28)}` },
    passphrase: null,
  }),
  noRight: ({ nowMs }) => problem(10005, 'Permission denied, please check your API key permissions.', 200, nowMs),
  notFound: (_request, { nowMs }) => problem(10017, 'Route not found.', 404, nowMs),
  outage: {
    serverError: problem(10016, 'Server error.', 500),
    rateLimit: problem(10006, 'Too many visits. Exceeded the API Rate Limit.', 429),
    // "If you receive an HTTP status 403, your IP rate limit is breached": a line of text, as from its gateway.
    ban: { status: 403, body: '403, access too frequent, please try again in 10 minutes', plain: true },
    // The documented reasons of 10016: an error of its own, and a restart.
    maintenance: problem(10016, 'Service is restarting.', 503),
  },
});
