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
export function asked(endpoint: string, body?: unknown, query: string | null = null): Incoming {
  const [method = '', path = ''] = endpoint.split(' ');
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const url = `https://www.okx.com${path}${query === null ? '' : `?${query}`}`;
  return received(method, url, {}, text);
}

const nothing = {
  alias: '',
  baseCcy: '',
  quoteCcy: '',
  ctMult: '',
  ctType: '',
  ctVal: '',
  ctValCcy: '',
  expTime: '',
  instFamily: '',
  settleCcy: '',
  uly: '',
  lever: '10',
  lotSz: '0.00000001',
  minSz: '0.00001',
  tickSz: '0.1',
  maxLmtSz: '9999999999',
  maxMktSz: '1000000',
  listTime: '1606468572000',
  state: 'live',
};
const contract = { ctMult: '1', lotSz: '0.1', minSz: '0.1' };

/** For tests: instruments in the shape of okx.com/docs-v5, "Get instruments" (2026-06). */
export const instruments = {
  spot: { ...nothing, instType: 'SPOT', instId: 'BTC-USDT', baseCcy: 'BTC', quoteCcy: 'USDT' },
  margin: { ...nothing, instType: 'MARGIN', instId: 'BTC-USDT', baseCcy: 'BTC', quoteCcy: 'USDT', uly: 'BTC-USDT' },
  linear: {
    ...nothing,
    ...contract,
    instType: 'SWAP',
    instId: 'BTC-USDT-SWAP',
    uly: 'BTC-USDT',
    settleCcy: 'USDT',
    ctVal: '0.01',
    ctValCcy: 'BTC',
    ctType: 'linear',
  },
  inverse: {
    ...nothing,
    ...contract,
    instType: 'SWAP',
    instId: 'BTC-USD-SWAP',
    uly: 'BTC-USD',
    settleCcy: 'BTC',
    ctVal: '100',
    ctValCcy: 'USD',
    ctType: 'inverse',
  },
  future: {
    ...nothing,
    ...contract,
    instType: 'FUTURES',
    instId: 'BTC-USD-261225',
    uly: 'BTC-USD',
    settleCcy: 'BTC',
    ctVal: '100',
    ctValCcy: 'USD',
    ctType: 'inverse',
    expTime: '1798185600000',
  },
  renamed: { ...nothing, instType: 'SPOT', instId: 'AE-USDT', baseCcy: 'AE', quoteCcy: 'USDT' },
} as const;
