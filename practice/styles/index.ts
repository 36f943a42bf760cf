import type { StyleId } from '../state';
import { binance } from './binance/binance';
import { bitfinex } from './bitfinex/bitfinex';
import { bitget } from './bitget/bitget';
import { bybit } from './bybit/bybit';
import { coinbase } from './coinbase/coinbase';
import { gate } from './gate/gate';
import { kraken } from './kraken/kraken';
import { kucoin } from './kucoin/kucoin';
import { mexc } from './mexc/mexc';
import { okx } from './okx/okx';
import type { Received, Style } from './style';

/** Every exchange whose manner the practice exchange has. */
export const styles = {
  ...{ binance, okx, bybit, kraken, kucoin, gate, bitget, mexc, bitfinex, coinbase },
} as const satisfies Record<StyleId, Style>;

export const styleIds = Object.keys(styles) as StyleId[];

/**
 * The exchange that a request is for, and the request as that exchange hears it. A question without a key may name its exchange before
 * the path (`/mexc/api/v3/time`), since some paths are of several. What is signed never does: signatures are over the path.
 */
export function addressed(request: Received): { style: Style; request: Received } | undefined {
  const named = all.find(({ id }) => request.path.startsWith(`/${id}/`));
  if (named === undefined) {
    const style = styleOf(request);
    return style === undefined ? undefined : { style, request };
  }
  if (all.some(({ marks }) => marks.some((mark) => request.headers[mark] !== undefined))) return undefined;
  const { length } = `/${named.id}`;
  return {
    style: named,
    request: { ...request, target: request.target.slice(length), path: request.path.slice(length) },
  };
}

/**
 * The exchange that a request is for. Exchanges share paths (`/api/v3/` is Binance's and MEXC's), so the header that carries the key
 * comes first; a request with the marks of two exchanges is for neither. Without a mark the longest beginning of the path says it.
 */
export function styleOf(request: Pick<Received, 'path' | 'headers'>): Style | undefined {
  const marked = all.filter(({ marks }) => marks.some((mark) => request.headers[mark] !== undefined));
  return marked.length === 0 ? byPrefix(request.path) : marked.length === 1 ? marked[0] : undefined;
}

const all: readonly Style[] = Object.values(styles);
const prefixes = all
  .flatMap((style) => style.prefixes.map((prefix) => ({ prefix, style })))
  .sort((one, other) => other.prefix.length - one.prefix.length);

const byPrefix = (path: string): Style | undefined => prefixes.find(({ prefix }) => path.startsWith(prefix))?.style;
