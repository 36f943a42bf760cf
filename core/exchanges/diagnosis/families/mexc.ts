import type { Family } from './family';

/** MEXC's documentation, "Error Code" of spot and futures, in copies read 2026-11, and the comments in ccxt 4.5.84. */
export const mexc = {
  exchanges: ['mexc'],
  says: { codes: ['code'], texts: ['msg', 'message'] },
  clock: { path: '/api/v3/time', at: 'serverTime', unit: 'ms' },
  codes: {
    // A BadRequest to ccxt, like 700006 and 10073.
    '10072': 'wrongKey',
    '700001': 'wrongKey',
    '700002': 'wrongSecret',
    '602': 'wrongSecret',
    '700006': 'ipNotAllowed',
    '406': 'ipNotAllowed',
    '700003': 'clockOff',
    '10073': 'clockOff',
    '402': 'expired',
    '700007': 'noRight',
    '511': 'noRight',
    '701': 'noRight',
    '702': 'noRight',
    '703': 'noRight',
    '704': 'noRight',
    '401': 'refused',
    '403': 'accountTrouble',
    '1000': 'accountTrouble',
    '10001': 'accountTrouble',
    '30018': 'accountTrouble',
    '429': 'rateLimited',
    '510': 'rateLimited',
    '604': 'maintenance',
    '801': 'maintenance',
  },
  phrases: [['maintenance', 'maintenance']],
} as const satisfies Family;
