import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, openSite, type Key } from '../../practice/testkit';
import { ask, ccxtAt, refusalOf, type NewStyle } from './real-ccxt';

afterEach(cleanUp);

interface Case {
  style: NewStyle;
  /** What a key is made with. */
  wanted: object;
  inspect: string;
  inspectValues?: (key: Key) => object;
  told: object;
  balance: string;
  balanceValues?: object;
  held: object;
  /** The class of ccxt's error for an unknown key, where it is another. */
  forgotten?: string;
  time: string;
  timeTold: object;
}

const some = expect.anything() as unknown;

/** The one call that tells what a key may do, the one that tells what the account holds, and the public one for the time. */
const cases: readonly Case[] = [
  {
    style: 'bybit',
    wanted: { rights: { 'Read-Write': true, SpotTrade: true, Withdraw: true }, ipList: ['203.0.113.7'] },
    inspect: 'privateGetV5UserQueryApi',
    told: {
      retCode: 0,
      result: { readOnly: 0, ips: ['203.0.113.7'], permissions: { Spot: ['SpotTrade'], Wallet: ['Withdraw'] } },
    },
    balance: 'privateGetV5AccountWalletBalance',
    balanceValues: { accountType: 'UNIFIED' },
    held: { result: { list: [{ coin: [{ coin: 'USDT', walletBalance: '8000' }, { coin: 'BTC' }] }] } },
    time: 'publicGetV5MarketTime',
    timeTold: { result: { timeSecond: some } },
  },
  {
    style: 'kraken',
    wanted: { rights: { 'query-funds': true, 'modify-trades': true }, expiresAt: '2030-01-01T00:00:00.000Z' },
    inspect: 'privatePostGetApiKeyInfo',
    told: {
      error: [],
      result: { permissions: ['query-funds', 'modify-trades'], valid_until: '1893456000', ip_allowlist: [] },
    },
    balance: 'privatePostBalanceEx',
    held: { result: { ZUSD: { balance: '4000.0000000000', hold_trade: '0.0000000000' } } },
    time: 'publicGetTime',
    timeTold: { result: { unixtime: some } },
  },
  {
    style: 'kucoin',
    wanted: { rights: { General: true, Spot: true }, ipList: ['203.0.113.7'], subAccount: true },
    inspect: 'privateGetUserApiKey',
    told: {
      code: '200000',
      data: { permission: 'General,Spot', apiVersion: 3, ipWhitelist: '203.**.7', isMaster: false },
    },
    balance: 'privateGetAccounts',
    balanceValues: { type: 'trade_hf' },
    held: { data: [{ currency: 'USDT', type: 'trade_hf', balance: '3000' }, { currency: 'BTC' }] },
    time: 'publicGetTimestamp',
    timeTold: { code: '200000', data: some },
  },
  {
    style: 'gate',
    wanted: { rights: { 'account.read_only': true, 'spot.read_write': true }, ipList: ['203.0.113.7'] },
    inspect: 'privateAccountGetMainKeys',
    told: [
      {
        perms: [
          { name: 'spot', read_only: false },
          { name: 'account', read_only: true },
        ],
        ip_whitelist: ['203.0.113.7'],
      },
    ] as object,
    balance: 'privateSpotGetAccounts',
    held: [{ currency: 'USDT', available: '2500', locked: '0' }, { currency: 'BTC' }],
    time: 'publicSpotGetTime',
    timeTold: { server_time: some },
  },
  {
    style: 'bitget',
    wanted: { rights: { stor: true, stow: true }, ipList: ['203.0.113.7'] },
    inspect: 'privateSpotGetV2SpotAccountInfo',
    told: { code: '00000', data: { authorities: ['stor', 'stow'], ips: '203.0.113.7', userId: '7000001' } },
    balance: 'privateSpotGetV2SpotAccountAssets',
    held: { data: [{ coin: 'USDT', available: '6000' }, { coin: 'BTC' }] },
    time: 'publicCommonGetV2PublicTime',
    timeTold: { data: { serverTime: some } },
  },
  {
    style: 'mexc',
    wanted: { rights: { SPOT_ACCOUNT_READ: true, SPOT_DEAL_WRITE: true }, expiresAt: '2030-01-01T00:00:00.000Z' },
    inspect: 'spotPrivateGetApiKeyInfo',
    inspectValues: ({ apiKey }) => ({ accessKey: apiKey }),
    forgotten: 'BadRequest',
    told: {
      permissions: 'SPOT_ACCOUNT_READ,SPOT_DEAL_WRITE',
      ipWhiteList: '',
      status: 'VALID',
      remainingValidity: some,
    },
    balance: 'spotPrivateGetAccount',
    held: { balances: [{ asset: 'USDT', free: '1500', locked: '0' }, { asset: 'BTC' }] },
    time: 'spotPublicGetTime',
    timeTold: { serverTime: some },
  },
  {
    style: 'bitfinex',
    wanted: { rights: { 'wallets.read': true, 'orders.read': true, 'orders.write': true } },
    inspect: 'privatePostAuthRPermissions',
    told: expect.arrayContaining([
      ['orders', 1, 1],
      ['wallets', 1, 0],
      ['withdraw', 0, 0],
    ]) as object,
    balance: 'privatePostAuthRWallets',
    held: [
      ['exchange', 'USD', 7000, 0, 7000, null, null],
      ['exchange', 'BTC', 0.3, 0, 0.3, null, null],
    ],
    time: 'publicGetPlatformStatus',
    timeTold: [1],
  },
  {
    style: 'coinbase',
    wanted: { rights: { can_view: true, can_trade: true } },
    inspect: 'v3PrivateGetBrokerageKeyPermissions',
    told: { can_view: true, can_trade: true, can_transfer: false, portfolio_type: 'DEFAULT' },
    balance: 'v2PrivateGetAccounts',
    balanceValues: { limit: 250 },
    held: { data: [{ balance: { amount: '9000', currency: 'USD' } }, {}, {}] },
    time: 'v2PublicGetTime',
    timeTold: { data: { epoch: some } },
  },
];

describe.each(cases)('real ccxt at $style', (one) => {
  it('learns what its key may do', async () => {
    const site = await openSite();
    const key = await site.makeKey({ style: one.style, label: 'kh-test', ...one.wanted });
    expect(await ask(await ccxtAt(site, one.style, key), one.inspect, one.inspectValues?.(key))).toMatchObject(
      one.told,
    );
  });

  it('learns what the account holds', async () => {
    const site = await openSite();
    const key = await site.makeKey({ style: one.style, label: 'kh-test', ...one.wanted });
    const exchange = await ccxtAt(site, one.style, key);
    expect(await ask(exchange, one.balance, one.balanceValues)).toMatchObject(one.held);
  });

  it('learns the time without a key', async () => {
    const site = await openSite();
    expect(await ask(await ccxtAt(site, one.style), one.time)).toMatchObject(one.timeTold);
  });

  it('is told when the exchange forgot its key', async () => {
    const site = await openSite();
    const key = await site.makeKey({ style: one.style, label: 'kh-test', ...one.wanted });
    await site.setFaults(one.style, { keyDeleted: [key.apiKey] });
    expect((await refusalOf(await ccxtAt(site, one.style, key), one.inspect, one.inspectValues?.(key))).name).toBe(
      one.forgotten ?? 'AuthenticationError',
    );
  });
});
