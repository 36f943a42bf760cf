import { randomBytes } from 'node:crypto';
import { styleWith } from '../manner';
import type { Style } from '../style';
import { endpoints, rightNames } from './endpoints';
import { problem } from './refusals';
import { identify } from './signing';

/** Kraken spot REST. Source: docs.kraken.com, "Spot REST Authentication" and "API errors", seen 2026-11. */
export const kraken: Style = styleWith({
  id: 'kraken',
  marks: ['api-key'],
  prefixes: ['/0/'],
  rights: rightNames,
  endpoints,
  identify,
  issue: () => ({
    // Key and secret are base64 of 42 and 64 bytes; "practice" is base64 too, and tells people and leak scanners what they see.
    apiKey: `practice${randomBytes(36).toString('base64')}`,
    signing: { kind: 'hmac', secret: `practice${randomBytes(58).toString('base64')}` },
    passphrase: null,
  }),
  noRight: () => problem('EGeneral:Permission denied'),
  notFound: () => problem('EGeneral:Unknown method'),
  outage: {
    serverError: problem('EGeneral:Internal error', 500),
    rateLimit: problem('EAPI:Rate limit exceeded', 429),
    ban: problem('EGeneral:Temporary lockout'),
    maintenance: problem('EService:Unavailable', 503),
  },
});
