import { describe, expect, it } from 'vitest';
import type { Granted, Right } from '../../contract/words';
import { reported } from './asking.fixture';
import {
  binanceAnswer,
  bingxFlags,
  bitfinexScopes,
  bitgetUnified,
  blofinKey,
  bybitKey,
  coinbaseKey,
  coinsphKey,
  deribitKey,
  families,
  gateDetail,
  gateKey,
  geminiRoles,
  htxKey,
  krakenfuturesKey,
  krakenKey,
  kucoinKey,
  lbankKey,
  mexcKey,
  okxAnswer,
  ownKey,
} from './families.fixture';
import { inspectorOf } from './inspectors';

/** What changes in the documented answer, and how the calls are answered then. */
const changed = {
  binance: (key: object) => ({ rights: { ...binanceAnswer, ...key } }),
  bingx: (key: object) => ({ permissions: { code: 0, data: { ...bingxFlags, ...key } } }),
  bitfinex: (key: Record<string, [number, number]>) => ({
    rights: bitfinexScopes.map(([name, ...bits]) => [name, ...(key[String(name)] ?? bits)]),
  }),
  bitflyer: (paths: object) => ({ rights: Object.values(paths) }),
  bitget: (key: object) => ({ unified: { code: '00000', data: { ...bitgetUnified, ...key } } }),
  blofin: (key: object) => ({ rights: { code: '0', data: { ...blofinKey, ...key } } }),
  bybit: (key: object) => ({ rights: { retCode: 0, result: { ...bybitKey, ...key } } }),
  coinbase: (key: object) => ({ rights: { ...coinbaseKey, ...key } }),
  coinsph: (key: object) => ({ rights: [{ ...coinsphKey, ...key }] }),
  deribit: (key: object) => ({ keys: { result: [{ ...deribitKey, ...key }] } }),
  gate: (key: object) => ({ detail: gateDetail, keys: [{ ...gateKey, ...key }] }),
  gemini: (key: object) => ({ rights: { ...geminiRoles, ...key } }),
  htx: (key: object) => ({ uid: { code: 200, data: 1 }, key: { code: 200, data: [{ ...htxKey, ...key }] } }),
  kraken: (key: object) => ({ rights: { error: [], result: { ...krakenKey, ...key } } }),
  krakenfutures: (key: object) => ({ rights: { ...krakenfuturesKey, ...key } }),
  kucoin: (key: object) => ({ rights: { code: '200000', data: { ...kucoinKey, ...key } } }),
  lbank: (key: object) => ({ rights: { result: 'true', data: { ...lbankKey, ...key } } }),
  mexc: (key: object) => ({ rights: { ...mexcKey, ...key } }),
  okx: (key: object) => ({ rights: okxAnswer(key) }),
  woofipro: (key: object) => ({
    rights: { success: true, data: { rows: [{ orderly_key: ownKey, scope: 'read', ...key }] } },
  }),
};
type Changed = typeof changed;

const reportOf = (family: keyof Changed, key: object) =>
  reported(inspectorOf(family)!, changed[family](key as never), families[family]);

