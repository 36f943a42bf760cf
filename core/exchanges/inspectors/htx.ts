import { z } from 'zod';
import { number, text } from './answers';
import type { Inspector } from './inspector';
import { accountOf, atMost, endInDays, has, instantOrNull, ipOf, listOf, reportPart } from './report';

const Uid = z.looseObject({ code: z.literal(200), data: z.union([z.number(), z.string().regex(/^\d{1,20}$/)]) });

const Keys = z.looseObject({
  code: z.literal(200),
  data: z.array(
    z.looseObject({
      accessKey: z.string(),
      permission: text,
      ipAddresses: text,
      validDays: number,
      createTime: number,
    }),
  ),
});

const knownWords = ['readOnly', 'trade', 'withdraw'];

/**
 * HTX "API key query", which wants the id of the account first. Source: www.htx.com/en-us/opend/newApiPages and huobiapi's change log, in
 * copies read 2026-11. Rights coarse: `trade` is all trading. An error may come as an answer (codes 1002, 2000, 2002), so the code is
 * checked.
 */
export const htx: Inspector<'uid' | 'key'> = {
  hosts: { htx: 'api.huobi.pro', bittrade: 'api-cloud.bittrade.co.jp' },
  how: 'told',
  calls: {
    uid: { method: 'GET', path: '/v2/user/uid', ccxt: ['v2Private', 'get', 'user/uid'] },
    key: { method: 'GET', path: '/v2/user/api-key', ccxt: ['v2Private', 'get', 'user/api-key'] },
  },
  async ask({ call, fields: { apiKey = '' }, nowMs }) {
    const uid = Uid.safeParse(await call('uid'));
    if (!uid.success) return null;
    // Without its own name it would answer with all keys of the account.
    const keys = Keys.safeParse(await call('key', { uid: uid.data.data, accessKey: apiKey }));
    const own = keys.data?.data.find(({ accessKey }) => accessKey === apiKey);
    if (own === undefined) return null;
    const words = own.permission === undefined || own.permission === '' ? undefined : listOf(own.permission);
    const trade = has(words, 'trade');
    return reportPart({
      rights: {
        read: has(words, 'readOnly'),
        spotTrade: trade,
        marginTrade: trade,
        futuresTrade: trade,
        // Whether trading includes moving funds between wallets is not said.
        transfer: atMost(trade),
        withdraw: has(words, 'withdraw'),
      },
      granularity: 'coarse',
      ...accountOf(uid.data.data),
      ip: ipOf(own.ipAddresses === undefined ? undefined : listOf(own.ipAddresses)),
      created: instantOrNull(own.createTime),
      expires: own.validDays === -1 ? 'never' : (endInDays(nowMs, own.validDays) ?? 'unknown'),
      words: { said: words ?? [], known: knownWords },
    });
  },
};
