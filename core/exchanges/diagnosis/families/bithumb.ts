import type { Family } from './family';

/**
 * apidocs.bithumb.com, "Error codes" of v1 and v2, in copies read 2026-11; the spelling of the names is not sure. All are plain
 * ExchangeErrors to ccxt.
 */
export const bithumb = {
  exchanges: ['bithumb'],
  says: { codes: ['error.name'], texts: ['error.message', 'message'] },
  codes: {
    invalid_access_key: 'wrongKey',
    invalid_jwt: 'keyOrSecret',
    jwt_verification: 'wrongSecret',
    NotAllowIP: 'ipNotAllowed',
    expired_access_key: 'expired',
    expired_jwt: 'clockOff',
    out_of_scope: 'noRight',
    too_many_requests: 'rateLimited',
  },
  phrases: [
    ['Invalid Apikey', 'wrongKey'],
    ['Access IP', 'ipNotAllowed'],
  ],
} as const satisfies Family;
