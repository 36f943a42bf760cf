/** For tests: requests as clients send them, and what the adapter understands. */
import { Decimal } from '../../../../base/decimals';
import type { OrderWish } from '../../../../tokens/actions';
import type { RawRequest, Read } from '../../adapter';
import { binanceAdapter } from '../binance';

export type Params = Readonly<Record<string, string>>;

export const stamp = { recvWindow: '5000', timestamp: '1750000000123', signature: 'abc' } as const;

export const encoded = (params: Params): string =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

export function request(endpoint: string, text: string): RawRequest {
  const [method = '', path = ''] = endpoint.split(' ');
  const inBody = method === 'POST' || method === 'PUT';
  return {
    method,
    host: binanceAdapter.hostOf(path) ?? '',
    path,
    query: inBody ? null : text,
    headers: inBody ? [['content-type', 'application/x-www-form-urlencoded']] : [],
    body: Buffer.from(inBody ? text : '', 'latin1'),
  };
}

export const read = (endpoint: string, params: Params): Read =>
  binanceAdapter.read(request(endpoint, encoded({ ...params, ...stamp })), 'asReceived');

/** Decimals as text, so that a failure shows them. */
function plain(value: unknown): unknown {
  if (value instanceof Decimal) return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}

export function actionOf(endpoint: string, params: Params): unknown {
  const understood = read(endpoint, params);
  return understood.ok ? plain(understood.understood.action) : understood;
}

export const whyOf = (endpoint: string, params: Params): string => {
  const understood = read(endpoint, params);
  return understood.ok ? 'ok' : understood.why;
};

export const wish = (changes: Partial<Record<keyof OrderWish, unknown>> = {}): Record<string, unknown> => ({
  market: { venue: 'spot', id: 'BTCUSDT' },
  side: 'buy',
  type: 'limit',
  amount: '1',
  quoteAmount: null,
  price: '2',
  triggerPrice: null,
  reduceOnly: false,
  clientId: null,
  ...changes,
});

export const limit = {
  symbol: 'BTCUSDT',
  side: 'BUY',
  type: 'LIMIT',
  timeInForce: 'GTC',
  quantity: '1',
  price: '2',
} as const;
export const spotOrder = 'POST /api/v3/order';
export const contractOrder = 'POST /fapi/v1/order';
