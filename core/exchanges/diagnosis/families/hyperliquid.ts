import type { Family } from './family';

/**
 * hyperliquid.gitbook.io, "Error responses", in copies read 2026-11. A wrong private key recovers to another address, which is then the
 * unknown one.
 */
export const hyperliquid = {
  exchanges: ['hyperliquid'],
  says: { codes: [], texts: ['response'] },
  codes: {},
  phrases: [
    ['User or API Wallet', 'keyOrSecret'],
    ['Must deposit', 'accountTrouble'],
    ['Too many cumulative requests', 'rateLimited'],
  ],
} as const satisfies Family;
