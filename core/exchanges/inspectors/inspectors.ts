import { probes } from '../probes/probes';
import { binance } from './binance';
import { bybit } from './bybit';
import type { Inspector } from './inspector';
import { kraken } from './kraken';
import { kucoin } from './kucoin';
import { okx } from './okx';

/**
 * One per family of exchanges that say what a key may do, and after them the probes of those that do not. To add one: its file, its
 * fixtures, a line here, and one per exchange in worker/modules.ts.
 */
export const inspectors: readonly Inspector[] = [binance, bybit, kraken, kucoin, okx, ...probes];

/** What asks an exchange, by ccxt's id; undefined where nothing does. */
export function inspectorOf(ccxtId: string): Inspector | undefined {
  return inspectors.find(({ hosts }) => Object.hasOwn(hosts, ccxtId));
}
