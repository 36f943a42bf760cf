import { z } from 'zod';
import { flag } from './answers';
import { inspector } from './inspector';
import { anyOf, granted, reportPart } from './report';

/**
 * Gemini "Roles". Source: docs.gemini.com, rest, session, in copies read 2026-11. Rights coarse: an auditor reads, a trader trades, a fund
 * manager moves funds in and out. Each of them can read. Nothing else is told.
 */
export const gemini = inspector({
  hosts: { gemini: 'api.gemini.com' },
  call: { method: 'POST', path: '/v1/roles', ccxt: ['private', 'post', 'v1/roles'] },
  answer: z
    .looseObject({ isAuditor: flag, isFundManager: flag, isTrader: flag, isAccountAdmin: flag })
    .refine(({ isAuditor, isFundManager, isTrader }) =>
      [isAuditor, isFundManager, isTrader].some((role) => role !== undefined),
    ),
  read: (answer) => {
    const trader = granted(answer.isTrader);
    const fundManager = granted(answer.isFundManager);
    // What an administrator may do besides is not said.
    const moves = anyOf(fundManager, answer.isAccountAdmin === true ? 'unknown' : 'no');
    return reportPart({
      rights: {
        read: anyOf(granted(answer.isAuditor), trader, fundManager),
        spotTrade: trader,
        transfer: moves,
        withdraw: moves,
      },
      granularity: 'coarse',
      remarks: answer.isAccountAdmin === true ? ['The key can administrate the account.'] : [],
    });
  },
});
