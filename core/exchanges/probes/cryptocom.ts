import { z } from 'zod';
import { probe } from './probe';

/**
 * Crypto.com Exchange. Source: exchange-docs.crypto.com, private/user-balance and private/cancel-order, in copies read 2026-11. It reads by
 * POST. A missing right is answered like a wrong key (40101), and a cancel may be taken before it is looked at: neither says anything.
 */
export const cryptocom = probe({
  hosts: { cryptocom: 'api.crypto.com' },
  read: {
    call: {
      method: 'POST',
      path: '/exchange/v1/private/user-balance',
      ccxt: ['v1', 'private', 'post', 'private/user-balance'],
    },
    answer: z.looseObject({ code: z.literal([0, '0']), result: z.looseObject({}) }),
  },
  trade: {
    kind: 'cancelImaginary',
    call: {
      method: 'POST',
      path: '/exchange/v1/private/cancel-order',
      ccxt: ['v1', 'private', 'post', 'private/cancel-order'],
    },
    parameters: ({ uuid }) => ({ client_oid: uuid }),
    verdicts: [{ at: ['code'], allowed: ['40401'] }],
  },
});
