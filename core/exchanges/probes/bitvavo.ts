import { z } from 'zod';
import { probe } from './probe';

/**
 * Bitvavo, which has a code for each missing right. Source: docs.bitvavo.com, errors, account and cancel order, in copies read 2026-11.
 * What the account can do ("capabilities") is not what the key may.
 */
export const bitvavo = probe({
  hosts: { bitvavo: 'api.bitvavo.com' },
  read: {
    call: { method: 'GET', path: '/v2/account', ccxt: ['private', 'get', 'account'] },
    answer: z.looseObject({ fees: z.looseObject({}) }),
    verdicts: [{ at: ['errorCode'], denied: ['311'] }],
  },
  trade: {
    kind: 'cancelImaginary',
    call: { method: 'DELETE', path: '/v2/order', ccxt: ['private', 'delete', 'order'] },
    parameters: ({ uuid }) => ({ market: 'BTC-EUR', orderId: uuid, operatorId: 1 }),
    verdicts: [{ at: ['errorCode'], allowed: ['240', '233'], denied: ['310'] }],
  },
});
