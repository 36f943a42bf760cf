import { z } from 'zod';
import { inspector, rightsFrom, unknownWord } from './inspector';

const text = z.string().optional().catch(undefined);
const Account = z.looseObject({ perm: text, ip: text, opAuth: text, uid: text, mainUid: text });

/**
 * OKX v5 "Get account configuration". Source: www.okx.com/docs-v5, trading account, seen 2026-11 in copies of several ages.
 * Rights coarse: `trade` is all trading, and moving funds between wallets and to sub-accounts asks for nothing more.
 * The IP list is told; when the key was made, used or ends is not.
 */
export const okx = inspector({
  exchanges: ['okx', 'myokx', 'okxus'],
  call: 'privateGetAccountConfig',
  api: { private: { get: { 'account/config': 1 } } },
  endpoint: 'GET /api/v5/account/config',
  answer: z.looseObject({ code: z.literal('0'), data: z.tuple([Account], z.unknown()) }),
  read: ({ data: [account] }) => {
    const words = account.perm === undefined || account.perm === '' ? null : listOf(account.perm);
    const says = (word: string) => (words === null ? 'unknown' : words.includes(word) ? 'yes' : 'no');
    const trade = says('trade');
    return {
      rights: rightsFrom({
        read: says('read_only'),
        spotTrade: trade,
        marginTrade: trade,
        futuresTrade: trade,
        optionsTrade: trade === 'yes' ? optionsOf(account.opAuth) : trade,
        transfer: trade,
        subAccount: trade === 'yes' && isSubAccount(account) ? 'unknown' : trade,
        withdraw: says('withdraw'),
      }),
      granularity: 'coarse',
      ip: ipOf(account.ip),
      created: null,
      expires: 'unknown',
      tradingLapses: null,
      lastUsed: null,
      remarks: [
        ...(isSubAccount(account) ? ['The key belongs to a sub-account.'] : []),
        ...(account.opAuth === '0' ? ['Options trading is not activated on the account.'] : []),
        ...(words ?? []).filter((word) => !knownWords.includes(word)).flatMap((word) => unknownWord(word) ?? []),
      ].slice(0, 20),
    };
  },
});

const knownWords = ['read_only', 'trade', 'withdraw'];

function listOf(commaSeparated: string): string[] {
  return commaSeparated
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function optionsOf(opAuth: string | undefined) {
  if (opAuth === undefined) return 'unknown';
  return opAuth === '1' ? 'yes' : 'no';
}

/** Managing other sub-accounts is for the keys of a main account. */
function isSubAccount({ uid, mainUid }: z.infer<typeof Account>): boolean {
  return uid !== undefined && mainUid !== undefined && uid !== mainUid;
}

function ipOf(ip: string | undefined) {
  if (ip === undefined) return { state: 'unknown' as const, list: null };
  const list = listOf(ip);
  if (list.length === 0) return { state: 'open' as const, list: [] };
  // Addresses and ranges have nothing but these characters; anything else is not repeated to a person.
  const readable = list.every((entry) => /^[0-9a-fA-F:.*/-]{2,64}$/.test(entry)) && list.length <= 200;
  return { state: 'restricted' as const, list: readable ? list : null };
}
