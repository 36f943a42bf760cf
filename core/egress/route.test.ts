import { describe, expect, it } from 'vitest';
import { parseRoute, routeText } from './route';

describe('a route', () => {
  it.each([
    ['socks5://127.0.0.1:1080', 'socks5://127.0.0.1:1080'],
    ['SOCKS5H://Gate.Example', 'socks5://gate.example:1080'],
    ['http://proxy.example:3128/', 'http://proxy.example:3128'],
    ['http://[::1]:3128', 'http://[::1]:3128'],
    [' socks5://[2001:db8::7] ', 'socks5://[2001:db8::7]:1080'],
  ])('%s is read and written as %s', (text, written) => {
    expect(routeText(parseRoute(text))).toBe(written);
    expect(parseRoute(written)).toEqual(parseRoute(text));
  });

  it.each([
    '',
    'direct',
    'socks4://h:1',
    'https://h:1',
    'socks5://',
    'socks5://h:0',
    'socks5://h:65536',
    'http://h:1/path',
    'http://[1:2]:3',
    'socks5://a b:1',
  ])('“%s” is refused', (text) => expect(() => parseRoute(text)).toThrow('egress.notUnderstood'));

  it('with a password in it is refused without repeating it', () => {
    expect(() => parseRoute('socks5://me:kh-test-secret@h:1')).toThrow(
      expect.objectContaining({ code: 'egress.password' }),
    );
    expect(() => parseRoute('socks5://me:kh-test-secret@h:1')).not.toThrow(/kh-test-secret/);
  });
});
