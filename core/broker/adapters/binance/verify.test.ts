import { createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incoming, RawRequest, SigningKey, Verified } from '../adapter';
import { binanceAdapter } from './binance';
import { documented, known } from './endpoints';
import { isMoneyEndpoint } from './orders';

/** binance-spot-api-docs, rest-api.md, "SIGNED Endpoint Examples for POST /api/v3/order": key and secret are Binance's own examples. */
const published = {
  apiKey: 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A',
  secret: 'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j',
  whole:
    'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559',
  wholeSignature: 'c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71',
  query: 'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC',
  form: 'quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559',
  mixedSignature: '0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77',
} as const;

const hmac = (apiKey: string, secret: string): SigningKey => ({
  kind: 'hmac',
  apiKey,
  key: createSecretKey(Buffer.from(secret)),
  passphrase: null,
});

const phantom = hmac(published.apiKey, published.secret);

function order(query: string | null, form: string, apiKey: string = published.apiKey): Incoming {
  return {
    method: 'POST',
    host: 'api.binance.com',
    path: '/api/v3/order',
    query,
    headers: [
      ['x-mbx-apikey', apiKey],
      ['content-type', 'application/x-www-form-urlencoded'],
      ['content-length', String(form.length)],
    ],
    body: Buffer.from(form, 'latin1'),
    seenTarget: '/api/v3/order',
  };
}

const examples = {
  form: order(null, `${published.whole}&signature=${published.wholeSignature}`),
  query: order(`${published.whole}&signature=${published.wholeSignature}`, ''),
  both: order(published.query, `${published.form}&signature=${published.mixedSignature}`),
} as const;

const why = (verified: Verified): string => (verified.ok ? 'ok' : verified.why);

describe('Binance’s published examples', () => {
  it.each(Object.entries(examples))('verify, sent as %s', (_, request) => {
    expect(binanceAdapter.verify(request, phantom)).toMatchObject({
      ok: true,
      timestampMs: 1499827319559,
      windowMs: 5000,
    });
  });

  it.each(Object.entries(examples))('come out of signing as they are, sent as %s', (_, request) => {
    const signed = binanceAdapter.sign(request, {
      real: phantom,
      form: 'asReceived',
      nowMs: 1499827319559,
      clientIds: [],
    });
    const { seenTarget: _target, ...raw } = request;
    expect(signed).toStrictEqual(raw);
  });
});

describe('a request with one byte changed', () => {
  const { both } = examples;
  const flipped = (text: string, at: number, bit: number): string =>
    text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
  /** Hex may be in either case: that is the same signature, not another. */
  const sameHex = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

  it('never verifies, wherever in what is signed, the signature or the key it was', () => {
    const form = both.body.toString('latin1');
    const texts = [published.query, form, published.apiKey] as const;
    for (const [index, text] of texts.entries())
      for (let at = 0; at < text.length; at += 1)
        for (let bit = 0; bit < 7; bit += 1) {
          const changed = texts.map((one, other) => (other === index ? flipped(one, at, bit) : one));
          const [query = '', newForm = '', apiKey = ''] = changed;
          if (index === 1 && sameHex(newForm, form) && at >= form.length - 64) continue;
          expect
            .soft(why(binanceAdapter.verify(order(query, newForm, apiKey), phantom)), changed.join(' '))
            .not.toBe('ok');
        }
  });

  it('is no endpoint that moves money, where it was in what Binance does not sign: method and path', () => {
    for (const name of Object.keys({ ...known, ...documented }).filter(isMoneyEndpoint)) {
      const host = binanceAdapter.hostOf(name.slice(name.indexOf(' ') + 1)) ?? '';
      for (let at = 0; at < name.length; at += 1)
        for (let bit = 0; bit < 7; bit += 1) {
          const [method = '', path = ''] = flipped(name, at, bit).split(' ');
          const read = binanceAdapter.read({ ...both, method, path, host }, 'asReceived');
          expect.soft(read.ok ? read.understood.endpoint : 'refused', `${method} ${path}`).toBe('refused');
        }
    }
  });
});

