import type { ChannelFault } from '../channel';
import type { Limits } from './limits';
import type { Head } from './request-reader';

export type Checked =
  | { readonly ok: false; readonly fault: ChannelFault }
  | {
      readonly ok: true;
      /** Names in lower case, in the order received; no name twice. */
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly bodyBytes: number;
      /** Whether the client takes another answer on this connection. */
      readonly staysOpen: boolean;
    };

const methods = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']);
const targetShape = /^\/[!-"$-~]*$/;
const nameShape = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const valueShape = /^[\t -~\u0080-\u00ff]*$/;
const lengthShape = /^(?:0|[1-9]\d{0,9})$/;
/** RFC 4122, any version: ccxt in Python makes one for each instance that has a proxy URL. */
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The names a Host header may have: what our own texts write, and what people write in its place. */
export const hostsOf = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/** Step 1: what every request must be, before anything of it is looked at. */
export function check(head: Head, hosts: readonly string[], limits: Limits): Checked {
  // Only browsers ask before they send.
  if (head.method === 'OPTIONS') return refuse('browser');
  if (head.version !== '1.1' || !methods.has(head.method) || !targetShape.test(head.target)) return refuse('not-http');
  if (head.headers.length > limits.headerCount) return refuse('too-large');

  const headers = new Map<string, string>();
  for (const [asWritten, value] of head.headers) {
    const name = asWritten.toLowerCase();
    if (!nameShape.test(name) || !valueShape.test(value)) return refuse('not-http');
    if (headers.has(name)) return refuse(name === 'content-length' ? 'length' : 'duplicate-header');
    headers.set(name, value);
  }

  if (!hosts.includes((headers.get('host') ?? '').toLowerCase())) return refuse('host');
  if (headers.has('sec-fetch-site')) return refuse('browser');
  const origin = headers.get('origin');
  if (origin !== undefined && origin !== '*' && !uuidShape.test(origin)) return refuse('origin');
  if (headers.has('transfer-encoding') || headers.has('te') || headers.has('trailer'))
    return refuse('transfer-encoding');
  if (headers.has('expect')) return refuse('not-http');
  // A client that offers HTTP/2 on the side (Java's) is content with HTTP/1.1; every other upgrade asks for a stream.
  if ((headers.get('upgrade') ?? 'h2c').toLowerCase() !== 'h2c') return refuse('not-http');
  const length = headers.get('content-length') ?? '0';
  if (!lengthShape.test(length)) return refuse('length');
  const bodyBytes = Number(length);
  if (bodyBytes > limits.bodyBytes) return refuse('too-large');
  const staysOpen = !(headers.get('connection') ?? '').toLowerCase().includes('close');
  return { ok: true, headers: [...headers], bodyBytes, staysOpen };
}

const refuse = (fault: ChannelFault): Checked => ({ ok: false, fault });
