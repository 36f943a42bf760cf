import { z } from 'zod';
import type { Granted } from '../../contract/words';
import { accountName, bit, flag, number, text, texts } from './answers';
import { inspector } from './inspector';
import { accountOf, allOf, anyOf, atMost, dateOrNull, has, ipOf, ofSubAccount, reportPart } from './report';

/** The groups of permissions and their words. */
const groups = {
  ContractTrade: ['Order', 'Position'],
  Spot: ['SpotTrade'],
  Wallet: ['AccountTransfer', 'SubMemberTransfer', 'SubMemberTransferList', 'Withdraw'],
  Options: ['OptionsTrade'],
  Derivatives: ['DerivativesTrade'],
  Exchange: ['ExchangeHistory'],
  Earn: ['Earn'],
  FiatP2P: ['FiatP2POrder', 'Advertising'],
} as const;

const Key = z.looseObject({
  readOnly: bit,
  permissions: z.record(z.string(), texts).optional().catch(undefined),
  ips: texts,
  createdAt: text,
  expiredAt: text,
  deadlineDay: number,
  type: number,
  uta: bit,
  isMaster: flag,
  userID: accountName,
});

/**
 * Bybit v5 "Get API Key Information". Source: bybit-exchange.github.io, v5/user/apikey-info, in copies read 2026-11, and the comments in
 * ccxt 4.5.84. Rights exact; an end only where the key has one, which are those without an IP list or after a changed password.
 */
export const bybit = inspector({
  hosts: { bybit: 'api.bybit.com', bybiteu: 'api.bybit.eu', bybitid: 'api.bybit.id' },
  call: { method: 'GET', path: '/v5/user/query-api', ccxt: ['private', 'get', 'v5/user/query-api'] },
  answer: z.looseObject({
    retCode: z.literal(0),
    result: Key.refine((key) => key.readOnly !== undefined || key.permissions !== undefined),
  }),
  read: ({ result: key }) => {
    const { permissions } = key;
    const writes: Granted = key.readOnly === undefined ? 'unknown' : key.readOnly === 0 ? 'yes' : 'no';
    // The words stand in the lists of a read-only key too, and then grant nothing.
    const may = (group: keyof typeof groups, word: string) => allOf(writes, has(permissions?.[group], word));
    const spot = may('Spot', 'SpotTrade');
    const betweenSubAccounts = anyOf(may('Wallet', 'SubMemberTransfer'), may('Wallet', 'SubMemberTransferList'));
    return reportPart({
      rights: {
        read: 'yes',
        spotTrade: spot,
        // One right with spot on a unified account; of the older ones nothing is said.
        marginTrade: key.uta === 1 ? spot : atMost(spot),
        futuresTrade: anyOf(
          may('ContractTrade', 'Order'),
          may('ContractTrade', 'Position'),
          may('Derivatives', 'DerivativesTrade'),
          // Perpetuals in USDC come with the options.
          may('Options', 'OptionsTrade'),
        ),
        optionsTrade: may('Options', 'OptionsTrade'),
        transfer: anyOf(may('Wallet', 'AccountTransfer'), betweenSubAccounts),
        subAccount: betweenSubAccounts,
        borrow: atMost(writes),
        convert: may('Exchange', 'ExchangeHistory'),
        earn: may('Earn', 'Earn'),
        fiatP2p: anyOf(...groups.FiatP2P.map((word) => may('FiatP2P', word))),
        withdraw: may('Wallet', 'Withdraw'),
      },
      ...accountOf(key.userID),
      ip: ipOf(key.ips, ['*']),
      created: dateOrNull(key.createdAt),
      expires: dateOrNull(key.expiredAt) ?? (isEndless(key) ? 'never' : 'unknown'),
      remarks: [
        ...(key.isMaster === false ? [ofSubAccount] : []),
        ...(key.type === 2 ? ['The key was made for a third-party application.'] : []),
      ],
      words: {
        said: writes === 'no' ? [] : Object.values(permissions ?? {}).flatMap((words = []) => words),
        known: Object.values(groups).flat(),
      },
    });
  },
});

function isEndless({ expiredAt, deadlineDay }: z.infer<typeof Key>): boolean {
  return expiredAt?.startsWith('1970-') === true || (deadlineDay !== undefined && deadlineDay < 0);
}