const rows: readonly [keyof Changed, string, object, Partial<Record<Right, Granted>>][] = [
  ['binance', 'the withdraw right', { enableWithdrawals: true }, { withdraw: 'yes' }],
  ['binance', 'margin trading with both of its flags', { enableMargin: true }, { marginTrade: 'yes', borrow: 'yes' }],
  [
    'binance',
    'no margin trading with the loan flag alone',
    { enableMargin: true, enableSpotAndMarginTrading: false },
    { marginTrade: 'no', borrow: 'yes' },
  ],
  [
    'binance',
    'portfolio margin as futures and margin',
    { enablePortfolioMarginTrading: true, enableFutures: false },
    { futuresTrade: 'yes', marginTrade: 'yes', borrow: 'unknown' },
  ],
  [
    'binance',
    'a transfer to a sub-account as both',
    { enableInternalTransfer: true },
    { transfer: 'yes', subAccount: 'yes' },
  ],
  [
    'binance',
    'the universal transfer by its other name',
    { permitsUniversalTransfer: undefined, enableUniversalTransfer: true },
    { transfer: 'yes' },
  ],
  [
    'binance',
    'trading over FIX as trading',
    { enableFixApiTrade: true, enableSpotAndMarginTrading: false },
    { spotTrade: 'yes' },
  ],
  ['binance', 'options', { enableVanillaOptions: true }, { optionsTrade: 'yes' }],
  ['bingx', 'the withdraw right', { enableWithdrawals: true }, { withdraw: 'yes', spotTrade: 'yes' }],
  [
    'bingx',
    'reading alone',
    { enableSpotAndMarginTrading: false, enableFutures: false },
    { read: 'yes', spotTrade: 'no', futuresTrade: 'no' },
  ],
  ['bitfinex', 'the withdraw right', { withdraw: [1, 1] }, { withdraw: 'yes', spotTrade: 'yes' }],
  ['bitfinex', 'the other withdraw scope as perhaps', { ui_withdraw: [1, 1] }, { withdraw: 'unknown' }],
  [
    'bitfinex',
    'reading alone',
    { orders: [1, 0] },
    { read: 'yes', spotTrade: 'no', marginTrade: 'no', futuresTrade: 'no' },
  ],
  ['bitfinex', 'orders on derivatives as perhaps', {}, { futuresTrade: 'unknown', transfer: 'no' }],
  ['bitflyer', 'the path to withdraw', ['/v1/me/withdraw'], { withdraw: 'yes', read: 'no', spotTrade: 'no' }],
  [
    'bitflyer',
    'orders with conditions as trading',
    ['/v1/me/sendparentorder'],
    { spotTrade: 'yes', futuresTrade: 'unknown' },
  ],
  ['bitget', 'trading', {}, { spotTrade: 'yes', futuresTrade: 'yes', transfer: 'yes', withdraw: 'no' }],
  [
    'bitget',
    'a read-only key that lists more',
    { permType: 'read-only', permissions: ['uta_trade', 'withdraw'] },
    { read: 'yes', spotTrade: 'no', withdraw: 'no' },
  ],
  ['bitget', 'the withdraw right', { permissions: ['withdraw'] }, { withdraw: 'yes', spotTrade: 'no' }],
  [
    'bitget',
    'rights of which it is not said whether they write',
    { permType: undefined },
    { spotTrade: 'unknown', withdraw: 'no' },
  ],
  ['blofin', 'a read-only key', { readOnly: 1 }, { read: 'yes', spotTrade: 'no', withdraw: 'no', transfer: 'no' }],
  [
    'blofin',
    'one that trades as one that may do more',
    {},
    { spotTrade: 'yes', withdraw: 'unknown', transfer: 'unknown' },
  ],
  [
    'bybit',
    'full trading',
    {},
    {
      read: 'yes',
      spotTrade: 'yes',
      marginTrade: 'yes',
      futuresTrade: 'yes',
      optionsTrade: 'yes',
      transfer: 'yes',
      subAccount: 'yes',
      convert: 'yes',
      earn: 'yes',
      withdraw: 'no',
      fiatP2p: 'no',
    },
  ],
  [
    'bybit',
    'a read-only key that lists more',
    { readOnly: 1 },
    { read: 'yes', spotTrade: 'no', futuresTrade: 'no', transfer: 'no', earn: 'no', borrow: 'no' },
  ],
  [
    'bybit',
    'the withdraw right',
    { permissions: { ...bybitKey.permissions, Wallet: ['Withdraw'] } },
    { withdraw: 'yes', transfer: 'no' },
  ],
  ['bybit', 'margin on an older account as perhaps', { uta: 0 }, { spotTrade: 'yes', marginTrade: 'unknown' }],
  [
    'bybit',
    'a group that is not there as unknown',
    { permissions: { Spot: [] } },
    { spotTrade: 'no', futuresTrade: 'unknown', withdraw: 'unknown' },
  ],
  [
    'coinbase',
    'trading',
    {},
    { read: 'yes', spotTrade: 'yes', futuresTrade: 'unknown', transfer: 'no', withdraw: 'no' },
  ],
  ['coinbase', 'a transfer as one that leaves', { can_transfer: true }, { transfer: 'yes', withdraw: 'yes' }],
  ['coinbase', 'viewing alone', { can_trade: false }, { read: 'yes', spotTrade: 'no', futuresTrade: 'no' }],
  ['coinsph', 'spot and convert', {}, { read: 'yes', spotTrade: 'yes', convert: 'yes', fiatP2p: 'no', withdraw: 'no' }],
  [
    'coinsph',
    'the crypto wallet as withdrawing',
    { apiType: ['ENABLE CRYPTO WALLET'] },
    { withdraw: 'yes', spotTrade: 'no' },
  ],
  ['coinsph', 'reading alone', { apiType: ['Read only'] }, { read: 'yes', spotTrade: 'no', withdraw: 'no' }],
  [
    'deribit',
    'trading',
    {},
    { read: 'yes', spotTrade: 'yes', futuresTrade: 'yes', optionsTrade: 'yes', withdraw: 'no', subAccount: 'no' },
  ],
  [
    'deribit',
    'the wallet as withdrawing and moving',
    { max_scope: 'wallet:read_write' },
    { withdraw: 'yes', transfer: 'yes', futuresTrade: 'no' },
  ],
  [
    'deribit',
    'reading alone',
    { max_scope: 'account:read trade:read wallet:read' },
    { read: 'yes', futuresTrade: 'no', withdraw: 'no' },
  ],
  [
    'gate',
    'spot as spot and margin',
    {},
    { read: 'yes', spotTrade: 'yes', marginTrade: 'yes', futuresTrade: 'no', transfer: 'no' },
  ],
  ['gate', 'any writing as perhaps withdrawing', {}, { withdraw: 'unknown' }],
  [
    'gate',
    'the wallet as moving, and perhaps withdrawing',
    { perms: [{ name: 'wallet', read_only: false }] },
    { transfer: 'yes', withdraw: 'unknown', spotTrade: 'no' },
  ],
  [
    'gate',
    'reading alone',
    { perms: [{ name: 'spot', read_only: true }] },
    { read: 'yes', spotTrade: 'no', withdraw: 'no' },
  ],
  ['gate', 'delivery as futures', { perms: [{ name: 'delivery', read_only: false }] }, { futuresTrade: 'yes' }],
  ['gemini', 'a trader', {}, { read: 'yes', spotTrade: 'yes', withdraw: 'no', transfer: 'no' }],
  [
    'gemini',
    'a fund manager',
    { isFundManager: true, isTrader: false },
    { read: 'yes', spotTrade: 'no', withdraw: 'yes', transfer: 'yes' },
  ],
  ['gemini', 'an auditor', { isAuditor: true, isTrader: false }, { read: 'yes', spotTrade: 'no', withdraw: 'no' }],
  [
    'htx',
    'trading as all trading',
    {},
    { read: 'yes', spotTrade: 'yes', marginTrade: 'yes', futuresTrade: 'yes', transfer: 'unknown', withdraw: 'no' },
  ],
  [
    'htx',
    'the withdraw right',
    { permission: 'readOnly,withdraw' },
    { withdraw: 'yes', spotTrade: 'no', transfer: 'no' },
  ],
  ['htx', 'an empty list of rights as none told', { permission: '' }, { read: 'unknown', withdraw: 'unknown' }],
  ['kraken', 'trading', {}, { read: 'yes', spotTrade: 'yes', marginTrade: 'unknown', withdraw: 'no', earn: 'no' }],
  [
    'kraken',
    'the withdraw right',
    { permissions: ['withdraw-funds'] },
    { withdraw: 'yes', read: 'no', spotTrade: 'no', marginTrade: 'no' },
  ],
  ['kraken', 'no right at all', { permissions: [] }, { read: 'no', spotTrade: 'no', withdraw: 'no' }],
  ['krakenfutures', 'full access as trading', {}, { read: 'yes', futuresTrade: 'yes', transfer: 'no', withdraw: 'no' }],
  [
    'krakenfutures',
    'transfers as withdrawing too',
    { permissions: { general: 'READ_ONLY', transfer: 'FULL_ACCESS' } },
    { read: 'yes', futuresTrade: 'no', withdraw: 'yes', transfer: 'yes' },
  ],
  [
    'krakenfutures',
    'a level it does not know as unknown',
    { permissions: { general: 'SOME_ACCESS' } },
    { read: 'unknown', futuresTrade: 'unknown', withdraw: 'unknown' },
  ],
  [
    'kucoin',
    'trading',
    {},
    {
      read: 'yes',
      spotTrade: 'yes',
      marginTrade: 'yes',
      borrow: 'yes',
      futuresTrade: 'yes',
      transfer: 'yes',
      earn: 'no',
      withdraw: 'no',
    },
  ],
  [
    'kucoin',
    '“Transfer” as withdrawing',
    { permission: 'General,Transfer' },
    { withdraw: 'yes', transfer: 'unknown', spotTrade: 'no' },
  ],
  [
    'kucoin',
    'the unified account as perhaps anything',
    { permission: 'General,Unified' },
    { spotTrade: 'unknown', futuresTrade: 'unknown', withdraw: 'no' },
  ],
  ['lbank', 'spot trading', {}, { read: 'yes', spotTrade: 'yes', futuresTrade: 'unknown', withdraw: 'no' }],
  [
    'lbank',
    'a no to futures as unknown, since one client alone has seen it',
    { enableFuturesTrading: false },
    { futuresTrade: 'unknown' },
  ],
  [
    'lbank',
    'a yes to futures',
    { enableFuturesTrading: true, enableWithdrawals: true },
    { futuresTrade: 'yes', withdraw: 'yes' },
  ],
  ['mexc', 'spot trading', {}, { read: 'yes', spotTrade: 'yes', futuresTrade: 'no', transfer: 'no', withdraw: 'no' }],
  [
    'mexc',
    'withdrawing as moving too',
    { permissions: 'SPOT_WITHDRAW_WRITE' },
    { withdraw: 'yes', transfer: 'yes', spotTrade: 'no' },
  ],
  [
    'mexc',
    'contracts',
    { permissions: 'CONTRACT_DEAL_READ,CONTRACT_DEAL_WRITE' },
    { read: 'yes', futuresTrade: 'yes', spotTrade: 'no' },
  ],
  [
    'okx',
    'a key that can only read',
    { perm: 'read_only' },
    { read: 'yes', spotTrade: 'no', optionsTrade: 'no', subAccount: 'no', withdraw: 'no' },
  ],
  [
    'okx',
    'trade as all trading and moving',
    {},
    {
      spotTrade: 'yes',
      marginTrade: 'yes',
      futuresTrade: 'yes',
      optionsTrade: 'yes',
      transfer: 'yes',
      subAccount: 'yes',
      borrow: 'unknown',
    },
  ],
  ['okx', 'the withdraw right', { perm: 'read_only,withdraw' }, { withdraw: 'yes', transfer: 'no' }],
  ['okx', 'options that are not activated', { opAuth: '0' }, { optionsTrade: 'no', spotTrade: 'yes' }],
  ['okx', 'a key of a sub-account', { uid: '448' }, { subAccount: 'unknown', transfer: 'yes' }],
  ['okx', 'an empty list of rights', { perm: '' }, { read: 'unknown', withdraw: 'unknown' }],
  [
    'woofipro',
    'what is named alone, and never a no',
    { scope: 'read,trading' },
    { read: 'yes', futuresTrade: 'yes', withdraw: 'unknown' },
  ],
  [
    'woofipro',
    'the asset scope as withdrawing',
    { scope: 'read,asset' },
    { withdraw: 'yes', transfer: 'yes', futuresTrade: 'unknown' },
  ],
];

