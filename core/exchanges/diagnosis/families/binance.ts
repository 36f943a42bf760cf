import type { Family } from './family';

/** developers.binance.com, "Error codes" of the spot API; the second group from ccxt's comments. */
export const binance = {
  exchanges: ['binance', 'binanceusdm', 'binancecoinm', 'binanceus'],
  says: { codes: ['code'], texts: ['msg'] },
  clock: { path: '/api/v3/time', at: 'serverTime', unit: 'ms' },
  codes: {
    '-2014': 'badFormat',
    '-2008': 'wrongKey',
    // "Invalid API-key, IP, or permissions for action": the exchange does not say which of the three. ccxt's class of it changes after the first success.
    '-2015': 'keyIpOrRight',
    '-1022': 'wrongSecret',
    '-1021': 'clockOff',
    '-1002': 'noRight',
    '-1003': 'rateLimited',
    '-1008': 'rateLimited',
    '-1015': 'rateLimited',
    '-1034': 'rateLimited',
    '-1000': 'exchangeFailing',
    '-1001': 'exchangeFailing',
    '-1004': 'exchangeFailing',
    '-1006': 'exchangeFailing',
    '-1007': 'exchangeFailing',
    '-1016': 'maintenance',
    '1': 'maintenance',

    '-1005': 'ipNotAllowed',
    '-1011': 'ipNotAllowed',
    '-1099': 'keyIpOrRight',
    '-1109': 'accountTrouble',
    '-2017': 'accountTrouble',
  },
  phrases: [
    ['This action is disabled on this account', 'accountTrouble'],
    ['API key does not exist', 'wrongKey'],
    ['System is under maintenance', 'maintenance'],
  ],
} as const satisfies Family;
