import type { Family } from './family';

/** docs.kraken.com, "Spot REST: error messages", in copies read 2026-11. A list of texts, also with status 200. */
export const kraken = {
  exchanges: ['kraken'],
  says: { codes: [], texts: ['error'] },
  clock: { path: '/0/public/Time', at: 'result.unixtime', unit: 's' },
  codes: {},
  phrases: [
    ['EAPI:Invalid key', 'wrongKey'],
    // A plain ExchangeError to ccxt.
    ['EAPI:Invalid signature', 'wrongSecret'],
    ['EAPI:Invalid nonce', 'nonceUsed'],
    // The question for a key's rights asks for none, and what a wrong address is told is not known.
    ['EGeneral:Permission denied', 'ipOrRight'],
    ['EGeneral:Invalid permissions', 'noRight'],
    ['EAuth:Account temporary disabled', 'accountTrouble'],
    ['EAuth:Account unconfirmed', 'accountTrouble'],
    ['ETrade:User Locked', 'accountTrouble'],
    ['EAPI:Rate limit exceeded', 'rateLimited'],
    ['EGeneral:Temporary lockout', 'rateLimited'],
    ['EGeneral:Too many requests', 'rateLimited'],
    ['EService:Market in', 'maintenance'],
    ['EService:', 'exchangeFailing'],
    ['EGeneral:Internal error', 'exchangeFailing'],
  ],
} as const satisfies Family;
