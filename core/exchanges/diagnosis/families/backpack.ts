import type { Family } from './family';

/** docs.backpack.exchange, "Errors", in copies read 2026-11, and ccxt 4.5.84's source; the wording is not sure. */
export const backpack = {
  exchanges: ['backpack'],
  says: { codes: ['code'], texts: ['message'] },
  // The answer is nothing but the number.
  clock: { path: '/api/v1/time', at: '', unit: 'ms' },
  phrases: [['Request has expired', 'clockOff']],
  codes: {
    INVALID_SIGNATURE: 'keyOrSecret',
    UNAUTHORIZED: 'keyOrSecret',
    FORBIDDEN: 'noRight',
    TOO_MANY_REQUESTS: 'rateLimited',
  },
} as const satisfies Family;
