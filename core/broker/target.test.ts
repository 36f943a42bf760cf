import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetOf } from './target';

const hosts = ['api.binance.com', 'fapi.binance.com'];
const read = (target: string) => targetOf(target, hosts);

const segment = fc.stringMatching(/^[A-Za-z0-9_~!$&'()*+,=:@-]{1,12}$/);
const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join('/')}`);
const query = fc.option(fc.stringMatching(/^[!"$-~]{0,40}$/), { nil: null });
const url = fc
  .record({ host: fc.constantFrom(...hosts), path, query })
  .map((parts) => ({ ...parts, tail: parts.query === null ? parts.path : `${parts.path}?${parts.query}` }));

/** As ccxt in Python escapes a whole URL. */
const quote = (text: string): string => encodeURIComponent(text).replace(/_/g, '%5F');

describe('a target', () => {
  it('is read the same in every form, and nothing of it is decoded but the one escape around a whole URL', () => {
    fc.assert(
      fc.property(url, ({ host, tail, ...want }) => {
        const whole = `https://${host}${tail}`;
        expect(read(`/x/${whole}`)).toEqual({ ...want, host, seenTarget: `/x/${whole}` });
        for (const encode of [encodeURIComponent, quote]) {
          const seenTarget = `/x/${encode(whole)}`;
          expect(read(seenTarget)).toEqual({ ...want, host, seenTarget });
        }
        fc.pre(!tail.startsWith('/x/'));
        expect(read(tail)).toEqual({ ...want, host: null, seenTarget: tail });
      }),
    );
  });

  it('keeps the inner escapes of a URL that was encoded once', () => {
    expect(read('/x/https%3A%2F%2Fapi.binance.com%2Fapi%2Fv3%2Forder%3Fid%3Da%2520b%252Bc')).toMatchObject({
      path: '/api/v3/order',
      query: 'id=a%20b%2Bc',
    });
  });

  it('is refused rather than thrown at, whatever it is, and what is taken goes to a host of the table or to none', () => {
    const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) });
    const odd = fc.oneof(
      bytes,
      bytes.map((text) => `/x/${text}`),
      bytes.map((text) => `/x/https://${text}`),
    );
    fc.assert(
      fc.property(odd, (target) => {
        const found = read(target);
        if ('fault' in found) return;
        expect([...hosts, null]).toContain(found.host);
        expect(found.path).toMatch(/^\/[!-~]*$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never means another path once a server decodes or resolves it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/[A-Za-z0-9%./\\;-]{0,14}$/), (target) => {
        const found = read(target);
        if ('fault' in found || target.startsWith('/x/')) return;
        expect(new URL(found.path, 'https://a').pathname).toBe(found.path);
        const decoded = Buffer.from(
          found.path.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        ).toString('latin1');
        expect(decoded.split('/').length).toBe(found.path.split('/').length);
        expect(decoded).not.toMatch(/\/\.{1,2}(?:\/|$)|[\\;?#\0]/);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['/x/http://api.binance.com/api/v3/order', 'host'],
    ['/x/HTTPS://api.binance.com/api/v3/order', 'host'],
    ['/x/ftp://api.binance.com/', 'host'],
    ['/x/https://evil.example/api/v3/order', 'host'],
    ['/x/https://API.binance.com/api/v3/order', 'host'],
    ['/x/https://api.binance.com./api/v3/order', 'host'],
    ['/x/https://api.binance.com:443/api/v3/order', 'host'],
    ['/x/https://user@api.binance.com/api/v3/order', 'host'],
    ['/x/https://api.binance.com@evil.example/api', 'host'],
    ['/x/https://api.binance.com\\.evil.example/api', 'host'],
    ['/x/https://api.binance.com%2eevil.example/api', 'host'],
    ['/x/https:///api/v3/order', 'host'],
    ['/x/https%3A%2F%2Fevil.example%2Fapi', 'host'],
    ['/x/https%3A%2F%2Fapi.binance.com%40evil.example%2F', 'host'],
  ])('%s is not to a host of this exchange', (target, fault) => {
    expect(read(target)).toEqual({ fault });
  });

  it.each([
    '',
    '*',
    'http://api.binance.com/api/v3/order',
    'https://api.binance.com/api/v3/order',
    '//api.binance.com/api',
    '/api//v3/order',
    '/api/v3/./order',
    '/api/v3/../order',
    '/api/v3/order/..',
    '/api/v3/%2e%2e/order',
    '/api/v3/%2E./order',
    '/api%2Fv3/order',
    '/api%2fv3/order',
    '/api%5Cv3/order',
    '/api\\v3/order',
    '/api/v3/order%00',
    '/api/v3/order%3Fa=1',
    '/api/v3/order%23a',
    '/api/v3/order%3Ba',
    '/api/v3/order;a=1',
    '/api/v3/%6Frder',
    '/api/v3/%252e%252e/order',
    '/api/v3/order%',
    '/api/v3/order%2',
    '/api/v3/order%zz',
    '/api/v3/order#fragment',
    '/api/v3/order?a=1#fragment',
    '/api/v3/or der',
    '/api/v3/ordér',
    '/api/v3/order?a=é',
    '/api/v3/order?a=\t',
    '/x/',
    '/x/api.binance.com/api/v3/order',
    '/x/https:/api.binance.com/api/v3/order',
    '/x/https://api.binance.com',
    '/x/https://api.binance.com?a=1',
    '/x/https://api.binance.com/api//v3/order',
    '/x/https%3A%2F%2Fapi.binance.com%2Fapi%2F..%2Forder',
    '/x/https%253A%252F%252Fapi.binance.com%252Fapi',
    '/x/https%3A%2F%2Fapi.binance.com%2Fapi?a=1',
    '/x/https%3A%2F%2Fapi.binance.com/api/v3/order',
  ])('%j is no canonical target', (target) => {
    expect(read(target)).toEqual({ fault: 'path' });
  });
});
