import { styleOf } from '../exchanges/catalogue/catalogue';
import type { PhantomExchange } from './phantom/phantom';

/**
 * The exchanges that a token can be for, and whose adapter and phantoms they have. Practice ones are their style's. To add one: a row here.
 * OKX's regions are OKX under other hosts. Not Binance.US: its own rules are not in binance's table, and ccxt leads a part of
 * its calls to binance.com (ccxt 4.5.84, `binanceus`: `sapiV4`, `dapiPublic`), which must never get a request signed for it.
 */
const served = {
  binance: 'binance',
  binanceusdm: 'binance',
  binancecoinm: 'binance',
  okx: 'okx',
  myokx: 'okx',
  okxus: 'okx',
} as const satisfies Record<string, PhantomExchange>;

/** The adapter of a credential's exchange (`practice:` before it or not); undefined where no token can be for it. */
export function adapterOf(exchange: string): PhantomExchange | undefined {
  const style = styleOf(exchange);
  return Object.hasOwn(served, style) ? served[style as keyof typeof served] : undefined;
}
