import { z } from 'zod';
import { ownExpiry } from './own-expiry';
import { probe } from './probe';

/**
 * Bithumb. Source: apidocs.bithumb.com, accounts and list of API keys, in copies read 2026-11. How its cancel names an order is not sure:
 * trading is not tried.
 */
export const bithumb = probe({
  hosts: { bithumb: 'api.bithumb.com' },
  read: {
    call: { method: 'GET', path: '/v1/accounts', ccxt: ['private', 'get', 'v1/accounts'] },
    answer: z.array(z.looseObject({ currency: z.string() })),
    verdicts: [{ at: ['error', 'name'], denied: ['out_of_scope'] }],
  },
  about: { call: { method: 'GET', path: '/v1/api_keys', ccxt: ['private', 'get', 'v1/api_keys'] }, read: ownExpiry },
});
