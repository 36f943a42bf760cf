import type { Family } from './family';

/** docs.gemini.com, "Error Codes", in copies read 2026-11. */
export const gemini = {
  exchanges: ['gemini'],
  says: { codes: ['reason'], texts: ['message'] },
  codes: {
    MissingApikeyHeader: 'badFormat',
    MissingPayloadHeader: 'badFormat',
    MissingSignatureHeader: 'badFormat',
    InvalidApiKey: 'wrongKey',
    InvalidSignature: 'wrongSecret',
    InvalidNonce: 'nonceUsed',
    BadNonce: 'nonceUsed',
    // An AuthenticationError to ccxt.
    MissingRole: 'noRight',
    RateLimit: 'rateLimited',
    Maintenance: 'maintenance',
  },
  phrases: [['undergoing maintenance', 'maintenance']],
} as const satisfies Family;
