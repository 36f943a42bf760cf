import type { ApiUrls } from './ccxt-row';
import type { CcxtExchange } from './rows';

/**
 * Hosts in ccxt's map that no key is sent to: they answer everybody, or belong to somebody else. ccxt's Binance.US inherits the addresses of
 * binance.com, and Tokocrypto takes its prices from there. Read from `sign()` of ccxt 4.5.84.
 */
const notForKeys = {
  binanceus: [
    'api.binance.com',
    'dapi.binance.com',
    'eapi.binance.com',
    'fapi.binance.com',
    'papi.binance.com',
    'www.binance.us',
  ],
  bitbank: ['public.bitbank.cc'],
  bitfinex: ['api-pub.bitfinex.com'],
  bitteam: ['history.bit.team'],
  btcturk: ['graph-api.btcturk.com'],
  foxbit: ['metadata-v2.foxbit.com.br'],
  gemini: ['docs.gemini.com', 'exchange.gemini.com'],
  grvt: ['market-data.grvt.io'],
  hibachi: ['data-api.hibachi.xyz'],
  kraken: ['kraken.zendesk.com'],
  kucoin: ['kucoin.com'],
  kucoinfutures: ['kucoin.com'],
  tokocrypto: ['api.binance.com'],
  woo: ['api-pub.woox.io'],
} as const satisfies Partial<Record<CcxtExchange, readonly string[]>>;

/** The hosts that a key of an exchange is ever sent to. */
export function hostsOf(id: string, api: ApiUrls): string[] {
  const barred: readonly string[] = Object.hasOwn(notForKeys, id) ? notForKeys[id as keyof typeof notForKeys] : [];
  return [...new Set(urlsOf(api).map(hostOf))].filter((host) => !barred.includes(host));
}

function urlsOf(api: ApiUrls): string[] {
  return Object.values(api).flatMap((value) => (typeof value === 'string' ? [value] : urlsOf(value)));
}

/** By hand: a thousand parsed addresses would be felt at every start. A test compares with the parser. */
function hostOf(url: string): string {
  return url.split('/', 3)[2] ?? '';
}
