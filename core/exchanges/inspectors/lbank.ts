import { z } from 'zod';
import { flag, number } from './answers';
import { inspector } from './inspector';
import { granted, instantOrNull, reportPart } from './report';

/**
 * LBank "API key permissions". Source: www.lbank.com/docs, in copies read 2026-11. Exact for spot; the flag for futures is known from one
 * client alone, so only a yes of it is believed. The address list itself is not told.
 */
export const lbank = inspector({
  hosts: { lbank: 'api.lbank.info' },
  call: {
    method: 'POST',
    path: '/v2/supplement/api_Restrictions.do',
    ccxt: ['spot', 'private', 'post', 'supplement/api_Restrictions'],
  },
  answer: z.looseObject({
    result: z.literal([true, 'true']),
    data: z
      .looseObject({
        enableReading: flag,
        enableSpotTrading: flag,
        enableFuturesTrading: flag,
        enableWithdrawals: flag,
        ipRestrict: flag,
        createTime: number,
      })
      .refine((data) => data.enableReading !== undefined || data.enableSpotTrading !== undefined),
  }),
  read: ({ data }) =>
    reportPart({
      rights: {
        read: granted(data.enableReading),
        spotTrade: granted(data.enableSpotTrading),
        futuresTrade: data.enableFuturesTrading === true ? 'yes' : 'unknown',
        withdraw: granted(data.enableWithdrawals),
      },
      ip: { state: data.ipRestrict === undefined ? 'unknown' : data.ipRestrict ? 'restricted' : 'open', list: null },
      created: instantOrNull(data.createTime),
    }),
});
