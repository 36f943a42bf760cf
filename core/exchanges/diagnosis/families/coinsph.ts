import type { Family } from './family';

/** docs.coins.ph, "Error Codes", in copies read 2026-11. The signature and the clock are BadRequests to ccxt. */
export const coinsph = {
  exchanges: ['coinsph'],
  says: { codes: ['code'], texts: ['msg'] },
  clock: { path: '/openapi/v1/time', at: 'serverTime', unit: 'ms' },
  codes: {
    '-2015': 'keyIpOrRight',
    '-1022': 'wrongSecret',
    '-1023': 'ipListRequired',
    '-1021': 'clockOff',
    '-1002': 'noRight',
    '-1153': 'accountTrouble',
    '-1003': 'rateLimited',
    '-1015': 'rateLimited',
  },
  phrases: [['This action disabled is on this account', 'accountTrouble']],
} as const satisfies Family;
