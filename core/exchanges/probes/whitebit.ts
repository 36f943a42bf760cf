import { z } from 'zod';
import { probe } from './probe';

/**
 * WhiteBIT v4. Source: docs.whitebit.com, main balance and cancel order, in copies read 2026-11. It reads by POST. A key is granted call by
 * call, so one that is refused says nothing of the others: there is no word for a missing right here.
 */
export const whitebit = probe({
  hosts: { whitebit: 'whitebit.com' },
  read: {
    call: {
      method: 'POST',
      path: '/api/v4/main-account/balance',
      ccxt: ['v4', 'private', 'post', 'main-account/balance'],
    },
    answer: z.record(z.string(), z.looseObject({ main_balance: z.unknown() })),
  },
  trade: {
    kind: 'cancelImaginary',
    idFormUnsure: true,
    call: { method: 'POST', path: '/api/v4/order/cancel', ccxt: ['v4', 'private', 'post', 'order/cancel'] },
    parameters: ({ number }) => ({ market: 'BTC_USDT', orderId: number }),
    verdicts: [{ at: ['errors', 'orderId', '0'], allowed: ['Unexecuted order was not found.'] }],
  },
});
