import { z } from 'zod';
import { text } from './answers';
import { inspector } from './inspector';
import { accountOf, has, ipOf, listOf, ofSubAccount, reportPart } from './report';

const Account = z.looseObject({ perm: text, ip: text, opAuth: text, uid: text, mainUid: text });

/**
 * OKX v5 "Get account configuration". Source: www.okx.com/docs-v5, trading account, in copies of several ages, read 2026-11. Rights coarse:
 * `trade` is all trading, and moving funds between wallets and to sub-accounts asks for nothing more. The IP list is told; when the key was
 * made, used or ends is not.
 */
export const okx = inspector({
  hosts: { okx: 'www.okx.com', myokx: 'eea.okx.com', okxus: 'us.okx.com' },
  call: { method: 'GET', path: '/api/v5/account/config', ccxt: ['private', 'get', 'account/config'] },
  answer: z.looseObject({ code: z.literal('0'), data: z.tuple([Account], z.unknown()) }),
  read: ({ data: [account] }) => {
    const words = account.perm === undefined || account.perm === '' ? undefined : listOf(account.perm);
    const trade = has(words, 'trade');
    return reportPart({
      rights: {
        read: has(words, 'read_only'),
        spotTrade: trade,
        marginTrade: trade,
        futuresTrade: trade,
        optionsTrade: trade === 'yes' ? optionsOf(account.opAuth) : trade,
        transfer: trade,
        subAccount: trade === 'yes' && isSubAccount(account) ? 'unknown' : trade,
        withdraw: has(words, 'withdraw'),
      },
      granularity: 'coarse',
      ...accountOf(account.uid),
      ip: ipOf(account.ip === undefined ? undefined : listOf(account.ip)),
      remarks: [
        ...(isSubAccount(account) ? [ofSubAccount] : []),
        ...(account.opAuth === '0' ? ['Options trading is not activated on the account.'] : []),
      ],
      words: { said: words ?? [], known: knownWords },
    });
  },
});

const knownWords = ['read_only', 'trade', 'withdraw'];

function optionsOf(opAuth: string | undefined) {
  if (opAuth === '1') return 'yes';
  return opAuth === '0' ? 'no' : 'unknown';
}

/** Managing other sub-accounts is for the keys of a main account. */
function isSubAccount({ uid, mainUid }: z.infer<typeof Account>): boolean {
  return uid !== undefined && mainUid !== undefined && uid !== mainUid;
}
