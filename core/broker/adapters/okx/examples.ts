import { createSecretKey, randomBytes } from 'node:crypto';
import type { Incoming, SigningKey } from '../adapter';

/** For tests: a key that no exchange knows, and its secret as a client has it. */
export function exampleKey(name: string): { key: SigningKey; secret: string } {
  const secret = `kh-test-${randomBytes(16).toString('hex')}`;
  const key = createSecretKey(Buffer.from(secret, 'utf8'));
  return {
    key: {
      kind: 'hmac',
      apiKey: `kh-test-${name}-${randomBytes(8).toString('hex')}`,
      key,
      passphrase: `kh-test-${name}`,
    },
    secret,
  };
}

/** For tests: what a client sent, as the broker has it. `prefix` is what the client had before the exchange's path. */
export function received(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  prefix = '',
): Incoming {
  const { host } = new URL(url);
  const target = url.slice(url.indexOf(host) + host.length);
  const question = target.indexOf('?');
  return {
    method,
    host,
    path: question < 0 ? target : target.slice(0, question),
    query: question < 0 ? null : target.slice(question + 1),
    headers: Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
    body: Buffer.from(body, 'utf8'),
    seenTarget: `${prefix}${target}`,
  };
}

/** For tests: a request as `read` sees it. */
export function asked(endpoint: string, body: unknown = undefined, query: string | null = null): Incoming {
  const [method = '', path = ''] = endpoint.split(' ');
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const url = `https://www.okx.com${path}${query === null ? '' : `?${query}`}`;
  return received(method, url, {}, text);
}
