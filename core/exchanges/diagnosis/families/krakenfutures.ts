import type { Family } from './family';

/** docs.kraken.com, "Futures REST: errors", in copies read 2026-11. */
export const krakenfutures = {
  exchanges: ['krakenfutures'],
  says: { codes: ['error', 'errors.0.message'], texts: [] },
  codes: {
    // One word for an unknown key, a wrong signature and a wrong address.
    authenticationError: 'refused',
    nonceBelowThreshold: 'nonceUsed',
    nonceDuplicate: 'nonceUsed',
    accountInactive: 'accountTrouble',
    apiLimitExceeded: 'rateLimited',
    Unavailable: 'exchangeFailing',
  },
  statuses: { 401: 'refused' },
} as const satisfies Family;
