import { z } from 'zod';
import { probe } from './probe';

/**
 * Delta Exchange. Source: docs.delta.exchange, profile and cancel order, in copies read 2026-11, and ccxt 4.5.84's source. Product 27 is
 * its BTCUSD.
 */
export const delta = probe({
  hosts: { delta: 'api.delta.exchange' },
  read: {
    call: { method: 'GET', path: '/v2/profile', ccxt: ['private', 'get', 'profile'] },
    answer: z.looseObject({ success: z.literal(true), result: z.looseObject({}) }),
  },
  trade: {
    kind: 'cancelImaginary',
    idFormUnsure: true,
    call: { method: 'DELETE', path: '/v2/orders', ccxt: ['private', 'delete', 'orders'] },
    parameters: ({ number }) => ({ id: number, product_id: 27 }),
    verdicts: [{ at: ['error', 'code'], allowed: ['open_order_not_found'], denied: ['UnauthorizedApiAccess'] }],
  },
});
