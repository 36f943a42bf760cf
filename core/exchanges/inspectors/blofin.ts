import { z } from 'zod';
import { accountName, bit, number, texts } from './answers';
import { inspector } from './inspector';
import { accountOf, instantOrNull, ipOf, ofSubAccount, reportPart } from './report';

/**
 * BloFin "Query API key info". Source: docs.blofin.com, user, in copies read 2026-11. One flag alone: a key reads, or reads and trades.
 * Whether one that trades can also move or withdraw funds is not told.
 */
export const blofin = inspector({
  hosts: { blofin: 'openapi.blofin.com' },
  call: { method: 'GET', path: '/api/v1/user/query-apikey', ccxt: ['private', 'get', 'user/query-apikey'] },
  answer: z.looseObject({
    code: z.literal('0'),
    data: z.looseObject({
      readOnly: bit,
      ips: texts,
      expireTime: number,
      createTime: number,
      uid: accountName,
      parentUid: z.union([z.string(), z.number()]).optional().catch(undefined),
    }),
  }),
  read: ({ data: { readOnly, ips, expireTime, createTime, uid, parentUid } }) => {
    const trade = readOnly === undefined ? 'unknown' : readOnly === 0 ? 'yes' : 'no';
    const moves = trade === 'no' ? 'no' : 'unknown';
    return reportPart({
      rights: { read: 'yes', spotTrade: trade, futuresTrade: trade, transfer: moves, withdraw: moves },
      granularity: 'coarse',
      ...accountOf(uid),
      ip: ipOf(ips),
      created: instantOrNull(createTime),
      expires: instantOrNull(expireTime) ?? 'unknown',
      remarks: parentUid !== undefined && !['', '0'].includes(String(parentUid)) ? [ofSubAccount] : [],
    });
  },
});
