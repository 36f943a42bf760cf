import type { Family } from './family';

/** docs.delta.exchange, "Errors", in copies read 2026-11; the spelling of the names is not sure. Nearly all are plain ExchangeErrors to ccxt. */
export const delta = {
  exchanges: ['delta'],
  says: { codes: ['error.code', 'error'], texts: ['message', 'error.message'] },
  codes: {
    invalid_api_key: 'wrongKey',
    InvalidApiKey: 'wrongKey',
    invalid_signature: 'wrongSecret',
    ip_not_whitelisted_for_api_key: 'ipNotAllowed',
    expired_signature: 'clockOff',
    SignatureExpired: 'clockOff',
    UnauthorizedApiAccess: 'noRight',
  },
  phrases: [['Signature Mismatch', 'wrongSecret']],
} as const satisfies Family;
