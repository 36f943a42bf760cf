import { z } from 'zod';
import { probe } from './probe';

/** Phemex. Source: phemex-docs.github.io, spot wallets and cancel order, in copies read 2026-11, and ccxt 4.5.84's source. */
export const phemex = probe({
  hosts: { phemex: 'api.phemex.com' },
  read: {
    call: { method: 'GET', path: '/spot/wallets', ccxt: ['private', 'get', 'spot/wallets'] },
    answer: z.looseObject({ code: z.literal([0, '0']), data: z.array(z.unknown()) }),
  },
  trade: {
    kind: 'cancelImaginary',
    call: { method: 'DELETE', path: '/spot/orders', ccxt: ['private', 'delete', 'spot/orders'] },
    parameters: ({ uuid }) => ({ symbol: 'sBTCUSDT', clOrdID: uuid }),
    verdicts: [
      { at: ['code'], allowed: ['10002'] },
      { at: ['msg'], denied: ['Insufficient privilege', '401 Insufficient privilege'] },
    ],
  },
});
