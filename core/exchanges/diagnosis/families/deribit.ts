import type { Family } from './family';

/** docs.deribit.com, "RPC Error Codes", in copies read 2026-11. */
export const deribit = {
  exchanges: ['deribit'],
  says: { codes: ['error.code'], texts: [] },
  clock: { path: '/api/v2/public/get_time', at: 'result', unit: 'ms' },
  codes: {
    '13004': 'refused',
    // "unauthorized": a bad signature, an expired token, a clock that is off or too narrow a scope.
    '13009': 'refused',
    '10000': 'refused',
    '13021': 'noRight',
    '9999': 'accountTrouble',
    '13001': 'accountTrouble',
    '13006': 'secondFactor',
    '13007': 'secondFactor',
    '13668': 'secondFactor',
    '10028': 'rateLimited',
    '10047': 'rateLimited',
    '12001': 'rateLimited',
    '10041': 'maintenance',
    '11051': 'maintenance',
  },
} as const satisfies Family;
