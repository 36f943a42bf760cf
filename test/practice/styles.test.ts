import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, openSite } from '../../practice/testkit';
import { ask, ccxtAt, refusalOf, type NewStyle } from './real-ccxt';

afterEach(cleanUp);

interface Case {
  style: NewStyle;
  /** What a key is made with. */
  wanted: object;
  inspect: string;
  told: object;
  balance: string;
  balanceValues?: object;
  held: object;
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
];

describe.each(cases)('real ccxt at $style', (one) => {
  it('learns what its key may do', async () => {
    const site = await openSite();
    const key = await site.makeKey({ style: one.style, label: 'kh-test', ...one.wanted });
    expect(await ask(await ccxtAt(site, one.style, key), one.inspect)).toMatchObject(one.told);
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
    expect((await refusalOf(await ccxtAt(site, one.style, key), one.inspect)).name).toBe('AuthenticationError');
  });
});
