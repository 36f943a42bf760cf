import { isIP } from 'node:net';
import { fail } from '../base/failure';

/** How the requests of one credential leave this computer. `null` in its place: directly. */
export interface Route {
  /** SOCKS5 as `ssh -D` speaks it (RFC 1928), or HTTP's CONNECT (RFC 9110, 9.3.6). */
  readonly kind: 'socks5' | 'http';
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

const shape = /^(socks5h?|http):\/\/(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?\/?$/i;
const usualPort = { socks5: 1080, http: 8080 } as const;

/**
 * Reads `socks5://HOST:PORT` or `http://HOST:PORT`. Names are always resolved at the proxy's end, so `socks5h` is the same.
 * @throws egress.password for an address with a user in it, egress.notUnderstood for all else
 */
export function parseRoute(text: string): Route {
  // A password would stand in the list of keys, which windows and terminals show.
  if (text.includes('@')) throw fail('egress.password');
  const [, scheme, written, port] = shape.exec(text.trim()) ?? [];
  if (scheme === undefined || written === undefined) throw fail('egress.notUnderstood');
  const kind = scheme.toLowerCase() === 'http' ? 'http' : 'socks5';
  const host = written.startsWith('[') ? written.slice(1, -1) : written.toLowerCase();
  const number = port === undefined ? usualPort[kind] : Number(port);
  if (number < 1 || number > 65_535 || (written.startsWith('[') && isIP(host) !== 6))
    throw fail('egress.notUnderstood');
  return { kind, host, port: number };
}

/** The one way to write it. */
export function routeText({ kind, host, port }: Route): string {
  return `${kind}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
