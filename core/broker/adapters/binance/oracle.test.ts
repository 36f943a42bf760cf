import { createPrivateKey, createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto';
import ccxt, { type binance as Binance } from 'ccxt';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Incoming, RawRequest, SigningKey } from '../adapter';
import { binanceAdapter } from './binance';
import { documented, endpointOf, known } from './endpoints';
import { never } from './endpoints/never';
import { serves } from './endpoints/hosts';

/** ccxt is the oracle: what it signs with a phantom must verify, and what is signed again must be what it signs itself. */

const frozenMs = 1_750_000_000_123;

interface Method {
  readonly api: string;
  readonly path: string;
  readonly method: string;
}

const exchanges = ['binance', 'binanceusdm', 'binancecoinm'] as const;

function methodsOf(exchange: Binance): Method[] {
  const methods: Method[] = [];
  for (const [api, byMethod] of Object.entries(exchange.describe().api as Record<string, Record<string, object>>))
    for (const [method, paths] of Object.entries(byMethod))
      for (const path of Array.isArray(paths) ? (paths as string[]) : Object.keys(paths))
        methods.push({ api, path, method: method.toUpperCase() });
  return methods;
}

interface Keys {
  readonly apiKey: string;
  /** As ccxt takes it. */
  readonly secret: string;
  /** As the adapter signs. */
  readonly signs: SigningKey;
  /** As the adapter verifies. */
  readonly verifies: SigningKey;
}

function hmacKeys(name: string): Keys {
  const secret = `kh-test-${name}`.padEnd(64, 'x');
  const apiKey = `khTest${name}`.padEnd(64, 'A');
  const key = createSecretKey(Buffer.from(secret));
  const signing = { kind: 'hmac', apiKey, key, passphrase: null } as const;
  return { apiKey, secret, signs: signing, verifies: signing };
}

function pairKeys(kind: 'rsa' | 'ed25519', name: string): Keys {
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
  const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
  const { privateKey, publicKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding, privateKeyEncoding })
      : generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding });
  const apiKey = `khTest${name}`.padEnd(64, 'B');
  return {
    apiKey,
    secret: privateKey,
    signs: { kind, apiKey, key: createPrivateKey(privateKey), passphrase: null },
    verifies: { kind, apiKey, key: createPublicKey(publicKey), passphrase: null },
  };
}

function client(id: (typeof exchanges)[number], { apiKey, secret }: Pick<Keys, 'apiKey' | 'secret'>): Binance {
  const exchange = new ccxt[id]({ apiKey, secret });
  exchange.milliseconds = () => frozenMs;
  exchange.nonce = () => frozenMs;
  exchange.uuid22 = () => 'khtest0000000000000000';
  return exchange;
}

interface Signed {
  readonly url: string;
  readonly method: string;
  readonly body?: string | undefined;
  readonly headers?: Record<string, string> | undefined;
}

function signedBy(exchange: Binance, { path, api, method }: Method): Signed {
  return exchange.sign(path, api, method, sampleFor(path, method)) as Signed;
}

