import type { Family } from './family';

/** KuCoin's documentation, "Errors", in copies read 2026-11; ccxt 4.5.84's source. */
export const kucoin = {
  exchanges: ['kucoin', 'kucoinfutures'],
  says: { codes: ['code'], texts: ['msg'] },
  clock: { path: '/api/v1/timestamp', at: 'data', unit: 'ms' },
  codes: {
    '400001': 'badFormat',
    '400003': 'wrongKey',
    '400005': 'wrongSecret',
    '400004': 'wrongPassphrase',
    '400006': 'ipNotAllowed',
    '400002': 'clockOff',
    '400007': 'noRight',
    '411100': 'accountTrouble',
    '400303': 'accountTrouble',
    '400500': 'regionBlocked',
    // A plain ExchangeError to ccxt.
    '429000': 'rateLimited',
    '500000': 'exchangeFailing',
  },
  phrases: [
    ['Exceeded the access frequency', 'rateLimited'],
    ['require more permission', 'noRight'],
  ],
} as const satisfies Family;
