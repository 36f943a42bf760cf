import type { Family } from './family';

/** api-docs.poloniex.com, "Error Codes", in copies read 2026-11, and the comments in ccxt 4.5.84. */
export const poloniex = {
  exchanges: ['poloniex'],
  says: { codes: ['code'], texts: [] },
  clock: { path: '/timestamp', at: 'serverTime', unit: 'ms' },
  codes: {
    '21600': 'wrongKey',
    '21605': 'wrongSecret',
    '401': 'refused',
    '403': 'ipOrRight',
    '25010': 'noRight',
    '1003': 'accountTrouble',
    '10008': 'accountTrouble',
    '12004': 'accountTrouble',
    '21351': 'accountTrouble',
    '21601': 'accountTrouble',
    '429': 'rateLimited',
    '1002': 'maintenance',
    '21340': 'maintenance',
  },
} as const satisfies Family;
