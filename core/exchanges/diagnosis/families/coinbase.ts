import type { Family } from './family';

/**
 * docs.cdp.coinbase.com, Advanced Trade "Errors", in copies read 2026-11, and ccxt 4.5.84's source. A wrong key and a wrong signature are
 * both a plain 401.
 */
export const coinbase = {
  exchanges: ['coinbase'],
  says: {
    codes: ['error', 'errors.0.id', 'error_response.error'],
    texts: ['error_description', 'message', 'errors.0.message'],
  },
  // "Your JWT is valid for a period of 2 minutes", and one that is not gets the answer to a wrong key.
  clock: { path: '/v2/time', at: 'data.epoch', unit: 's', toleratesMs: 120_000 },
  codes: {
    unauthorized: 'refused',
    authentication_error: 'refused',
    invalid_token: 'keyOrSecret',
    revoked_token: 'wrongKey',
    expired_token: 'expired',
    invalid_scope: 'noRight',
    PERMISSION_DENIED: 'noRight',
    two_factor_required: 'secondFactor',
    personal_details_required: 'accountTrouble',
    identity_verification_required: 'accountTrouble',
    jumio_verification_required: 'accountTrouble',
    jumio_face_match_verification_required: 'accountTrouble',
    unverified_email: 'accountTrouble',
    rate_limit_exceeded: 'rateLimited',
    resource_exhausted: 'rateLimited',
    internal_server_error: 'exchangeFailing',
  },
  phrases: [['request timestamp expired', 'clockOff']],
  statuses: { 401: 'refused' },
} as const satisfies Family;
