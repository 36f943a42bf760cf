import type { Inspector } from '../inspectors/inspector';
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

/** Where ccxt's sections have other names than its calls. */
const askedAt = { lbank: 'api.lbank.info' } as const satisfies Partial<Record<CcxtExchange, string>>;

/** The hosts that a key of an exchange is ever sent to. */
export function hostsOf(id: string, api: ApiUrls): string[] {
  const barred: readonly string[] = Object.hasOwn(notForKeys, id) ? notForKeys[id as keyof typeof notForKeys] : [];
  return [...new Set(urlsOf(api).map(hostOf))].filter((host) => !barred.includes(host));
}

/** The one host at which an inspector asks; undefined where nothing asks, or where the map does not say. */
export function askedHostOf(id: string, api: ApiUrls, inspector: Inspector | undefined): string | undefined {
  if (inspector === undefined) return undefined;
  const url = urlOf(inspector.api, api);
  if (url !== undefined) return hostOf(url);
  if (Object.hasOwn(askedAt, id)) return askedAt[id as keyof typeof askedAt];
  const [host, another] = hostsOf(id, api);
  return another === undefined ? host : undefined;
}

/** The address of the section that a call stands in: ccxt's table of calls is nested like its addresses, or deeper. */
function urlOf(calls: unknown, urls: ApiUrls): string | undefined {
  if (typeof calls !== 'object' || calls === null) return undefined;
  for (const [section, inner] of Object.entries(calls)) {
    const here = Object.hasOwn(urls, section) ? urls[section] : undefined;
    const found = typeof here === 'string' ? here : urlOf(inner, here ?? urls);
    if (found !== undefined) return found;
  }
  return undefined;
}

function urlsOf(api: ApiUrls): string[] {
  return Object.values(api).flatMap((value) => (typeof value === 'string' ? [value] : urlsOf(value)));
}

/** By hand: a thousand parsed addresses would be felt at every start. A test compares with the parser. */
function hostOf(url: string): string {
  return url.split('/', 3)[2] ?? '';
}
