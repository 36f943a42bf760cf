import { z } from 'zod';
import { probe } from './probe';

/** Bitstamp. Source: www.bitstamp.net/api, account balances and cancel order, in copies read 2026-11, and ccxt 4.5.84's source. It reads by POST. */
export const bitstamp = probe({
  hosts: { bitstamp: 'www.bitstamp.net' },
  read: {
    call: { method: 'POST', path: '/api/v2/account_balances/', ccxt: ['private', 'post', 'account_balances/'] },
    answer: z.array(z.looseObject({ currency: z.string() })),
    verdicts: [
      { at: ['reason'], denied: ['No permission found'] },
      { at: ['error'], denied: ['No permission found'] },
    ],
  },
  trade: {
    kind: 'cancelImaginary',
    call: { method: 'POST', path: '/api/v2/cancel_order/', ccxt: ['private', 'post', 'cancel_order/'] },
    // Its own numbers have 18 digits and more.
    parameters: ({ long }) => ({ id: long }),
    verdicts: [
      { at: ['reason'], allowed: ['Order not found'], denied: ['No permission found'] },
      { at: ['error'], allowed: ['Order not found'], denied: ['No permission found'] },
    ],
  },
});
