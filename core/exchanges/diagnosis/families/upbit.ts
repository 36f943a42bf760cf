import type { Family } from './family';

/** docs.upbit.com, "REST API errors", in copies read 2026-11. The name of an address that is not allowed is spelled in two ways. */
export const upbit = {
  exchanges: ['upbit'],
  says: { codes: ['error.name'], texts: ['error.message', 'error'] },
  codes: {
    invalid_access_key: 'wrongKey',
    jwt_verification: 'wrongSecret',
    no_authorization_ip: 'ipNotAllowed',
    no_authorization_i_p: 'ipNotAllowed',
    expired_access_key: 'expired',
    nonce_used: 'nonceUsed',
    out_of_scope: 'noRight',
    thirdparty_agreement_required: 'accountTrouble',
    too_many_requests: 'rateLimited',
  },
  phrases: [['This key has expired', 'expired']],
} as const satisfies Family;
