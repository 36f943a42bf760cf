import type { Family } from './family';

/** orderly.network/docs, "Error Codes", in copies read 2026-11, and ccxt 4.5.84's source. */
export const orderly = {
  exchanges: ['woofipro', 'modetrade'],
  says: { codes: ['code'], texts: ['message'] },
  clock: { path: '/v1/public/system_info', at: 'timestamp', unit: 'ms' },
  codes: {
    '-1001': 'keyOrSecret',
    '-1002': 'refused',
    '3': 'wrongSecret',
    '9': 'keyOrSecret',
    '-1003': 'rateLimited',
  },
} as const satisfies Family;
