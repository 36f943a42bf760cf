import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressed, styleIds, styleOf, styles } from '.';
import type { Style } from './style';

const all: readonly Style[] = Object.values(styles);
const idOf = (path: string, headers: Record<string, string> = {}): string | undefined => styleOf({ path, headers })?.id;

/** As clients send them: who it is for, the path, and the header that carries the key where there is one. */
const requests = [
  ['binance', '/api/v3/time'],
  ['binance', '/api/v3/account', 'x-mbx-apikey'],
  ['binance', '/fapi/v1/exchangeInfo'],
  ['okx', '/api/v5/public/time'],
  ['okx', '/api/v5/account/config', 'ok-access-key'],
  ['bybit', '/v5/market/time'],
  ['bybit', '/v5/user/query-api', 'x-bapi-api-key'],
  ['kraken', '/0/public/Time'],
  ['kraken', '/0/private/GetApiKeyInfo', 'api-key'],
  ['kucoin', '/api/v1/timestamp'],
  ['kucoin', '/api/v3/currencies', 'kc-api-key'],
  ['kucoin', '/api/v2/symbols', 'kc-api-key'],
  ['gate', '/api/v4/spot/time'],
  ['gate', '/api/v4/account/detail', 'key'],
  ['bitget', '/api/v2/public/time'],
  ['bitget', '/api/v3/account/info'],
  ['bitget', '/api/v2/spot/account/info', 'access-key'],
  ['mexc', '/api/v3/time', 'x-mexc-apikey'],
  ['mexc', '/api/v3/account', 'x-mexc-apikey'],
  ['mexc', '/api/v3/apiKeyInfo'],
  ['bitfinex', '/v2/platform/status'],
  ['bitfinex', '/v2/auth/r/permissions', 'bfx-apikey'],
  ['coinbase', '/v2/time'],
  ['coinbase', '/v2/accounts', 'authorization'],
  ['coinbase', '/api/v3/brokerage/time'],
  ['coinbase', '/api/v3/brokerage/key_permissions', 'authorization'],
] as const;

describe('a request', () => {
  it.each(requests)('is for %s: %s', (style, path, mark?: string) => {
    expect(idOf(path, mark === undefined ? {} : { [mark]: 'kh-test' })).toBe(style);
  });

  it('is for the exchange whose mark it has, whatever its path says', () => {
    const path = fc.constantFrom(...requests.map(([, known]) => known), '/nowhere');
    fc.assert(
      fc.property(path, fc.constantFrom(...all), (any, { id, marks }) =>
        marks.every((mark) => idOf(any, { [mark]: 'kh-test' }) === id),
      ),
    );
  });

  it('with the marks of two exchanges is for neither', () => {
    for (const [one, other] of all.flatMap((first) =>
      all.filter((second) => second !== first).map((second) => [first, second] as const),
    )) {
      const headers = Object.fromEntries([...one.marks, ...other.marks].map((mark) => [mark, 'kh-test']));
      expect(idOf('/api/v3/time', headers)).toBeUndefined();
    }
  });

  it('without a mark, with a path of nobody, is for nobody', () => {
    for (const path of ['/', '/nowhere', '/api/', '/api/v9/time', '/v3/time']) expect(idOf(path)).toBeUndefined();
  });
});

describe('a question that names its exchange before the path', () => {
  const to = (target: string, headers: Record<string, string> = {}) =>
    addressed({ method: 'GET', target, path: target.split('?')[0] ?? '', query: '', headers, body: Buffer.alloc(0) });

  it('is for that one, which hears the path alone', () => {
    for (const { id } of all) {
      const heard = to(`/${id}/api/v3/time?a=1`);
      expect(heard?.style.id).toBe(id);
      expect(heard?.request).toMatchObject({ target: '/api/v3/time?a=1', path: '/api/v3/time' });
    }
  });

  it('has no key: what is signed names the exchange by it', () => {
    expect(to('/mexc/api/v3/account', { 'x-mexc-apikey': 'kh-test' })).toBeUndefined();
    expect(to('/mexc/api/v3/account', { 'x-mbx-apikey': 'kh-test' })).toBeUndefined();
    expect(to('/api/v3/account', { 'x-mexc-apikey': 'kh-test' })?.style.id).toBe('mexc');
  });

  it('names one that is there', () => {
    for (const path of ['/mex/api/v3/time', '/mexc', '/Mexc/api/v3/time']) expect(to(path)).toBeUndefined();
  });
});

describe('the exchanges', () => {
  it('share no mark and no beginning of a path, and each has a mark', () => {
    for (const names of [all.flatMap(({ marks }) => marks), all.flatMap(({ prefixes }) => prefixes)]) {
      expect(new Set(names).size).toBe(names.length);
    }
    expect(all.filter(({ marks }) => marks.length === 0)).toEqual([]);
    expect(all.map(({ id }) => id)).toEqual(styleIds);
  });
});