describe('a signature', () => {
  it('in capitals is the same one, so that it is not let through twice', () => {
    const capitals = order(null, `${published.whole}&signature=${published.wholeSignature.toUpperCase()}`);
    const [one, other] = [binanceAdapter.verify(examples.form, phantom), binanceAdapter.verify(capitals, phantom)];
    expect(one.ok && other.ok && one.signature === other.signature).toBe(true);
  });

  it.each([
    ['is missing', published.whole],
    ['is said twice', `${published.whole}&signature=${published.wholeSignature}&signature=${published.wholeSignature}`],
    ['is not last', `signature=${published.wholeSignature}&${published.whole}`],
    ['is empty', `${published.whole}&signature=`],
    ['has bytes behind it', `${published.whole}&signature=${published.wholeSignature}&`],
  ])('that %s does not verify', (_, form) => {
    expect(why(binanceAdapter.verify(order(null, form), phantom))).toBe('signature');
  });

  it.each(['rsa', 'ed25519'] as const)('of %s is taken in base64, and as no other text of the same bytes', (kind) => {
    const pair = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
    const keys = (key: SigningKey['key']): SigningKey => ({ kind, apiKey: published.apiKey, key, passphrase: null });
    const how = { real: keys(pair.privateKey), form: 'asReceived', nowMs: 1_750_000_000_123, clientIds: [] };
    const signed = binanceAdapter.sign(examples.form, how);
    const incoming = { ...signed, seenTarget: signed.path };
    const verifying = keys(createPublicKey(pair.privateKey));
    expect(binanceAdapter.verify(incoming, verifying)).toMatchObject({ ok: true, timestampMs: 1_750_000_000_123 });
    const text = signed.body.toString('latin1');
    for (const other of [`${text}A`, text.replace('%3D', ''), `${text}%0A`, `${text}%`])
      expect.soft(why(binanceAdapter.verify({ ...incoming, body: Buffer.from(other) }, verifying))).toBe('signature');
    expect(why(binanceAdapter.verify({ ...incoming, body: Buffer.from(text.replaceAll('%3D', '=')) }, verifying))).toBe(
      'ok',
    );
  });
});

describe('the time of a request', () => {
  const verifiedAt = (params: string): Verified => {
    const unsigned = order(null, `${params}&signature=00`);
    const stamped = binanceAdapter.sign(unsigned, {
      real: phantom,
      form: 'asReceived',
      nowMs: 1_750_000_000_123,
      clientIds: [],
    });
    return binanceAdapter.verify({ ...stamped, seenTarget: stamped.path }, phantom);
  };

  it.each([
    ['timestamp=1499827319559', { timestampMs: 1_750_000_000_123, windowMs: 5000 }],
    ['timestamp=1499827319559000', { timestampMs: 1_750_000_000_123, windowMs: 5000 }],
    ['timestamp=1499827319559&recvWindow=60000', { windowMs: 60_000 }],
    ['timestamp=1499827319559&recvWindow=1234.567', { windowMs: 1234.567 }],
  ])('%s is read', (params, expected) => {
    expect(verifiedAt(params)).toMatchObject({ ok: true, ...expected });
  });

  it.each(['recvWindow=60001', 'recvWindow=', 'recvWindow=-1', 'recvWindow=1e9', 'recvWindow=99999.9'])(
    'with %s is refused',
    (window) => {
      expect(why(verifiedAt(`timestamp=1499827319559&${window}`))).toBe('timestamp');
    },
  );
});

