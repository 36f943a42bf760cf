import { z } from 'zod';
import { probe } from './probe';

const noRight = ['4512'];

/** CoinEx v2. Source: docs.coinex.com, account info, cancel order and error codes, in copies read 2026-11. */
export const coinex = probe({
  hosts: { coinex: 'api.coinex.com' },
  read: {
    call: { method: 'GET', path: '/v2/account/info', ccxt: ['v2', 'private', 'get', 'account/info'] },
    answer: z.looseObject({ code: z.literal([0, '0']), data: z.looseObject({}) }),
    verdicts: [{ at: ['code'], denied: noRight }],
  },
  trade: {
    kind: 'cancelImaginary',
    idFormUnsure: true,
    call: { method: 'POST', path: '/v2/spot/cancel-order', ccxt: ['v2', 'private', 'post', 'spot/cancel-order'] },
    parameters: ({ number }) => ({ market: 'BTCUSDT', market_type: 'SPOT', order_id: number }),
    verdicts: [{ at: ['code'], allowed: ['3600'], denied: noRight }],
  },
});
