import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import type { Issued } from '../../core/contract/tokens';
import type { Style } from './stories';

/** A request before its last line is written, so that a test can spoil any part of it. */
export interface Draft {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly text: string;
}

interface How {
  /** Ms since 1970. */
  readonly at?: number;
  readonly secret?: string;
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

/** As Binance documents it: GET and DELETE sign the query, POST and PUT the form. `more` stays outside of the form. */
export function binanceDraft(token: Issued, method: string, path: string, params = '', how: How = {}): Draft {
  const payload = `${params}${params === '' ? '' : '&'}timestamp=${how.at ?? Date.now()}`;
  const signature = createHmac('sha256', how.secret ?? token.secret)
    .update(payload)
    .digest('hex');
  const signed = `${payload}&signature=${signature}`;
  const inQuery = method === 'GET' || method === 'DELETE';
  const headers = { 'x-mbx-apikey': token.apiKey, ...(inQuery ? {} : form) };
  return inQuery
    ? { method, target: `${path}?${signed}`, headers, body: '' }
    : { method, target: path, headers, body: signed };
}

export function okxDraft(token: Issued, method: string, target: string, body = '', how: How = {}): Draft {
  const timestamp = new Date(how.at ?? Date.now()).toISOString();
  const signature = createHmac('sha256', how.secret ?? token.secret)
    .update(timestamp + method + target + body)
    .digest('base64');
  const headers = {
    'ok-access-key': token.apiKey,
    'ok-access-sign': signature,
    'ok-access-timestamp': timestamp,
    'ok-access-passphrase': token.password ?? '',
    ...(body === '' ? {} : json),
  };
  return { method, target, headers, body };
}

/** The usual requests of a bot, in each style. The market stands at 60,000. */
export const drafts = {
  binance: {
    account: (token: Issued, how?: How) => binanceDraft(token, 'GET', '/api/v3/account', '', how),
    buy: (token: Issued, price = 50_000, how?: How) =>
      binanceDraft(
        token,
        'POST',
        '/api/v3/order',
        `symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=${price}`,
        how,
      ),
    cancel: (token: Issued, id: string) =>
      binanceDraft(token, 'DELETE', '/api/v3/order', `symbol=BTCUSDT&orderId=${id}`),
  },
  okx: {
    account: (token: Issued, how?: How) => okxDraft(token, 'GET', '/api/v5/account/balance', '', how),
    buy: (token: Issued, price = 50_000, how?: How) =>
      okxDraft(
        token,
        'POST',
        '/api/v5/trade/order',
        JSON.stringify({
          instId: 'BTC-USDT',
          tdMode: 'cash',
          side: 'buy',
          ordType: 'limit',
          sz: '0.001',
          px: `${price}`,
        }),
        how,
      ),
    cancel: (token: Issued, id: string) =>
      okxDraft(token, 'POST', '/api/v5/trade/cancel-order', JSON.stringify({ instId: 'BTC-USDT', ordId: id })),
  },
} as const satisfies Record<Style, unknown>;

export const portOf = ({ token }: Issued): number => Number(new URL(token.address).port);

/** The bytes of a request, as an ordinary client writes them; `more` takes the place of its headers. */
export function bytesOf(
  { method, target, headers, body }: Draft,
  port: number,
  more: Record<string, string> = {},
): string {
  const all = {
    host: `127.0.0.1:${port}`,
    connection: 'close',
    ...headers,
    ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...more,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${[`${method} ${target} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body}`;
}

/** Sends bytes as they are and reads to the end. @throws what the system says, such as ECONNREFUSED */
export function exchange(port: number, bytes: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    const pieces: Buffer[] = [];
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    socket.once('error', reject);
    socket.once('close', () => {
      const answer = Buffer.concat(pieces).toString('latin1');
      const at = answer.indexOf('\r\n\r\n');
      const head = answer.slice(0, Math.max(0, at));
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, text: answer.slice(at + 4) });
    });
  });
}

export const send = (token: Issued, draft: Draft): Promise<Answer> =>
  exchange(portOf(token), bytesOf(draft, portOf(token)));

/** The id that the exchange gave to an order. */
export const orderIn = ({ text }: Answer): string => /"ord(?:er)?Id":"?(\d+)/.exec(text)?.[1] ?? `no id in ${text}`;

/** Whether an exchange says that it did what was asked, in its own way. */
export const went = ({ status, text }: Answer): boolean =>
  status === 200 && !/keyhaven:|</.test(text) && !/"s?[cC]ode":"?-?[1-9]/.test(text);
