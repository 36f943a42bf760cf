import { describe, expect, it } from 'vitest';
import { trustedLink } from './trustedLink';

const hosts = new Set(['www.binance.com', 'www.okx.com']);

describe('a link that is opened in the browser', () => {
  it('is a page of the catalogue, written anew', () => {
    expect(trustedLink('HTTPS://www.Binance.com/en/../my', hosts)).toBe('https://www.binance.com/my');
  });

  it.each([
    'http://www.binance.com/',
    'https://binance.com.evil.example/',
    'https://evil.example/www.binance.com',
    'https://user:password@www.binance.com/',
    'https://www.binance.com:8443/',
    'https://www.binance.com.:443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://www.binance.com/share',
    'no address',
    '',
  ])('is never %s', (url) => {
    expect(() => trustedLink(url, hosts)).toThrow(expect.objectContaining({ code: 'link.untrusted' }));
  });
});
