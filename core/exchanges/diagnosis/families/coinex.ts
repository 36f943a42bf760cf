import type { Family } from './family';

/** docs.coinex.com, v2 "Error Handling", in copies read 2026-11, and the comments in ccxt 4.5.84. The clock is a plain ExchangeError to ccxt. */
export const coinex = {
  exchanges: ['coinex'],
  says: { codes: ['code'], texts: ['message'] },
  clock: { path: '/v2/time', at: 'data.timestamp', unit: 'ms' },
  codes: {
    '4005': 'wrongKey',
    '4006': 'wrongSecret',
    '4008': 'wrongSecret',
    '25': 'wrongSecret',
    '4007': 'ipNotAllowed',
    '23': 'ipNotAllowed',
    '4017': 'clockOff',
    '34': 'expired',
    '4512': 'noRight',
    '158': 'noRight',
    '4011': 'accountTrouble',
    '4115': 'accountTrouble',
    '4213': 'rateLimited',
    '4123': 'rateLimited',
    '213': 'rateLimited',
  },
  phrases: [['ip not allow visit', 'ipNotAllowed']],
} as const satisfies Family;
