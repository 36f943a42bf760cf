import type { Family } from './family';

/**
 * docs.whitebit.com, "Errors", in copies read 2026-11, and ccxt 4.5.84's source. Its keys are granted call by call. To ccxt a 403 is an
 * exchange that is down.
 */
export const whitebit = {
  exchanges: ['whitebit'],
  says: { codes: [], texts: ['message'] },
  clock: { path: '/api/v4/public/time', at: 'time', unit: 's' },
  codes: {},
  phrases: [
    ['Unauthorized request', 'keyOrSecret'],
    ['This API Key is not authorized', 'noRight'],
    ['This action is unauthorized', 'noRight'],
    // Said of a call that is not switched on and of an address that is not on the list.
    ['Enable your key in API settings', 'ipOrRight'],
    ['nonce', 'nonceUsed'],
  ],
} as const satisfies Family;
