import { z } from 'zod';
import { probe } from './probe';

/**
 * Toobit and HashKey Global, of one family. Source: toobit-docs.github.io and hashkeyglobal-apidoc.readme.io, account and test order, in
 * copies read 2026-11, and ccxt 4.5.84's source. Their "check API key" tells the kind of account alone. No code of theirs is sure to mean a
 * missing right.
 */
export const toobit = probe({
  hosts: { toobit: 'api.toobit.com', hashkey: 'api-glb.hashkey.com' },
  read: {
    call: { method: 'GET', path: '/api/v1/account', ccxt: ['private', 'get', 'api/v1/account'] },
    answer: z.looseObject({ balances: z.array(z.unknown()) }),
  },
  trade: {
    kind: 'validateOnly',
    call: { method: 'POST', path: '/api/v1/spot/orderTest', ccxt: ['private', 'post', 'api/v1/spot/orderTest'] },
    parameters: ({ uuid }) => ({
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      quantity: '0.001',
      price: '20000',
      newClientOrderId: uuid,
    }),
    answer: z.strictObject({}),
    verdicts: [],
  },
});
