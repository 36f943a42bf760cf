import { z } from 'zod';
import { probe } from './probe';

/**
 * Backpack. Source: docs.backpack.exchange, account, in copies read 2026-11. Its own names for orders are small numbers, so that one made
 * up might be a real one: trading is not tried.
 */
export const backpack = probe({
  hosts: { backpack: 'api.backpack.exchange' },
  read: {
    call: { method: 'GET', path: '/api/v1/account', ccxt: ['private', 'get', 'api/v1/account'] },
    answer: z.looseObject({ autoLend: z.unknown() }),
  },
});
