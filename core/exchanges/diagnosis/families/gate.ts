import type { Family } from './family';

/** Gate's v4 documentation, "Error Handling", in copies read 2026-11. The word is in `label`. */
export const gate = {
  exchanges: ['gate', 'gateeu'],
  says: { codes: ['label'], texts: [] },
  clock: { path: '/api/v4/spot/time', at: 'server_time', unit: 'ms' },
  codes: {
    MISSING_REQUIRED_HEADER: 'badFormat',
    INVALID_KEY: 'wrongKey',
    INVALID_CREDENTIALS: 'keyOrSecret',
    AUTHENTICATION_FAILED: 'keyOrSecret',
    INVALID_SIGNATURE: 'wrongSecret',
    IP_FORBIDDEN: 'ipNotAllowed',
    // An AuthenticationError to ccxt.
    REQUEST_EXPIRED: 'clockOff',
    FORBIDDEN: 'noRight',
    READ_ONLY: 'noRight',
    ACCOUNT_LOCKED: 'accountTrouble',
    SUB_ACCOUNT_LOCKED: 'accountTrouble',
    USER_NOT_FOUND: 'accountTrouble',
    TOO_FAST: 'rateLimited',
    TOO_MANY_REQUESTS: 'rateLimited',
    SERVER_ERROR: 'exchangeFailing',
    INTERNAL: 'exchangeFailing',
  },
} as const satisfies Family;
