import type { Family } from './family';

/** docs.woox.io, "Error Codes", in copies read 2026-11. */
export const woo = {
  exchanges: ['woo'],
  says: { codes: ['code'], texts: ['message'] },
  clock: { path: '/v3/public/systemInfo', at: 'timestamp', unit: 'ms' },
  codes: {
    '-1001': 'badFormat',
    // Invalid, revoked, expired, or without the right: one code.
    '-1002': 'refused',
    '302307': 'accountTrouble',
    '-1003': 'rateLimited',
  },
  phrases: [['maintenance', 'maintenance']],
} as const satisfies Family;
