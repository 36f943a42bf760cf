import type { IncomingMessage } from 'node:http';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Why a request may not come in at all, or undefined. Keeps web pages out: a page cannot hide `Sec-Fetch-Site`, and a name that an
 * attacker's DNS points at 127.0.0.1 shows in `Host`. ccxt sends `Origin: *` (JavaScript) or a random UUID (Python), never a URL.
 */
export function reasonToRefuse(request: IncomingMessage, port: number): 'host' | 'browser' | 'target' | undefined {
  const { host, origin } = request.headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return 'host';
  if (request.headers['sec-fetch-site'] !== undefined) return 'browser';
  if (origin !== undefined && origin !== '*' && !uuid.test(origin)) return 'browser';
  if (request.url === undefined || !request.url.startsWith('/') || request.url.startsWith('//')) return 'target';
  return undefined;
}
