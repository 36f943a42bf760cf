import type { Family } from './family';

/**
 * docs.bitfinex.com, "Abbreviations glossary: error codes", in copies read 2026-11. `["error", 10100, "apikey: invalid"]`: the text parts
 * key from secret.
 */
export const bitfinex = {
  exchanges: ['bitfinex'],
  says: { codes: ['1'], texts: ['2', 'error', 'message'] },
  phrases: [
    ['apikey: digest invalid', 'wrongSecret'],
    ['apikey: invalid', 'wrongKey'],
    ['nonce: small', 'nonceUsed'],
    // A plain ExchangeError to ccxt.
    ['ERR_RATE_LIMIT', 'rateLimited'],
  ],
  codes: {
    // With another text than these; what a wrong address is told is not known.
    '10100': 'refused',
    '10114': 'nonceUsed',
    '10001': 'noRight',
    '11010': 'rateLimited',
    '20060': 'maintenance',
  },
} as const satisfies Family;
