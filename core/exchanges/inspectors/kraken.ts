import { z } from 'zod';
import { number, texts } from './answers';
import { inspector } from './inspector';
import { anyOf, atMost, has, instantOfSeconds, ipOf, reportPart } from './report';

const reading = ['query-funds', 'query-ledger', 'query-open-trades', 'query-closed-trades', 'export-data'];
const addressBook = ['add-withdraw-address', 'update-withdraw-address'];
const knownWords = [
  ...reading,
  ...addressBook,
  'modify-trades',
  'close-trades',
  'add-funds',
  'withdraw-funds',
  'earn-funds',
  'create-ws-token',
];

const Key = z.looseObject({
  permissions: z.array(z.string()),
  ip_allowlist: texts,
  valid_until: number,
  query_from: number,
  query_to: number,
  created_time: number,
  last_used: number,
});

/**
 * Kraken "Get API Key Info". Source: docs.kraken.com, api/docs/rest-api/get-api-key-info, in copies read 2026-11. Asks for no right of the
 * key. Rights exact for spot; futures have keys of their own. Times are seconds, as texts; `0` is none.
 */
export const kraken = inspector({
  hosts: { kraken: 'api.kraken.com' },
  call: { method: 'POST', path: '/0/private/GetApiKeyInfo', ccxt: ['private', 'post', 'GetApiKeyInfo'] },
  answer: z.looseObject({ error: z.tuple([]), result: Key }),
  read: ({ result: key }) => {
    const may = (word: string) => has(key.permissions, word);
    const trade = may('modify-trades');
    return reportPart({
      rights: {
        read: anyOf(...reading.map(may)),
        spotTrade: trade,
        // The same right, where the account has margin at all; that is not told.
        marginTrade: atMost(trade),
        earn: may('earn-funds'),
        withdraw: may('withdraw-funds'),
      },
      ip: ipOf(key.ip_allowlist),
      created: instantOfSeconds(key.created_time),
      expires: key.valid_until === 0 ? 'never' : (instantOfSeconds(key.valid_until) ?? 'unknown'),
      lastUsed: instantOfSeconds(key.last_used),
      remarks: [
        ...(may('query-funds') === 'no' ? ['The key cannot read balances.'] : []),
        ...(isWindow(key) ? ['The key reads only a part of the history.'] : []),
        ...(trade === 'no' && may('close-trades') === 'yes' ? ['The key can close and cancel orders.'] : []),
        ...(anyOf(...addressBook.map(may)) === 'yes' ? ['The key can change the list of withdrawal addresses.'] : []),
      ],
      words: { said: key.permissions, known: knownWords },
    });
  },
});

function isWindow({ query_from: from = 0, query_to: to = 0 }: z.infer<typeof Key>): boolean {
  return from > 0 || to > 0;
}