describe('the rights that', () => {
  it.each(rows)('%s tells: %s', async (family, _, key, expected) => {
    expect((await reportOf(family, key)).rights).toMatchObject(expected);
  });

  const inNewWords: readonly [keyof Changed, object][] = [
    ['binance', { enableTeleport: true }],
    ['bybit', { permissions: { ...bybitKey.permissions, Teleport: ['Teleport'] } }],
    ['kucoin', { permission: 'General,Teleport' }],
    ['kraken', { permissions: ['query-funds', 'Teleport'] }],
    ['mexc', { permissions: 'SPOT_DEAL_READ,Teleport' }],
    ['okx', { perm: 'read_only,Teleport,<b>11111111</b>' }],
    ['htx', { permission: 'readOnly,Teleport' }],
    ['gate', { perms: [{ name: 'Teleport', read_only: false }, ...gateKey.perms] }],
    ['bitget', { permissions: ['uta_trade', 'Teleport'] }],
    ['deribit', { max_scope: 'trade:read Teleport:read_write' }],
  ];
  it.each(inNewWords)(
    '%s tells in a new word are shown by it, and the report is then not exact',
    async (family, key) => {
      const report = await reportOf(family, key);
      expect(report.granularity).toBe('coarse');
      expect(report.remarks.join()).toMatch(/a permission Keyhaven does not know: (enable)?Teleport\./);
      expect(report.remarks.join()).not.toContain('<b>');
    },
  );

  it.each([
    ['kucoin', { permission: 'Teleport,Dreams' }],
    ['kraken', { permissions: ['Teleport'] }],
    ['okx', { perm: 'Teleport' }],
  ] as const)('%s tells in new words alone are unknown, and none is a no', async (family, key) => {
    expect(Object.values((await reportOf(family, key)).rights)).not.toContain('no');
  });

  it('sound like withdrawing take the no from that right', async () => {
    const report = await reportOf('kucoin', { permission: 'General,FastWithdraw' });
    expect(report.rights).toMatchObject({ read: 'yes', withdraw: 'unknown', spotTrade: 'no' });
  });
});
