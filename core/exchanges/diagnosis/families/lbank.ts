import type { Family } from './family';

/** www.lbank.com/docs, "Error Code", in copies read 2026-11. It has no code for a clock that is off. */
export const lbank = {
  exchanges: ['lbank'],
  says: { codes: ['error_code'], texts: [] },
  clock: { path: '/v2/timestamp.do', at: 'data', unit: 'ms' },
  codes: {
    '10005': 'wrongKey',
    '10007': 'wrongSecret',
    // "Permission denied, or the address is not on the list".
    '10022': 'ipOrRight',
    '10067': 'ipNotAllowed',
    '10100': 'noRight',
    '10006': 'accountTrouble',
    '10004': 'rateLimited',
  },
} as const satisfies Family;
