import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { styleWith } from '../manner';
import type { Style } from '../style';
import { endpoints, rightNames } from './endpoints';
import { problem } from './refusals';
import { identify } from './signing';

const tooMany = problem(429, 'rate_limit_exceeded', 'Too many requests');

/** Coinbase Advanced Trade with CDP keys. Source: docs.cdp.coinbase.com, seen 2026-11. */
export const coinbase: Style = styleWith({
  id: 'coinbase',
  marks: ['authorization'],
  prefixes: ['/api/v3/brokerage/', '/v2/time', '/v2/accounts'],
  rights: rightNames,
  endpoints,
  identify,
  issue: ({ algorithm }) => (algorithm === 'Ed25519' ? issueEd25519() : issueEc()),
  noRight: () => problem(403, 'PERMISSION_DENIED', 'Missing required scopes'),
  notFound: () => problem(404, 'not_found', 'Not found'),
  outage: {
    serverError: problem(500, 'internal_server_error', 'Internal server error'),
    rateLimit: tooMany,
    // Coinbase has no error of its own for an address that is shut out: it goes on saying this.
    ban: tooMany,
    maintenance: { status: 503, body: 'Service Unavailable', plain: true },
  },
});

const publicPem = { type: 'spki', format: 'pem' } as const;

function issueEc(): ReturnType<Style['issue']> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    ...{ namedCurve: 'P-256', publicKeyEncoding: publicPem, privateKeyEncoding: { type: 'sec1', format: 'pem' } },
  });
  return {
    apiKey: `organizations/${randomUUID()}/apiKeys/${randomUUID()}`,
    ...{ signing: { kind: 'ec', publicKey }, passphrase: null, privateKey },
  };
}

/** Its secret is base64 of seed and public key, 64 bytes together. */
function issueEd25519(): ReturnType<Style['issue']> {
  const pair = generateKeyPairSync('ed25519');
  const { d = '', x = '' } = pair.privateKey.export({ format: 'jwk' });
  const privateKey = Buffer.concat([d, x].map((half) => Buffer.from(half, 'base64url'))).toString('base64');
  const publicKey = pair.publicKey.export(publicPem).toString();
  return { apiKey: randomUUID(), signing: { kind: 'ed25519', publicKey }, passphrase: null, privateKey };
}
