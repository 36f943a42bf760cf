import { z } from 'zod';
import { accountName, flag, number } from './answers';
import { inspector } from './inspector';
import { accountOf, anyOf, has, instantOrNull, ipOf, listOf, ofSubAccount, reportPart } from './report';

const knownWords = ['General', 'Spot', 'Margin', 'Futures', 'Transfer', 'InnerTransfer', 'Earn', 'Unified'];

const Key = z.looseObject({
  permission: z.string(),
  // Left out means open, so one of another type must not pass for left out.
  ipWhitelist: z.string().nullish(),
  createdAt: number,
  isMaster: flag,
  uid: accountName,
});

/**
 * KuCoin "Get API Key Info", on the spot host also for keys of futures. Source: www.kucoin.com/docs-new, account info, and KuCoin's
 * universal SDK, in copies read 2026-11. Rights exact. The IP list is told with masked addresses and left out where there is none.
 */
export const kucoin = inspector({
  hosts: { kucoin: 'api.kucoin.com', kucoinfutures: 'api.kucoin.com' },
  call: { method: 'GET', path: '/api/v1/user/api-key', ccxt: ['private', 'get', 'user/api-key'] },
  answer: z.looseObject({ code: z.literal('200000'), data: Key }),
  read: ({ data: key }) => {
    // The question itself needs a right: where none is named, nothing is known.
    const words = key.permission === '' ? undefined : listOf(key.permission);
    const may = (word: string) => has(words, word);
    // Trading on a unified account, of which nothing says what it covers.
    const unified = may('Unified') === 'yes' ? 'unknown' : 'no';
    return reportPart({
      rights: {
        read: may('General'),
        spotTrade: anyOf(may('Spot'), unified),
        marginTrade: anyOf(may('Margin'), unified),
        futuresTrade: anyOf(may('Futures'), unified),
        borrow: anyOf(may('Margin'), unified),
        // "Transfer" lets funds leave the account; whether it includes the own wallets is not said.
        transfer: anyOf(may('InnerTransfer'), may('Transfer') === 'yes' ? 'unknown' : 'no'),
        earn: may('Earn'),
        withdraw: may('Transfer'),
      },
      ...accountOf(key.uid),
      ip: ipOf(listOf(key.ipWhitelist ?? '')),
      created: instantOrNull(key.createdAt),
      remarks: [
        ...(key.isMaster === false ? [ofSubAccount] : []),
        ...(unified === 'unknown' ? ['The key can trade on the unified account.'] : []),
      ],
      words: { said: words ?? [], known: knownWords, alone: true },
    });
  },
});
