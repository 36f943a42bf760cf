import { z } from 'zod';
import { probe } from './probe';

/**
 * Coinbase Exchange. Source: docs.cdp.coinbase.com, exchange, accounts and cancel order, in copies read 2026-11. "Forbidden" to reading may
 * be the address as well as the right; to cancelling, after a read that passed, it is the right.
 */
export const coinbaseexchange = probe({
  hosts: { coinbaseexchange: 'api.exchange.coinbase.com' },
  read: {
    call: { method: 'GET', path: '/accounts', ccxt: ['private', 'get', 'accounts'] },
    answer: z.array(z.looseObject({ currency: z.string() })),
  },
  trade: {
    kind: 'cancelImaginary',
    call: { method: 'DELETE', path: '/orders/{id}', ccxt: ['private', 'delete', 'orders/{id}'] },
    parameters: ({ uuid }) => ({ id: uuid }),
    verdicts: [{ at: ['message'], allowed: ['order not found', 'NotFound'], denied: ['Forbidden'] }],
  },
});
