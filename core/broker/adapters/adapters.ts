import { fail } from '../../base/failure';
import type { Adapter } from './adapter';
import { binanceAdapter } from './binance/binance';
import { okxAdapters } from './okx/okx';

/** The adapter of each exchange that a token can be for, by ccxt's id. To add one: its folder here and a row. */
const adapters: Readonly<Record<string, Adapter>> = {
  binance: binanceAdapter,
  binanceusdm: binanceAdapter,
  binancecoinm: binanceAdapter,
  ...okxAdapters,
};

/** A practice exchange's is that of its style. @throws token.notServed */
export function adapterFor(exchange: string): Adapter {
  const style = exchange.replace(/^practice:/, '');
  const found = Object.hasOwn(adapters, style) ? adapters[style] : undefined;
  if (found === undefined) throw fail('token.notServed', { exchange });
  return found;
}
