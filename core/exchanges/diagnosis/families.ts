import { backpack } from './families/backpack';
import { binance } from './families/binance';
import { bingx } from './families/bingx';
import { bitfinex } from './families/bitfinex';
import { bitflyer } from './families/bitflyer';
import { bitget } from './families/bitget';
import { bithumb } from './families/bithumb';
import { bitstamp } from './families/bitstamp';
import { bitvavo } from './families/bitvavo';
import { blofin } from './families/blofin';
import { bybit } from './families/bybit';
import { coinbase } from './families/coinbase';
import { coinbaseexchange } from './families/coinbaseexchange';
import { coinex } from './families/coinex';
import { coinsph } from './families/coinsph';
import { cryptocom } from './families/cryptocom';
import { delta } from './families/delta';
import { deribit } from './families/deribit';
import { gate } from './families/gate';
import { gemini } from './families/gemini';
import { hashkey } from './families/hashkey';
import { hitbtc } from './families/hitbtc';
import { htx } from './families/htx';
import { hyperliquid } from './families/hyperliquid';
import { kraken } from './families/kraken';
import { krakenfutures } from './families/krakenfutures';
import { kucoin } from './families/kucoin';
import { lbank } from './families/lbank';
import { mexc } from './families/mexc';
import { okx } from './families/okx';
import { orderly } from './families/orderly';
import { phemex } from './families/phemex';
import { poloniex } from './families/poloniex';
import { toobit } from './families/toobit';
import { upbit } from './families/upbit';
import { whitebit } from './families/whitebit';
import { woo } from './families/woo';
import { xt } from './families/xt';
import type { Family } from './families/family';
import type { DiagnosisCode } from '../../contract/words';

/**
 * What exchanges' own error codes mean. The code in the answer is asked before ccxt's error class, because that class is too coarse: OKX
 * 50119 and 50120 are both a plain `ExchangeError`, and Binance's -2015 changes class after the first success.
 */
export const diagnosisFamilies: readonly Family[] = [
  binance,
  bybit,
  okx,
  kucoin,
  gate,
  bitget,
  kraken,
  krakenfutures,
  coinbase,
  coinbaseexchange,
  htx,
  mexc,
  bitfinex,
  deribit,
  gemini,
  woo,
  orderly,
  bingx,
  upbit,
  bithumb,
  lbank,
  blofin,
  bitflyer,
  coinsph,
  toobit,
  hashkey,
  hitbtc,
  xt,
  bitstamp,
  cryptocom,
  bitvavo,
  phemex,
  coinex,
  whitebit,
  poloniex,
  delta,
  backpack,
  hyperliquid,
];

const byExchange = new Map(diagnosisFamilies.flatMap((family) => family.exchanges.map((id) => [id, family] as const)));

/** For an exchange of which no codes are known: status, form of the answer and ccxt's class must do. */
const anyExchange: Family = { exchanges: [], says: { codes: [], texts: [] }, codes: {} };

/** The family of an exchange, by ccxt's id. */
export function familyOf(ccxtId: string): Family {
  return byExchange.get(ccxtId) ?? anyExchange;
}

/** What a code or phrase means, undefined for one that is not in the tables. */
export function meaningOf({ codes, phrases = [] }: Family, code: string): DiagnosisCode | undefined {
  const phrase = phrases.find(([known]) => known === code);
  if (phrase !== undefined) return phrase[1];
  return Object.hasOwn(codes, code) ? codes[code] : undefined;
}

const vocabulary = new Set(
  diagnosisFamilies.flatMap(({ codes, phrases = [] }) => [...Object.keys(codes), ...phrases.map(([phrase]) => phrase)]),
);

/** Whether a text is one of our own tables' words, and so surely no text of an exchange. */
export function isKnownCode(text: string): boolean {
  return vocabulary.has(text);
}
