import type { Family } from './family';

/** phemex-docs.github.io, "Error codes", in copies read 2026-11, and ccxt 4.5.84's source. The status 401 makes all of them one class to ccxt. */
export const phemex = {
  exchanges: ['phemex'],
  says: { codes: ['code', 'error.code'], texts: ['msg', 'error.message'] },
  phrases: [
    ['Failed to find api-key', 'wrongKey'],
    ['Api key not found', 'wrongKey'],
    ['Signature verification failed', 'wrongSecret'],
    ['Request IP mismatch', 'ipNotAllowed'],
    ['Request has expired', 'clockOff'],
    ['Insufficient privilege', 'noRight'],
  ],
  codes: {
    '401': 'refused',
    '11022': 'accountTrouble',
    '429': 'rateLimited',
    '39995': 'rateLimited',
  },
} as const satisfies Family;
