import type { Family } from './family';

/**
 * bingx-api.github.io, "Error Codes", in copies read 2026-11, and ccxt 4.5.84's source. To ccxt 100413 and 100004 are plain ExchangeErrors,
 * and 100421 is a wrong symbol.
 */
export const bingx = {
  exchanges: ['bingx'],
  says: { codes: ['code'], texts: [] },
  clock: { path: '/openApi/swap/v2/server/time', at: 'data.serverTime', unit: 'ms' },
  codes: {
    '100413': 'wrongKey',
    '100001': 'wrongSecret',
    '100419': 'ipNotAllowed',
    '100421': 'clockOff',
    '109400': 'clockOff',
    '100004': 'noRight',
    '100414': 'accountTrouble',
    '100410': 'rateLimited',
    '429': 'rateLimited',
    '401': 'refused',
  },
} as const satisfies Family;
