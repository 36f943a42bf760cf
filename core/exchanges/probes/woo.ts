import { z } from 'zod';
import { probe } from './probe';

/**
 * WOO X. Source: docs.woox.io, v3 account and cancel order, in copies read 2026-11, and ccxt 4.5.84's source. It has a call for the rights
 * of a key whose answer is not published. One code (-1002) stands for a wrong key, a revoked one and a missing right: it says nothing.
 */
export const woo = probe({
  hosts: { woo: 'api.woox.io' },
  read: {
    call: { method: 'GET', path: '/v3/account/info', ccxt: ['v3', 'private', 'get', 'account/info'] },
    answer: z.looseObject({ success: z.literal(true), data: z.looseObject({}) }),
  },
  trade: {
    kind: 'cancelImaginary',
    idFormUnsure: true,
    call: { method: 'DELETE', path: '/v3/trade/order', ccxt: ['v3', 'private', 'delete', 'trade/order'] },
    parameters: ({ number }) => ({ symbol: 'SPOT_BTC_USDT', clientOrderId: number }),
    verdicts: [{ at: ['code'], allowed: ['302129', '317149', '317152'] }],
  },
});
