import type { Family } from './family';

/** api.hitbtc.com, "Error Response", in copies read 2026-11. */
export const hitbtc = {
  exchanges: ['hitbtc', 'bequant', 'fmfwio'],
  says: { codes: ['error.code'], texts: [] },
  codes: {
    '1002': 'keyOrSecret',
    '1003': 'noRight',
    '1004': 'badFormat',
    '600': 'ipOrRight',
    '10021': 'accountTrouble',
    '429': 'rateLimited',
    '500': 'exchangeFailing',
    '503': 'exchangeFailing',
    '20010': 'maintenance',
  },
} as const satisfies Family;
