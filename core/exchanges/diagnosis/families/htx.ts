import type { Family } from './family';

/** HTX's documentation, "Error Code" of v1 and v2, in copies read 2026-11. One code stands for several troubles, so its text comes first. */
export const htx = {
  exchanges: ['htx', 'bittrade'],
  says: { codes: ['err-code', 'err_code', 'code'], texts: ['err-msg', 'err_msg', 'message'] },
  clock: { path: '/v1/common/timestamp', at: 'data', unit: 'ms' },
  phrases: [
    ['Incorrect Access key', 'wrongKey'],
    ['Invalid Ip Address', 'ipNotAllowed'],
    ['APIkey has expired', 'expired'],
    ['API key has no permission', 'noRight'],
    ['Verification failure', 'wrongSecret'],
    ['request limit', 'rateLimited'],
    ['System is in maintenance', 'maintenance'],
  ],
  codes: {
    'api-signature-not-valid': 'keyOrSecret',
    'api-signature-check-failed': 'keyOrSecret',
    '1003': 'keyOrSecret',
    // The two come with status 200, and ccxt takes them for a success.
    '2000': 'ipNotAllowed',
    '1002': 'noRight',
    '1010': 'accountTrouble',
    '1220': 'accountTrouble',
    'base-request-exceed-frequency-limit': 'rateLimited',
    'rate-too-many-requests': 'rateLimited',
    'system-maintenance': 'maintenance',
    'gateway-internal-error': 'exchangeFailing',
  },
} as const satisfies Family;
