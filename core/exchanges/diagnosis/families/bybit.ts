import type { Family } from './family';

/** bybit-exchange.github.io, v5 "Error Codes", in copies read 2026-11; ccxt 4.5.84's source. */
export const bybit = {
  exchanges: ['bybit', 'bybiteu', 'bybitid'],
  says: { codes: ['retCode', 'ret_code'], texts: ['retMsg', 'ret_msg', ''] },
  clock: { path: '/v5/market/time', at: 'time', unit: 'ms' },
  codes: {
    '10003': 'wrongKey',
    '10004': 'wrongSecret',
    '10007': 'badFormat',
    '10010': 'ipNotAllowed',
    '10002': 'clockOff',
    '33004': 'expired',
    '10005': 'noRight',
    '10008': 'accountTrouble',
    // Documented as a banned address; seen for a region that is not served.
    '10009': 'regionBlocked',
    '10024': 'accountTrouble',
    '10027': 'accountTrouble',
    '10006': 'rateLimited',
    '10018': 'rateLimited',
    '10000': 'exchangeFailing',
    '10016': 'exchangeFailing',
    '-2015': 'keyIpOrRight',
  },
  phrases: [
    ['openapi sign params error', 'badFormat'],
    // A line of text with status 403 to an address that asks too often.
    ['access too frequent', 'rateLimited'],
  ],
  // A page of the firewall, or an address of a country that is not served. To ccxt it is a rate limit.
  statuses: { 403: 'regionBlocked' },
} as const satisfies Family;
