import type { Family } from './family';

/** doc.xt.com, "Error codes", in copies read 2026-11, and the comments in ccxt 4.5.84. The word is in `mc`. */
export const xt = {
  exchanges: ['xt'],
  says: { codes: ['mc'], texts: [] },
  clock: { path: '/v4/public/time', at: 'result.serverTime', unit: 'ms' },
  codes: {
    AUTH_001: 'badFormat',
    AUTH_002: 'badFormat',
    AUTH_007: 'badFormat',
    AUTH_101: 'wrongKey',
    AUTH_102: 'notActive',
    AUTH_103: 'wrongSecret',
    AUTH_104: 'ipNotAllowed',
    AUTH_105: 'clockOff',
    AUTH_106: 'noRight',
  },
} as const satisfies Family;