describe('signing again', () => {
  const how = {
    real: hmac('khTestReal', 'kh-test-real'),
    form: 'asReceived',
    nowMs: 1_750_000_000_123,
    clientIds: ['khA', 'khB'],
  };
  const formOf = (request: RawRequest): string =>
    binanceAdapter
      .sign(request, how)
      .body.toString('latin1')
      .replace(/&signature=.*/, '');

  it('changes time, key and signature alone, and keeps every other byte', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[a-z]{3,8}X$/), fc.webQueryParameters()), { maxLength: 4 }),
        (extra) => {
          const text = extra.map(([name, value]) => `&${name}=${value.replaceAll('&', '%26')}`).join('');
          const request = order(null, `timestamp=1499827319559${text}&newClientOrderId=mine&signature=ab`);
          expect(formOf(request)).toBe(`timestamp=1750000000123${text}&newClientOrderId=mine`);
        },
      ),
    );
    const signed = binanceAdapter.sign(examples.both, { ...how, clientIds: [] });
    expect(signed.query).toBe(published.query);
    expect(signed.headers).toStrictEqual([
      ['x-mbx-apikey', 'khTestReal'],
      ['content-type', 'application/x-www-form-urlencoded'],
      ['content-length', String(signed.body.length)],
    ]);
  });

  it('gives an order an id where the client gave none', () => {
    expect(formOf(order(null, 'timestamp=1499827319559&signature=ab'))).toBe(
      'timestamp=1750000000123&newClientOrderId=khA',
    );
    const oco = {
      ...order(null, 'belowClientOrderId=b&timestamp=1499827319559&signature=ab'),
      path: '/api/v3/orderList/oco',
    };
    expect(formOf(oco)).toBe('belowClientOrderId=b&timestamp=1750000000123&aboveClientOrderId=khA');
  });

  it.each([
    ['[{"a":1},{"newClientOrderId":"x"},{}]', '[{"a":1,"newClientOrderId":"khA"},{"newClientOrderId":"x"},{}]'],
    ['[ {"a":1} , {} ]', '[ {"a":1,"newClientOrderId":"khA"} , {"newClientOrderId":"khB"} ]'],
  ])('does so inside of a batch, as written and encoded: %s', (sent, expected) => {
    const batch = (value: string): RawRequest => ({
      ...order(null, `batchOrders=${value}&timestamp=1499827319559&signature=ab`),
      host: 'fapi.binance.com',
      path: '/fapi/v1/batchOrders',
    });
    expect(formOf(batch(sent))).toBe(`batchOrders=${expected}&timestamp=1750000000123`);
    expect(formOf(batch(encodeURIComponent(sent)))).toBe(
      `batchOrders=${encodeURIComponent(expected)}&timestamp=1750000000123`,
    );
  });

  it('of an own request adds what it lacks', () => {
    const market = { venue: 'isolated', id: 'BTCUSDT' };
    const { request } = binanceAdapter.own.order({ market, clientId: 'khA', orderId: null });
    const signed = binanceAdapter.sign(request, { ...how, clientIds: [] });
    expect(signed.query).toMatch(
      /^symbol=BTCUSDT&origClientOrderId=khA&isIsolated=TRUE&recvWindow=5000&timestamp=1750000000123&signature=[\da-f]{64}$/,
    );
    expect(binanceAdapter.verify({ ...signed, seenTarget: '' }, how.real)).toMatchObject({ ok: true });
    expect(binanceAdapter.read(signed, 'asReceived')).toMatchObject({ ok: true });
  });
});

describe('a public call', () => {
  it('goes out without key and signature, and only what the table calls public is one', () => {
    const ticker = {
      ...order('symbol=BTCUSDT&timestamp=1&recvWindow=2&signature=ab', ''),
      method: 'GET',
      path: '/api/v3/ticker/24hr',
    };
    expect(binanceAdapter.isPublic(ticker)).toBe(true);
    expect(binanceAdapter.strip(ticker)).toMatchObject({ query: 'symbol=BTCUSDT' });
    expect(binanceAdapter.strip(ticker).headers.map(([name]) => name)).not.toContain('x-mbx-apikey');
    expect(binanceAdapter.strip({ ...ticker, query: 'limit=1' })).toMatchObject({ query: 'limit=1' });
    expect(binanceAdapter.isPublic({ ...ticker, path: '/api/v3/account' })).toBe(false);
    expect(binanceAdapter.isPublic({ ...ticker, path: '/api/v3/new' })).toBe(false);
    expect(binanceAdapter.isPublic({ ...ticker, host: 'fapi.binance.com' })).toBe(false);
    expect(binanceAdapter.isPublic({ ...ticker, body: Buffer.from('a') })).toBe(false);
  });
});
