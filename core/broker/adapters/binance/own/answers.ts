import type { MarketRow, OrderState, PriceRow, WholeAnswer } from '../../adapter';
import { Decimal } from '../../../../base/decimals';
import type { MarketRef } from '../../../../tokens/actions';
import { JsonObject } from '../../kit/strict-json';
import { one as cancelledOne } from '../answers/cancelled';
import { amountIn, bodyOf, errorIn, objectsIn, textIn } from '../answers/json';
import { stateOf } from '../answers/state';

export function readTime(answer: WholeAnswer): number | undefined {
  const body = answer.status === 200 ? bodyOf(answer) : undefined;
  const text = body instanceof JsonObject ? textIn(body, 'serverTime') : undefined;
  return text !== undefined && /^\d{13}$/.test(text) ? Number(text) : undefined;
}

/** "Order does not exist", and the same for what is kept no longer. */
const gone: ReadonlySet<number> = new Set([-2013, -2026]);

export function readOrder(answer: WholeAnswer): OrderState {
  const body = bodyOf(answer);
  if (!(body instanceof JsonObject)) return { state: 'unknown' };
  const code = errorIn(body);
  if (code !== undefined) return { state: gone.has(code) && answer.status < 500 ? 'notFound' : 'unknown' };
  return answer.status === 200 ? stateOf(body) : { state: 'unknown' };
}

export function readCancel(answer: WholeAnswer): OrderState {
  const body = answer.status === 200 ? bodyOf(answer) : undefined;
  return body instanceof JsonObject ? cancelledOne(body) : { state: 'unknown' };
}

/**
 * Spot tells the last price with bid and ask. The book ticker of contracts does not: the ask stands for it, so that the worst
 * of the three is that of bid and ask, which is where the next trade is.
 */
export function readPrices(ref: MarketRef, answer: WholeAnswer): PriceRow | undefined {
  const body = answer.status === 200 ? bodyOf(answer) : undefined;
  const rows = body instanceof JsonObject ? [body] : (objectsIn(body) ?? []);
  const row = rows.find((one) => textIn(one, 'symbol') === ref.id);
  if (row === undefined) return undefined;
  const [bid, ask] = [amountIn(row, 'bidPrice'), amountIn(row, 'askPrice')];
  const last = row.members.has('lastPrice') ? amountIn(row, 'lastPrice') : ask;
  // Binance writes 0 for an empty side of the book and for a market that never traded: that is no price.
  if (bid?.isPositive() !== true || ask?.isPositive() !== true || last?.isPositive() !== true) return undefined;
  return { bid, ask, last };
}

/** Larger than any order's answer, and without numbers that a float cannot hold: so the quick parser reads it. */
export function readMarket(ref: MarketRef, answer: WholeAnswer): MarketRow | undefined {
  if (answer.status !== 200) return undefined;
  let info: unknown;
  try {
    info = JSON.parse(answer.body.toString('utf8'));
  } catch {
    return undefined;
  }
  const symbols = isRecord(info) ? info.symbols : undefined;
  const row: unknown = Array.isArray(symbols)
    ? symbols.find((one) => isRecord(one) && one.symbol === ref.id)
    : undefined;
  return isRecord(row) ? marketRow(ref, row) : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** ccxt's unified symbols, made as ccxt 4.5.84 makes them (`parseMarket`). */
function marketRow(ref: MarketRef, row: Readonly<Record<string, unknown>>): MarketRow | undefined {
  const [base, quote] = [currency(row.baseAsset), currency(row.quoteAsset)];
  if (base === undefined || quote === undefined) return undefined;
  if (ref.venue === 'spot' || ref.venue === 'margin' || ref.venue === 'isolated')
    return {
      ref,
      symbol: `${base}/${quote}`,
      base,
      quote,
      settle: null,
      contractSize: Decimal.of('1'),
      inverse: false,
    };
  const settle = currency(row.marginAsset);
  const contractSize = sizeOf(ref, row.contractSize);
  if (settle === undefined) return undefined;
  const end = endOf(row);
  const symbol = end === undefined ? `${base}/${quote}:${settle}` : `${base}/${quote}:${settle}-${end}`;
  return { ref, symbol, base, quote, settle, contractSize, inverse: settle === base };
}

/** What a perpetual contract says of its end: the year 2100. */
const neverEnds = 4_133_404_800_000;

/** `261225`; undefined for a contract without an end. */
function endOf({ contractType, deliveryDate }: Readonly<Record<string, unknown>>): string | undefined {
  if (contractType === 'PERPETUAL' || deliveryDate === neverEnds || typeof deliveryDate !== 'number') return undefined;
  return new Date(deliveryDate).toISOString().slice(2, 10).replaceAll('-', '');
}

/** Quantities of USD-M are in base units; those of COIN-M in contracts of so many quote units, which its market says. */
function sizeOf({ venue }: MarketRef, said: unknown): Decimal | null {
  if (venue.startsWith('usdm')) return Decimal.of('1');
  const size = typeof said === 'number' || typeof said === 'string' ? Decimal.read(String(said)) : undefined;
  return size?.isPositive() === true ? size : null;
}

/** The one currency that ccxt names otherwise (`commonCurrencies`). */
const currency = (name: unknown): string | undefined =>
  typeof name !== 'string' || name === '' ? undefined : name === 'YOYO' ? 'YOYOW' : name;
