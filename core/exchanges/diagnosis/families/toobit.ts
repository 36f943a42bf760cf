import type { Family } from './family';

/** toobit-docs.github.io, "Error Codes", in copies read 2026-11, and the comments in ccxt 4.5.84. Nearly all are PermissionDenied to ccxt. */
export const toobit = {
  exchanges: ['toobit'],
  says: { codes: ['code'], texts: ['msg'] },
  clock: { path: '/api/v1/time', at: 'serverTime', unit: 'ms' },
  codes: {
    '-2014': 'badFormat',
    '-1107': 'badFormat',
    '-2015': 'keyIpOrRight',
    '-1022': 'wrongSecret',
    '-1023': 'ipListRequired',
    '-1021': 'clockOff',
    '-2017': 'expired',
    '-1002': 'noRight',
    '-1005': 'noRight',
    '-1153': 'accountTrouble',
    '-1204': 'accountTrouble',
    '-2018': 'accountTrouble',
    '-1003': 'rateLimited',
    '-1015': 'rateLimited',
  },
} as const satisfies Family;
