import type { Family } from './family';

/** www.bitstamp.net/api, "Error codes", in copies read 2026-11. */
export const bitstamp = {
  exchanges: ['bitstamp'],
  says: { codes: [], texts: ['reason', 'error', 'message'] },
  codes: {},
  phrases: [
    ['API key not found', 'wrongKey'],
    ['Wrong API key format', 'badFormat'],
    ['Missing key, signature and nonce', 'badFormat'],
    ['Invalid signature', 'wrongSecret'],
    ['IP address not allowed', 'ipNotAllowed'],
    ['Invalid nonce', 'nonceUsed'],
    ['No permission found', 'noRight'],
    ['Your account is frozen', 'accountTrouble'],
    ['Please update your profile', 'accountTrouble'],
    ['currently unavailable for your account', 'accountTrouble'],
    ['under scheduled maintenance', 'maintenance'],
    ['Authentication failed', 'refused'],
  ],
} as const satisfies Family;
