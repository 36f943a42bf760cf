import { probes } from '../probes/probes';
import { binance } from './binance';
import { bingx } from './bingx';
import { bitfinex } from './bitfinex';
import { bitflyer } from './bitflyer';
import { bitget } from './bitget';
import { blofin } from './blofin';
import { bybit } from './bybit';
import { coinbase } from './coinbase';
import { coinsph } from './coinsph';
import { deribit } from './deribit';
import { gate } from './gate';
import { gemini } from './gemini';
import { htx } from './htx';
import { hyperliquid } from './hyperliquid';
import type { Inspector } from './inspector';
import { kraken } from './kraken';
import { krakenfutures } from './krakenfutures';
import { kucoin } from './kucoin';
import { lbank } from './lbank';
import { mexc } from './mexc';
import { okx } from './okx';
import { orderly } from './orderly';

/**
 * One per family of exchanges that say what a key may do, and after them the probes of those that do not. To add one: its file, its
 * fixtures, a line here, and one per exchange in worker/modules.ts.
 */
export const inspectors: readonly Inspector[] = [
  binance,
  bingx,
  bitfinex,
  bitflyer,
  bitget,
  blofin,
  bybit,
  coinbase,
  coinsph,
  deribit,
  gate,
  gemini,
  htx,
  hyperliquid,
  kraken,
  krakenfutures,
  kucoin,
  lbank,
  mexc,
  okx,
  orderly,
  ...probes,
];

/** What asks an exchange, by ccxt's id; undefined where nothing does. */
export function inspectorOf(ccxtId: string): Inspector | undefined {
  return inspectors.find(({ hosts }) => Object.hasOwn(hosts, ccxtId));
}
