import { z } from 'zod';
import { probe } from './probe';

/**
 * Binance.US, whose server has no call for the rights of a key. Source: docs.binance.us, "Account information" and "Cancel order", and
 * OctoBot's trading-backend, in copies read 2026-11. -2015 is ambiguous; after a read that passed with the same key it is the right.
 */
export const binanceus = probe({
  hosts: { binanceus: 'api.binance.us' },
  read: {
    call: { method: 'GET', path: '/api/v3/account', ccxt: ['private', 'get', 'account'] },
    answer: z.looseObject({ balances: z.array(z.unknown()) }),
  },
  trade: {
    kind: 'cancelImaginary',
    call: { method: 'DELETE', path: '/api/v3/order', ccxt: ['private', 'delete', 'order'] },
    parameters: ({ uuid }) => ({ symbol: 'BTCUSDT', origClientOrderId: uuid }),
    verdicts: [{ at: ['code'], allowed: ['-2011'], denied: ['-2015', '-1002'] }],
  },
});
