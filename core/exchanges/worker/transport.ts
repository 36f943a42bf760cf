import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { CcxtRequest, CcxtResponse } from 'ccxt/js/src/binance.js';
import { secured } from '../../egress/secured';
import type { Route } from '../../egress/route';
import { ProxyTrouble, wayThrough } from '../../egress/ways';
import type { TransportTrouble } from '../diagnosis/facts';

/** What is known of the one exchange of messages, also when ccxt throws: its errors carry the address with the signature in it. */
export interface Seen {
  sent: boolean;
  trouble: TransportTrouble | null;
  status: number | null;
  body: string;
  exchangeTimeMs: number | null;
  localTimeMs: number;
}

export interface Transport {
  readonly fetch: (url: string, request: CcxtRequest) => Promise<CcxtResponse>;
  readonly seen: Seen;
}

/** An answer about one key is some kilobytes; a page that never ends must not fill the memory. */
const longestBodyBytes = 1_048_576;

/**
 * Sends ccxt's signed requests to one place and nowhere else: no proxy, no redirect, no kept-alive socket. It stands in for ccxt's own
 * transport because that one can hang on a proxy and cannot be stopped while an answer drips in. When `signal` aborts, the socket
 * closes at once. `origin`: `https://api.binance.com` or the practice exchange's `http://127.0.0.1:PORT`.
 */
export function createTransport(origin: string, signal: AbortSignal, receive: Receive = receiveByHttp): Transport {
  const seen: Seen = {
    sent: false,
    trouble: null,
    status: null,
    body: '',
    exchangeTimeMs: null,
    localTimeMs: Date.now(),
  };

  async function fetch(url: string, request: CcxtRequest): Promise<CcxtResponse> {
    seen.sent = true;
    const target = new URL(url);
    if (target.origin !== origin) throw failed(seen, 'forbiddenHost');
    const response = await receive(target, request, signal).catch((error: unknown) => {
      if (codeOf(error).startsWith('ERR_INVALID_')) {
        // Node looks at the headers before it opens a connection: a key or passphrase with a line break cannot be sent.
        seen.sent = false;
        throw new TypeError('unsendable');
      }
      throw failed(seen, signal.aborted ? 'deadline' : troubleOf(error));
    });
    Object.assign(seen, {
      status: response.status,
      body: response.text,
      exchangeTimeMs: timeOf(response.headers.date),
      localTimeMs: Date.now(),
    });
    if (isRedirect(response)) throw failed(seen, 'redirected');
    return {
      status: response.status,
      statusText: '',
      headers: response.headers,
      text: () => Promise.resolve(response.text),
    };
  }

  return { fetch, seen };
}

/** ccxt makes its own error of this; the reason stands in `seen`. */
function failed(seen: Seen, trouble: TransportTrouble): Error {
  seen.trouble = trouble;
  seen.localTimeMs = Date.now();
  return new TypeError(trouble);
}

export interface Received {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** Sends one request and hands over the whole answer. */
export type Receive = (target: URL, request: CcxtRequest, signal: AbortSignal) => Promise<Received>;

const receiveByHttp: Receive = async (target, asked, signal) => {
  const options = { method: asked.method, headers: definedOf(asked.headers), signal, agent: false as const };
  // Never by the environment: a variable could switch the check of certificates off, or name an authority to be believed.
  const request =
    target.protocol === 'https:'
      ? httpsRequest(target, { ...options, rejectUnauthorized: true, ca: [...rootCertificates] })
      : httpRequest(target, options);
  return answerOf(request, asked.body);
};

/** The same through a proxy. */
export function receiveThrough(route: Route): Receive {
  const way = wayThrough(route);
  return async (target, { method, headers, body }, signal) => {
    const { hostname: host, pathname, search } = target;
    const port = target.port === '' ? 443 : Number(target.port);
    const socket = await secured(await way({ hostname: host, port }, signal), host, signal);
    // No TLS of its own: the connection has it. The port is the usual one, so that the Host header is as it is without a proxy.
    const options = { host, port, defaultPort: 443, path: pathname + search, createConnection: () => socket };
    try {
      return await answerOf(httpRequest({ ...options, method, headers: definedOf(headers), signal }), body);
    } catch (error) {
      socket.destroy();
      throw error;
    }
  };
}

function answerOf(request: ClientRequest, body: string | undefined): Promise<Received> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      readAll(response).then((text) => {
        resolve({ status: response.statusCode ?? 0, headers: flat(response), text });
      }, reject);
    });
    request.end(body);
  });
}

async function readAll(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    // Leaving the loop destroys the response and with it the socket.
    if (length > longestBodyBytes) throw new TooLong();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

class TooLong extends Error {}

/** ccxt leaves headers undefined that it has no value for; Node refuses those. */
function definedOf(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function flat(response: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/** The header has whole seconds: what is meant is on average half a second later. */
function timeOf(date: string | undefined): number | null {
  const ms = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isFinite(ms) ? ms + 500 : null;
}

function isRedirect({ status, headers }: Received): boolean {
  return status >= 300 && status < 400 && headers.location !== undefined;
}

function troubleOf(error: unknown): TransportTrouble {
  if (error instanceof TooLong) return 'tooLong';
  if (error instanceof ProxyTrouble) return proxyTroubles[error.kind];
  const code = codeOf(error);
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT')
    return 'refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknownHost';
  if (isCertificateTrouble(code)) return 'certificate';
  return isGarbled(code) ? 'garbled' : 'cut';
}

const proxyTroubles = { down: 'proxyDown', refused: 'proxyRefused' } as const;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What answers speaks no HTTP, or no TLS where TLS is due. */
function isGarbled(code: string): boolean {
  return code.startsWith('HPE_') || code.startsWith('ERR_SSL_') || code === 'EPROTO';
}

/** Node's and OpenSSL's names for a certificate that is not the exchange's. */
function isCertificateTrouble(code: string): boolean {
  return (
    code.startsWith('ERR_TLS_CERT') || code.startsWith('CERT_') || /(SELF_SIGNED|UNABLE_TO_(GET|VERIFY))/.test(code)
  );
}
