import { styleOf } from '../exchanges/catalogue/catalogue';
import type { PhantomExchange } from './phantom/phantom';

/** The exchanges that a token can be for, and whose adapter and phantoms they have. Practice ones are their style's. To add one: a row here. */
const served = {
  binance: 'binance',
  binanceusdm: 'binance',
  binancecoinm: 'binance',
  okx: 'okx',
} as const satisfies Record<string, PhantomExchange>;

/** The adapter of a credential's exchange (`practice:` before it or not); undefined where no token can be for it. */
export function adapterOf(exchange: string): PhantomExchange | undefined {
  const style = styleOf(exchange);
  return Object.hasOwn(served, style) ? served[style as keyof typeof served] : undefined;
}
