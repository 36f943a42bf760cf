import { z } from 'zod';
import { flag } from './answers';
import { inspector } from './inspector';
import { atMost, granted, reportPart } from './report';

/**
 * Coinbase Advanced Trade "Get API Key Permissions". Source: docs.cdp.coinbase.com, advanced-trade, in copies read 2026-11. The key belongs
 * to one portfolio. `can_transfer` lets funds go to other portfolios and out of the account alike. No address list and no date is told.
 */
export const coinbase = inspector({
  hosts: { coinbase: 'api.coinbase.com' },
  call: {
    method: 'GET',
    path: '/api/v3/brokerage/key_permissions',
    ccxt: ['v3', 'private', 'get', 'brokerage/key_permissions'],
  },
  answer: z
    .looseObject({ can_view: flag, can_trade: flag, can_transfer: flag })
    .refine(({ can_view, can_trade, can_transfer }) =>
      [can_view, can_trade, can_transfer].some((it) => it !== undefined),
    ),
  read: (answer) => {
    const trade = granted(answer.can_trade);
    const transfer = granted(answer.can_transfer);
    return reportPart({
      rights: {
        read: granted(answer.can_view),
        spotTrade: trade,
        // Only on an account that has futures, which is not told.
        futuresTrade: atMost(trade),
        transfer,
        withdraw: transfer,
      },
      granularity: 'coarse',
    });
  },
});
