import type { Family } from './family';

/** docs.blofin.com, "Errors", in copies read 2026-11. */
export const blofin = {
  exchanges: ['blofin'],
  says: { codes: ['code'], texts: [] },
  codes: {
    '152401': 'wrongKey',
    '152409': 'wrongSecret',
    '152408': 'wrongPassphrase',
    '152406': 'ipNotAllowed',
    '152405': 'clockOff',
    '152402': 'expired',
    '152404': 'noRight',
    '401': 'refused',
    '429': 'rateLimited',
  },
} as const satisfies Family;
