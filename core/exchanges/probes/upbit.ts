import { z } from 'zod';
import { ownExpiry } from './own-expiry';
import { probe } from './probe';

/** Upbit. Source: docs.upbit.com, accounts, cancel order, list of API keys and errors, in copies read 2026-11. */
export const upbit = probe({
  hosts: { upbit: 'api.upbit.com' },
  read: {
    call: { method: 'GET', path: '/v1/accounts', ccxt: ['private', 'get', 'accounts'] },
    answer: z.array(z.looseObject({ currency: z.string() })),
    verdicts: [{ at: ['error', 'name'], denied: ['out_of_scope'] }],
  },
  trade: {
    kind: 'cancelImaginary',
    call: { method: 'DELETE', path: '/v1/order', ccxt: ['private', 'delete', 'order'] },
    parameters: ({ uuid }) => ({ identifier: uuid }),
    verdicts: [{ at: ['error', 'name'], allowed: ['order_not_found'], denied: ['out_of_scope'] }],
  },
  about: { call: { method: 'GET', path: '/v1/api_keys', ccxt: ['private', 'get', 'api_keys'] }, read: ownExpiry },
});
