import { z } from 'zod';
import { probe } from './probe';

/** Poloniex. Source: api-docs.poloniex.com, spot accounts, cancel order and error codes, in copies read 2026-11, and ccxt 4.5.84's source. */
export const poloniex = probe({
  hosts: { poloniex: 'api.poloniex.com' },
  read: {
    call: { method: 'GET', path: '/accounts', ccxt: ['private', 'get', 'accounts'] },
    answer: z.array(z.looseObject({ accountId: z.unknown() })),
    verdicts: [{ at: ['code'], denied: ['25010'] }],
  },
  trade: {
    kind: 'cancelImaginary',
    call: { method: 'DELETE', path: '/orders/{id}', ccxt: ['private', 'delete', 'orders/{id}'] },
    // Its own numbers have 17 digits and more, as ccxt's examples show.
    parameters: ({ long }) => ({ id: long }),
    verdicts: [{ at: ['code'], allowed: ['21301'], denied: ['25010'] }],
  },
});
