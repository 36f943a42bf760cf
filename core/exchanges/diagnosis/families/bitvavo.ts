import type { Family } from './family';

/** docs.bitvavo.com, "Errors", in copies read 2026-11. A code of its own for each right; the clock is an AuthenticationError to ccxt. */
export const bitvavo = {
  exchanges: ['bitvavo'],
  says: { codes: ['errorCode'], texts: [] },
  clock: { path: '/v2/time', at: 'time', unit: 'ms' },
  codes: {
    '300': 'badFormat',
    '301': 'badFormat',
    '308': 'badFormat',
    '305': 'wrongKey',
    // Not confirmed by e-mail yet.
    '306': 'notActive',
    '309': 'wrongSecret',
    '307': 'ipNotAllowed',
    '302': 'clockOff',
    '303': 'clockOff',
    '304': 'clockOff',
    '310': 'noRight',
    '311': 'noRight',
    '312': 'noRight',
    '317': 'accountTrouble',
    '402': 'accountTrouble',
    '403': 'accountTrouble',
    '103': 'rateLimited',
    '104': 'rateLimited',
    '105': 'rateLimited',
    '404': 'maintenance',
  },
} as const satisfies Family;
