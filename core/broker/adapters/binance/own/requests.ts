import type { OwnOrder, OwnRequest } from '../../adapter';
import type { MarketRef } from '../../../../tokens/actions';
import { hostOf } from '../endpoints/hosts';

/** What the broker itself asks, by where the market is kept. */
interface Paths {
  readonly info: string;
  /** `exchangeInfo` of contracts takes no symbol: all of them are answered. */
  readonly infoBySymbol: boolean;
  /** Has the best bid and ask, and on spot the last price. */
  readonly prices: string;
  readonly order: string;
  readonly numberName: 'orderId' | 'algoId';
  readonly idName: 'origClientOrderId' | 'clientAlgoId';
  readonly extra: string;
}

const spotLike = {
  info: '/api/v3/exchangeInfo',
  infoBySymbol: true,
  prices: '/api/v3/ticker/24hr',
  order: '/api/v3/order',
  numberName: 'orderId',
  idName: 'origClientOrderId',
  extra: '',
} as const satisfies Paths;

const contracts = (prefix: 'fapi' | 'dapi') =>
  ({
    ...spotLike,
    info: `/${prefix}/v1/exchangeInfo`,
    infoBySymbol: false,
    prices: `/${prefix}/v1/ticker/bookTicker`,
    order: `/${prefix}/v1/order`,
  }) as const satisfies Paths;

const algo = (prefix: 'fapi' | 'dapi') =>
  ({
    ...contracts(prefix),
    order: `/${prefix}/v1/algoOrder`,
    numberName: 'algoId',
    idName: 'clientAlgoId',
  }) as const satisfies Paths;

const margin = { ...spotLike, order: '/sapi/v1/margin/order' } as const satisfies Paths;

const paths: Readonly<Record<string, Paths>> = {
  spot: spotLike,
  margin,
  isolated: { ...margin, extra: '&isIsolated=TRUE' },
  usdm: contracts('fapi'),
  'usdm.algo': algo('fapi'),
  coinm: contracts('dapi'),
  'coinm.algo': algo('dapi'),
};

/** A venue that no row names is taken for spot, where its markets do not exist: the exchange says so. */
const at = (venue: string): Paths => (Object.hasOwn(paths, venue) ? paths[venue] : undefined) ?? spotLike;

function request(method: 'GET' | 'DELETE', path: string, query: string | null, signed: boolean): OwnRequest {
  const host = hostOf(path) ?? 'api.binance.com';
  return { request: { method, host, path, query, headers: [], body: Buffer.alloc(0) }, signed };
}

export const time = (): OwnRequest => request('GET', '/api/v3/time', null, false);

export function market(ref: MarketRef): OwnRequest {
  const { info, infoBySymbol } = at(ref.venue);
  return request('GET', info, infoBySymbol ? `symbol=${encodeURIComponent(ref.id)}` : null, false);
}

export const prices = (ref: MarketRef): OwnRequest =>
  request('GET', at(ref.venue).prices, `symbol=${encodeURIComponent(ref.id)}`, false);

export const order = (ref: OwnOrder): OwnRequest => forOrder('GET', ref);
export const cancel = (ref: OwnOrder): OwnRequest => forOrder('DELETE', ref);

/** By the number where it is known: it alone is the exchange's own. */
function forOrder(method: 'GET' | 'DELETE', { market: { venue, id }, orderId, clientId }: OwnOrder): OwnRequest {
  const { order: path, numberName, idName, extra } = at(venue);
  const named = orderId === null ? `${idName}=${encodeURIComponent(clientId)}` : `${numberName}=${orderId}`;
  return request(method, path, `symbol=${encodeURIComponent(id)}&${named}${extra}&recvWindow=5000`, true);
}
