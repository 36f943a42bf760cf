import { z } from 'zod';
import { probe } from './probe';

/** XT. Source: doc.xt.com, spot balances, in copies read 2026-11. It has a call for an API key whose answer is not published. */
export const xt = probe({
  hosts: { xt: 'sapi.xt.com' },
  read: {
    call: { method: 'GET', path: '/v4/balances', ccxt: ['private', 'spot', 'get', 'balances'] },
    answer: z.looseObject({ rc: z.literal([0, '0']), result: z.looseObject({}) }),
  },
});
