import { randomBytes, randomUUID } from 'node:crypto';
import { randomAlphanumeric } from '../../random';
import { styleWith } from '../manner';
import type { Style } from '../style';
import { endpoints, rightNames } from './endpoints';
import { problem } from './refusals';
import { identify } from './signing';

const tooMany = problem(429, '429000', 'Too many requests in a short period of time, please retry later');

/** KuCoin spot REST, keys of version 3. Source: kucoin.com/docs-new, seen 2026-11. */
export const kucoin: Style = styleWith({
  id: 'kucoin',
  marks: ['kc-api-key'],
  prefixes: ['/api/v1/'],
  rights: rightNames,
  endpoints,
  identify,
  issue: () => ({
    apiKey: randomBytes(12).toString('hex'),
    signing: { kind: 'hmac', secret: randomUUID() },
    // The forms of key and secret leave no room for a mark.
    passphrase: `Practice-1${randomAlphanumeric(14)}`,
  }),
  noRight: () => problem(403, '400007', 'Access denied--> Require more permission'),
  notFound: () => problem(404, '404', 'Not Found'),
  outage: {
    serverError: problem(500, '500000', 'Internal Server Error'),
    rateLimit: tooMany,
    // KuCoin has no code of its own for an address that is shut out: it goes on saying this.
    ban: tooMany,
    maintenance: problem(503, '503000', 'Service Unavailable'),
  },
});