/** Odd characters where ccxt encodes values, as values of real clients have them; lists where it joins lists. */
function sampleFor(path: string, method: string): Record<string, unknown> {
  const isRaw = /sub-account|withdraw\/apply|staking|simple-earn/.test(path);
  const note = isRaw ? 'abc' : "a b+c,'(x):/é";
  const sample = { symbol: 'BTCUSDT', note, quantity: 1.5, reduceOnly: true };
  if (path !== 'batchOrders') return sample;
  return method === 'DELETE'
    ? { symbol: 'BTCUSDT', orderidlist: [1, 2] }
    : { batchOrders: [{ symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', quantity: '1', price: '2' }] };
}

function received({ url, method, body, headers }: Signed): Incoming {
  const [, host = '', target = ''] = /^https:\/\/([^/]+)(\/.*)$/.exec(url) ?? [];
  const at = target.indexOf('?');
  return {
    method,
    host,
    path: at < 0 ? target : target.slice(0, at),
    query: at < 0 ? null : target.slice(at + 1),
    headers: Object.entries(headers ?? {}).map(([name, value]): [string, string] => [name.toLowerCase(), value]),
    body: Buffer.from(body ?? '', 'latin1'),
    seenTarget: target,
  };
}

function asSigned(request: RawRequest, like: Signed): Signed {
  return {
    url: `https://${request.host}${request.path}${request.query === null ? '' : `?${request.query}`}`,
    method: request.method,
    body: like.body === undefined ? undefined : request.body.toString('latin1'),
    headers: Object.fromEntries(
      Object.keys(like.headers ?? {}).map((name) => [
        name,
        request.headers.find(([key]) => key === name.toLowerCase())?.[1] ?? '',
      ]),
    ),
  };
}

const isSigned = ({ url, body }: Signed): boolean => /(?:^|[?&])signature=/.test(`${url}&${body ?? ''}`);

describe('the class table', () => {
  const plain = hmacKeys('Phantom');

  it('has a row for every endpoint that ccxt knows, and none that it does not', () => {
    const names = new Set<string>();
    for (const id of exchanges) {
      const exchange = client(id, plain);
      const api = exchange.urls.api as Record<string, string>;
      for (const { api: group, path, method } of methodsOf(exchange))
        names.add(`${method} ${new URL(`${api[group] ?? ''}/${path}`).pathname}`);
    }
    expect([...names].filter((name) => !Object.hasOwn(known, name))).toStrictEqual([]);
    expect(Object.keys(known).filter((name) => !names.has(name))).toStrictEqual([]);
    expect(Object.keys(documented).filter((name) => names.has(name))).toStrictEqual([]);
  });

  it('says public of nothing that ccxt signs', () => {
    for (const id of exchanges) {
      const exchange = client(id, plain);
      for (const method of methodsOf(exchange)) {
        const signed = signedBy(exchange, method);
        if (isSigned(signed)) expect.soft(endpointOf(received(signed))?.row, signed.url).not.toBe('public');
      }
    }
  });

  it('lets nothing through that can never be granted, whatever the request says', () => {
    for (const [name, row] of Object.entries({ ...known, ...documented })) {
      if (!Object.hasOwn(never, row)) continue;
      const [method = '', path = ''] = name.split(' ');
      for (const host of binanceAdapter.hosts)
        for (const query of [null, 'symbol=BTCUSDT&timestamp=1750000000123']) {
          const request = { method, host, path, query, headers: [], body: Buffer.alloc(0) };
          const read = binanceAdapter.read(request, 'asReceived');
          const why = serves(host, path) ? 'never-granted' : 'unknown-endpoint';
          expect(read).toMatchObject({ ok: false, why });
        }
    }
  });

  it('raises the alarm for what takes money out, and for an unknown endpoint that says so', () => {
    const alarm = (method: string, path: string): unknown =>
      binanceAdapter.read(
        { method, host: 'api.binance.com', path, query: null, headers: [], body: Buffer.alloc(0) },
        'asReceived',
      );
    expect(alarm('POST', '/sapi/v1/capital/withdraw/apply')).toMatchObject({ ok: false, alarm: true });
    expect(alarm('POST', '/sapi/v1/asset/transfer')).toMatchObject({ ok: false, alarm: true });
    expect(alarm('POST', '/sapi/v9/new/withdraw')).toMatchObject({ ok: false, why: 'unknown-endpoint', alarm: true });
    expect(alarm('POST', '/sapi/v1/convert/getQuote')).toMatchObject({ ok: false, alarm: false });
  });
});

describe.each(['hmac', 'rsa', 'ed25519'] as const)('a request that ccxt signed with a phantom (%s)', (kind) => {
  let phantom: Keys;
  let real: Keys;

  beforeAll(() => {
    phantom = kind === 'hmac' ? hmacKeys('Phantom') : pairKeys(kind, 'Phantom');
    real = kind === 'hmac' ? hmacKeys('Real') : pairKeys(kind, 'Real');
  });

  // The exchanges of contracts are the same class with other defaults: once is enough for the slow kinds.
  it.each(kind === 'hmac' ? exchanges : exchanges.slice(0, 1))(
    'verifies, and under the real key is what ccxt signs itself, over all endpoints of %s',
    (id) => {
      let count = 0;
      const [tool, owner] = [client(id, phantom), client(id, real)];
      for (const method of methodsOf(tool)) {
        const byPhantom = signedBy(tool, method);
        if (!isSigned(byPhantom)) continue;
        count += 1;
        const request = received(byPhantom);
        expect.soft(binanceAdapter.verify(request, phantom.verifies), byPhantom.url).toMatchObject({
          ok: true,
          timestampMs: frozenMs,
          windowMs: 10_000,
          aheadMs: 1_000,
          form: 'asReceived',
        });
        const again = binanceAdapter.sign(request, {
          real: real.signs,
          form: 'asReceived',
          nowMs: frozenMs,
          clientIds: [],
        });
        const itself = signedBy(owner, method);
        expect.soft(asSigned(again, itself)).toStrictEqual(itself);
      }
      expect(count).toBeGreaterThan(600);
    },
  );
});
