import { randomBytes } from 'node:crypto';
import { styleWith } from '../manner';
import type { Style } from '../style';
import { endpoints, rightNames } from './endpoints';
import { problem } from './refusals';
import { identify } from './signing';

const tooMany = problem(429, 'TOO_MANY_REQUESTS', 'Request Rate limit Exceeded');

/** Gate API v4. Source: gate.com/docs/developers/apiv4, seen 2026-11. */
export const gate: Style = styleWith({
  id: 'gate',
  marks: ['key'],
  prefixes: ['/api/v4/'],
  rights: rightNames,
  endpoints,
  identify,
  issue: () => ({
    // Both are hexadecimal, which leaves no room for a mark.
    apiKey: randomBytes(16).toString('hex'),
    signing: { kind: 'hmac', secret: randomBytes(32).toString('hex') },
    passphrase: null,
  }),
  noRight: () => problem(403, 'FORBIDDEN', 'API key does not have permission to perform this operation'),
  notFound: () => problem(404, 'NOT_FOUND', 'The requested resource was not found'),
  outage: {
    serverError: problem(500, 'INTERNAL', 'Internal server error'),
    rateLimit: tooMany,
    // Gate has no label of its own for an address that is shut out: it goes on saying this.
    ban: tooMany,
    maintenance: problem(503, 'TOO_BUSY', 'System is under maintenance'),
  },
});
