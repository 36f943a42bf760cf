import { z } from 'zod';
import { probe } from './probe';

/**
 * HitBTC and the exchanges built on it. Source: api.hitbtc.com, spot balance, in copies read 2026-11. It lists API keys in a shape that is
 * not published.
 */
export const hitbtc = probe({
  hosts: { hitbtc: 'api.hitbtc.com', bequant: 'api.bequant.io', fmfwio: 'api.fmfw.io' },
  read: {
    call: { method: 'GET', path: '/api/3/spot/balance', ccxt: ['private', 'get', 'spot/balance'] },
    answer: z.array(z.looseObject({ currency: z.string() })),
  },
});
