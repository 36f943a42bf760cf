import { adapterOf } from './served';

/**
 * ccxt's groups of calls and their addresses, which a tool is given with the token's port before them. Source:
 * `urls.api` of ccxt 4.5.84; a test holds them against the one that is installed.
 */
export const ccxtGroups = {
  binance: {
    public: 'https://api.binance.com/api/v3',
    private: 'https://api.binance.com/api/v3',
    v1: 'https://api.binance.com/api/v1',
    sapi: 'https://api.binance.com/sapi/v1',
    sapiV2: 'https://api.binance.com/sapi/v2',
    sapiV3: 'https://api.binance.com/sapi/v3',
    sapiV4: 'https://api.binance.com/sapi/v4',
    fapiPublic: 'https://fapi.binance.com/fapi/v1',
    fapiPublicV2: 'https://fapi.binance.com/fapi/v2',
    fapiPublicV3: 'https://fapi.binance.com/fapi/v3',
    fapiPrivate: 'https://fapi.binance.com/fapi/v1',
    fapiPrivateV2: 'https://fapi.binance.com/fapi/v2',
    fapiPrivateV3: 'https://fapi.binance.com/fapi/v3',
    fapiData: 'https://fapi.binance.com/futures/data',
    dapiPublic: 'https://dapi.binance.com/dapi/v1',
    dapiPrivate: 'https://dapi.binance.com/dapi/v1',
    dapiPrivateV2: 'https://dapi.binance.com/dapi/v2',
    dapiData: 'https://dapi.binance.com/futures/data',
    eapiPublic: 'https://eapi.binance.com/eapi/v1',
    eapiPrivate: 'https://eapi.binance.com/eapi/v1',
    papi: 'https://papi.binance.com/papi/v1',
    papiV2: 'https://papi.binance.com/papi/v2',
  },
  okx: { rest: 'https://{hostname}' },
} as const satisfies Record<NonNullable<ReturnType<typeof adapterOf>>, Record<string, string>>;

/** `http://127.0.0.1:PORT`: without a slash at its end, which makes some clients send two. */
export const addressOf = (port: number): string => `http://127.0.0.1:${port}`;

/** Each group of ccxt's calls, led through the token's port. */
export function targetsOf(exchange: string, port: number): { group: string; address: string }[] {
  const adapter = adapterOf(exchange);
  if (adapter === undefined) return [];
  return Object.entries(ccxtGroups[adapter]).map(([group, address]) => ({
    group,
    address: `${addressOf(port)}/x/${address}`,
  }));
}
