import type { Family } from './family';

/** lightning.bitflyer.com/docs, "HTTP API errors", in copies read 2026-11. Nearly all have the status -500 and are told apart by their text. */
export const bitflyer = {
  exchanges: ['bitflyer'],
  says: { codes: ['status'], texts: ['error_message'] },
  phrases: [
    ['Key not found', 'wrongKey'],
    ['Permission denied', 'noRight'],
    ['Over API limit', 'rateLimited'],
  ],
  codes: { '-2': 'maintenance' },
} as const satisfies Family;
