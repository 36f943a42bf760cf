import type { Family } from './family';

/**
 * Bitget's documentation, "Error Code", in copies read 2026-11, and the comments in ccxt 4.5.84. 40036, 40038 and 40041 are plain
 * ExchangeErrors to ccxt.
 */
export const bitget = {
  exchanges: ['bitget'],
  says: { codes: ['code', 'err_code'], texts: ['msg', 'err_msg'] },
  clock: { path: '/api/v2/public/time', at: 'data.serverTime', unit: 'ms' },
  codes: {
    '40001': 'badFormat',
    '40002': 'badFormat',
    '40003': 'badFormat',
    '40006': 'wrongKey',
    '40037': 'wrongKey',
    '40041': 'wrongKey',
    '40009': 'wrongSecret',
    '40010': 'wrongSecret',
    '40507': 'wrongSecret',
    // "apikey/password is incorrect".
    '40012': 'keyOrSecret',
    '40011': 'wrongPassphrase',
    '40036': 'wrongPassphrase',
    '40018': 'ipNotAllowed',
    '40038': 'ipNotAllowed',
    '40004': 'clockOff',
    '40005': 'clockOff',
    '40008': 'clockOff',
    '40014': 'noRight',
    '40016': 'accountTrouble',
    '40031': 'accountTrouble',
    '40024': 'regionBlocked',
    '40099': 'wrongRegion',
    '429': 'rateLimited',
    '40200': 'maintenance',
    '40308': 'maintenance',
  },
  phrases: [
    ['permissions not right', 'noRight'],
    ['illegal accesskey', 'wrongKey'],
    ['illegal sign invalid', 'wrongSecret'],
    ['req_time is too much difference from server time', 'clockOff'],
    ['user locked', 'accountTrouble'],
  ],
} as const satisfies Family;
