import type { Family } from './family';

/** hashkeyglobal-apidoc.readme.io, "Error Codes", in copies read 2026-11, and the comments in ccxt 4.5.84. */
export const hashkey = {
  exchanges: ['hashkey'],
  says: { codes: ['code'], texts: [] },
  clock: { path: '/api/v1/time', at: 'serverTime', unit: 'ms' },
  codes: {
    '0102': 'wrongKey',
    '0002': 'wrongSecret',
    '0202': 'ipNotAllowed',
    '-1021': 'clockOff',
    '0103': 'expired',
    '0104': 'noRight',
    '-1002': 'noRight',
    '-1005': 'noRight',
    '-3117': 'noRight',
    '-2023': 'accountTrouble',
    '-1152': 'accountTrouble',
    '-1160': 'accountTrouble',
    '-1205': 'accountTrouble',
    '-4006': 'accountTrouble',
    '0003': 'rateLimited',
    '-3145': 'rateLimited',
  },
} as const satisfies Family;
