import { randomBytes } from 'node:crypto';
import { randomAlphanumeric } from '../../random';
import { styleWith } from '../manner';
import type { Style } from '../style';
import { classicRights, endpoints, readAndWrite, unifiedRights } from './endpoints';
import { problem } from './refusals';
import { identify } from './signing';

const tooMany = problem('429', 'Too Many Requests', 0, 429);

/** Bitget v2 for classic accounts and v3 for unified ones. Source: bitget.com/api-doc, seen 2026-11. */
export const bitget: Style = styleWith({
  id: 'bitget',
  marks: ['access-key'],
  prefixes: ['/api/v2/', '/api/v3/account/info', '/api/v3/account/assets'],
  rights: [...classicRights, readAndWrite, ...unifiedRights],
  endpoints,
  identify,
  issue: () => ({
    // Both are hexadecimal, which leaves no room for a mark; Bitget wants letters and digits in a passphrase.
    apiKey: `bg_${randomBytes(16).toString('hex')}`,
    signing: { kind: 'hmac', secret: randomBytes(32).toString('hex') },
    passphrase: `Practice1${randomAlphanumeric(15)}`,
  }),
  noRight: ({ nowMs }) => problem('40014', 'Incorrect permissions, need spot read permissions', Math.floor(nowMs)),
  notFound: (_request, { nowMs }) => problem('40404', 'Request URL NOT FOUND', Math.floor(nowMs), 404),
  outage: {
    serverError: problem('40015', 'System is abnormal, please try again later', 0, 500),
    rateLimit: tooMany,
    // Bitget has no code of its own for an address that is shut out: it goes on saying this.
    ban: tooMany,
    maintenance: problem('40725', 'service return an error', 0, 503),
  },
});
