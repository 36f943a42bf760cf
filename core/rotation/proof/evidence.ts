import type { CcxtExchange } from '../../exchanges/catalogue/rows';
import type { DiagnosisCode } from '../../contract/words';

/** What an exchange answers to a key that was deleted there. */
export interface Evidence {
  /** Its own codes that say of a key that worked before: there is no such key any more. */
  readonly exact: readonly string[];
  /** Codes that say this among other things. They prove only beside a new key that is accepted from the same place. */
  readonly ambiguous: readonly string[];
  readonly source: string;
  /** When the source was read. */
  readonly seen: string;
  /** `high`: the exchange's own page. `medium`: several programs that use it agree. `low`: one does, or memory. */
  readonly confidence: 'high' | 'medium' | 'low';
}

const binance = {
  exact: ['-2008'],
  // "Invalid API-key, IP, or permissions for action": any of the three.
  ambiguous: ['-2015'],
  source: 'developers.binance.com, spot API, “Error codes”',
  seen: '2026-11',
  confidence: 'high',
} as const satisfies Evidence;

const bybit = {
  // 10003 "API key is invalid"; 33004 "Your api key has expired".
  exact: ['10003', '33004'],
  ambiguous: [],
  source: 'bybit-exchange.github.io, v5, “Error Codes”',
  seen: '2026-11',
  confidence: 'high',
} as const satisfies Evidence;

const okx = {
  // 50119 "API key doesn't exist". 50111 "Invalid OK-ACCESS-KEY" is of a key that is malformed too.
  exact: ['50119'],
  ambiguous: ['50111'],
  source: 'www.okx.com/docs-v5, “Error Code”, class 50100',
  seen: '2026-11',
  confidence: 'high',
} as const satisfies Evidence;

/** By ccxt's id. To add an exchange: a row, and its answer to a deleted key in a test. */
const table: Readonly<Partial<Record<CcxtExchange, Evidence>>> = {
  binance,
  binanceusdm: binance,
  binancecoinm: binance,
  bybit,
  bybiteu: bybit,
  bybitid: bybit,
  okx,
  myokx: okx,
  okxus: okx,
  kraken: {
    exact: ['EAPI:Invalid key'],
    ambiguous: [],
    source: 'docs.kraken.com, “Spot REST: error messages”',
    seen: '2026-11',
    confidence: 'high',
  },
  kucoin: {
    exact: ['400003'],
    ambiguous: [],
    source: 'KuCoin’s documentation, “Errors”: 400003, the key does not exist',
    seen: '2026-11',
    confidence: 'medium',
  },
  gate: {
    exact: ['INVALID_KEY'],
    ambiguous: ['INVALID_CREDENTIALS', 'AUTHENTICATION_FAILED'],
    source: 'Gate’s v4 documentation, “Error Handling”',
    seen: '2026-11',
    confidence: 'high',
  },
  bitget: {
    // 40006 "Invalid ACCESS_KEY", 40037 "Apikey does not exist"; 40012 is of a wrong passphrase too.
    exact: ['40006', '40037'],
    ambiguous: ['40012'],
    source: 'Bitget’s documentation, “Error Code”',
    seen: '2026-11',
    confidence: 'medium',
  },
  mexc: {
    // 10072 "invalid access key", 402 "API key expired"; 700001 is of a malformed key too.
    exact: ['10072', '402'],
    ambiguous: ['700001', '401'],
    source: 'MEXC’s documentation, “Error Code”',
    seen: '2026-11',
    confidence: 'medium',
  },
  bitfinex: {
    exact: ['apikey: invalid'],
    ambiguous: ['10100'],
    source: 'docs.bitfinex.com, “Abbreviations glossary: error codes”',
    seen: '2026-11',
    confidence: 'medium',
  },
  coinbase: {
    exact: ['revoked_token'],
    // A plain 401 for a key that is not there and for a wrong signature alike.
    ambiguous: ['unauthorized', 'authentication_error', 'http 401'],
    source: 'docs.cdp.coinbase.com, Advanced Trade, “Errors”',
    seen: '2026-11',
    confidence: 'medium',
  },
};

/** For an exchange without a row, by what its code means: such a code proves only beside a new key that is accepted. */
export const meansGone: ReadonlySet<DiagnosisCode> = new Set([
  'wrongKey',
  'expired',
  'keyOrSecret',
  'refused',
  'keyIpOrRight',
]);

export type Strength = 'exact' | 'ambiguous' | null;

/** How much an answer to the old key says of its being dead; null: nothing. `exchange` is ccxt's id. */
export function strengthOf(
  exchange: string,
  said: { readonly code: string | null; readonly status: number | null; readonly diagnosis: DiagnosisCode },
): Strength {
  const row = evidenceOf(exchange);
  if (row === undefined) return meansGone.has(said.diagnosis) ? 'ambiguous' : null;
  const words = [said.code, `http ${String(said.status)}`];
  if (words.some((word) => word !== null && row.exact.includes(word))) return 'exact';
  return words.some((word) => word !== null && row.ambiguous.includes(word)) ? 'ambiguous' : null;
}

/** Undefined for an exchange without a row. */
export function evidenceOf(exchange: string): Evidence | undefined {
  return Object.hasOwn(table, exchange) ? table[exchange as CcxtExchange] : undefined;
}
