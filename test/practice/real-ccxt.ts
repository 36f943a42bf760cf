import type { Key, Site } from '../../practice/testkit';
import type { StyleId } from '../../practice/state';

/** What the tests need of ccxt's class: a call by name, and what it was built of. */
export interface CcxtExchange {
  urls: { api: unknown };
  last_http_response?: string;
  [call: string]: unknown;
}

type CcxtClass = new (config: object) => CcxtExchange;

/** The installed ccxt's own class of each exchange, one file each. */
const classes: Record<Exclude<StyleId, 'binance' | 'okx'>, () => Promise<{ default: unknown }>> = {
  bybit: () => import('ccxt/js/src/bybit.js'),
  kraken: () => import('ccxt/js/src/kraken.js'),
  kucoin: () => import('ccxt/js/src/kucoin.js'),
  gate: () => import('ccxt/js/src/gate.js'),
  bitget: () => import('ccxt/js/src/bitget.js'),
  mexc: () => import('ccxt/js/src/mexc.js'),
  bitfinex: () => import('ccxt/js/src/bitfinex.js'),
  coinbase: () => import('ccxt/js/src/coinbase.js'),
};
export type NewStyle = keyof typeof classes;

/** An exchange of real ccxt that asks the practice exchange: each origin in its map of addresses is replaced, all paths stay. */
export async function ccxtAt(site: Pick<Site, 'address'>, style: NewStyle, key?: Key, config: object = {}) {
  const Exchange = (await classes[style]()).default as CcxtClass;
  const fields = key === undefined ? {} : { apiKey: key.apiKey, secret: key.secret, password: key.passphrase };
  const exchange = new Exchange({ ...fields, enableRateLimit: false, timeout: 8_000, ...config });
  exchange.urls.api = atAddress(exchange.urls.api, site.address);
  return exchange;
}

function atAddress(value: unknown, address: string): unknown {
  if (typeof value === 'string') return value.replace(/^https:\/\/[^/]+/, address);
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => [name, atAddress(inner, address)] as const),
  );
}

/** One implicit call, which is one request and loads nothing. */
export function ask(exchange: CcxtExchange, call: string, values: object = {}): Promise<unknown> {
  return (exchange[call] as (values: object) => Promise<unknown>)(values);
}

/** The name of ccxt's error and what the exchange said. */
export async function refusalOf(exchange: CcxtExchange, call: string, values: object = {}) {
  try {
    await ask(exchange, call, values);
  } catch (error) {
    return { name: (error as Error).name, said: exchange.last_http_response ?? '' };
  }
  return { name: 'none', said: exchange.last_http_response ?? '' };
}
