import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, openSite, type Key } from '../../practice/testkit';
import { ask, ccxtAt, refusalOf, type NewStyle } from './real-ccxt';

afterEach(cleanUp);

interface Case {
  style: NewStyle;
  inspect: string;
  inspectValues?: (key: Key) => object;
  balance: string;
  balanceValues?: object;
  /** A secret of the right form that is not the key's. */
  otherSecret: string;
  /** Rights with which the balance is not told. */
  blind: object;
  /** The class of ccxt's error and a piece of what the exchange said. */
  says: Record<
    'secret' | 'right' | 'address' | '500' | '429' | 'ban418' | 'maintenance',
    readonly [name: string, said: string]
  > & { clock?: readonly [name: string, said: string]; passphrase?: readonly [name: string, said: string] };
}

/** The classes are those that ccxt 4.5.84 really throws. */
const cases: readonly Case[] = [
  {
    ...{ style: 'bybit', inspect: 'privateGetV5UserQueryApi', otherSecret: 'kh-test-other' },
    ...{
      balance: 'privateGetV5AccountWalletBalance',
      balanceValues: { accountType: 'UNIFIED' },
      blind: { Earn: true },
    },
    says: {
      secret: ['AuthenticationError', '10004'],
      right: ['PermissionDenied', '10005'],
      address: ['PermissionDenied', '10010'],
      clock: ['InvalidNonce', '10002'],
      '500': ['ExchangeError', '10016'],
      '429': ['RateLimitExceeded', '10006'],
      ban418: ['RateLimitExceeded', 'access too frequent'],
      maintenance: ['ExchangeError', '10016'],
    },
  },
  {
    ...{ style: 'kraken', inspect: 'privatePostGetApiKeyInfo', otherSecret: Buffer.alloc(64, 7).toString('base64') },
    ...{ balance: 'privatePostBalanceEx', blind: { 'modify-trades': true } },
    says: {
      secret: ['ExchangeError', 'EAPI:Invalid signature'],
      right: ['PermissionDenied', 'EGeneral:Permission denied'],
      address: ['PermissionDenied', 'EGeneral:Permission denied'],
      '500': ['ExchangeNotAvailable', 'EGeneral:Internal error'],
      '429': ['DDoSProtection', 'EAPI:Rate limit exceeded'],
      ban418: ['DDoSProtection', 'EGeneral:Temporary lockout'],
      maintenance: ['ExchangeNotAvailable', 'EService:Unavailable'],
    },
  },
  {
    ...{ style: 'kucoin', inspect: 'privateGetUserApiKey', otherSecret: 'kh-test-other' },
    ...{ balance: 'privateGetAccounts', balanceValues: { type: 'trade_hf' }, blind: { Spot: true } },
    says: {
      secret: ['AuthenticationError', '400005'],
      passphrase: ['AuthenticationError', '400004'],
      right: ['AuthenticationError', '400007'],
      address: ['AuthenticationError', '400006'],
      clock: ['InvalidNonce', '400002'],
      '500': ['ExchangeNotAvailable', '500000'],
      '429': ['ExchangeError', '429000'],
      ban418: ['ExchangeError', '429000'],
      maintenance: ['ExchangeError', '503000'],
    },
  },
  {
    ...{ style: 'gate', inspect: 'privateAccountGetDetail', otherSecret: 'kh-test-other' },
    ...{ balance: 'privateSpotGetAccounts', blind: { 'account.read_only': true } },
    says: {
      secret: ['AuthenticationError', 'INVALID_SIGNATURE'],
      right: ['PermissionDenied', 'FORBIDDEN'],
      address: ['AuthenticationError', '203.0.113.99'],
      clock: ['AuthenticationError', 'REQUEST_EXPIRED'],
      '500': ['ExchangeNotAvailable', 'INTERNAL'],
      '429': ['RateLimitExceeded', 'TOO_MANY_REQUESTS'],
      ban418: ['RateLimitExceeded', 'TOO_MANY_REQUESTS'],
      maintenance: ['ExchangeNotAvailable', 'TOO_BUSY'],
    },
  },
  {
    ...{ style: 'bitget', inspect: 'privateSpotGetV2SpotAccountInfo', otherSecret: 'kh-test-other' },
    ...{ balance: 'privateSpotGetV2SpotAccountAssets', blind: { coor: true } },
    says: {
      secret: ['AuthenticationError', '40009'],
      passphrase: ['AuthenticationError', '40012'],
      right: ['PermissionDenied', '40014'],
      address: ['PermissionDenied', '40018'],
      clock: ['InvalidNonce', '40008'],
      '500': ['ExchangeError', '40015'],
      '429': ['DDoSProtection', '429'],
      ban418: ['DDoSProtection', '429'],
      maintenance: ['ExchangeError', '40725'],
    },
  },
  {
    ...{ style: 'mexc', inspect: 'spotPrivateGetApiKeyInfo', otherSecret: 'kh-test-other' },
    ...{ balance: 'spotPrivateGetAccount', blind: { SPOT_DEAL_WRITE: true } },
    inspectValues: ({ apiKey }) => ({ accessKey: apiKey }),
    says: {
      secret: ['AuthenticationError', '700002'],
      right: ['AuthenticationError', '700007'],
      address: ['BadRequest', '203.0.113.99'],
      clock: ['InvalidNonce', '700003'],
      '500': ['ExchangeError', '500'],
      '429': ['RateLimitExceeded', '429'],
      ban418: ['RateLimitExceeded', '429'],
      maintenance: ['ExchangeNotAvailable', '503'],
    },
  },
  {
    ...{ style: 'bitfinex', inspect: 'privatePostAuthRPermissions', otherSecret: 'kh-test-other' },
    ...{ balance: 'privatePostAuthRWallets', blind: { 'orders.read': true } },
    says: {
      secret: ['AuthenticationError', 'digest invalid'],
      right: ['PermissionDenied', '10001'],
      address: ['AuthenticationError', 'ip not allowed'],
      '500': ['ExchangeNotAvailable', 'temporarily_unavailable'],
      '429': ['RateLimitExceeded', '11010'],
      ban418: ['ExchangeError', 'ERR_RATE_LIMIT'],
      maintenance: ['OnMaintenance', '20060'],
    },
  },
  {
    ...{ style: 'coinbase', inspect: 'v3PrivateGetBrokerageKeyPermissions', otherSecret: '' },
    ...{ balance: 'v2PrivateGetAccounts', blind: { can_trade: true } },
    says: {
      secret: ['AuthenticationError', 'Unauthorized'],
      right: ['PermissionDenied', 'PERMISSION_DENIED'],
      address: ['AuthenticationError', 'Unauthorized'],
      clock: ['AuthenticationError', 'Unauthorized'],
      '500': ['ExchangeError', 'internal_server_error'],
      '429': ['RateLimitExceeded', 'rate_limit_exceeded'],
      ban418: ['RateLimitExceeded', 'rate_limit_exceeded'],
      maintenance: ['ExchangeNotAvailable', 'Service Unavailable'],
    },
  },
];

describe.each(cases)('real ccxt at $style hears', (one) => {
  const { style, inspect, says } = one;
  const hears = ([name, said]: readonly [string, string]): object => ({
    name,
    said: expect.stringContaining(said) as string,
  });

  async function site(wanted: object = {}) {
    const opened = await openSite();
    const key = await opened.makeKey({ style, label: 'kh-test', ...wanted });
    const other = await opened.makeKey({ style, label: 'kh-test' });
    return { opened, key, other, values: one.inspectValues?.(key) };
  }

  it('of a wrong secret', async () => {
    const { opened, key, other, values } = await site();
    // A private key is only taken by ccxt when it is one: another key's.
    const secret = style === 'coinbase' ? other.secret : one.otherSecret;
    expect(await refusalOf(await ccxtAt(opened, style, { ...key, secret }), inspect, values)).toEqual(
      hears(says.secret),
    );
  });

  const passphrases = says.passphrase === undefined ? [] : [says.passphrase];
  it.each(passphrases)('of a wrong passphrase: %s', async (...words) => {
    const { opened, key } = await site();
    const exchange = await ccxtAt(opened, style, { ...key, passphrase: 'khTestOther1' });
    expect(await refusalOf(exchange, inspect)).toEqual(hears(words));
  });

  it('of a right that is missing', async () => {
    const { opened, key } = await site({ rights: one.blind });
    const exchange = await ccxtAt(opened, style, key);
    expect(await refusalOf(exchange, one.balance, one.balanceValues)).toEqual(hears(says.right));
  });

  it('of an address that is not on the list', async () => {
    const { opened, key, values } = await site({ ipList: ['203.0.113.7'] });
    await opened.setFaults(style, { ipRefused: true });
    expect(await refusalOf(await ccxtAt(opened, style, key), inspect, values)).toEqual(hears(says.address));
  });

  it('of a clock that is off, where the exchange looks at one', async () => {
    const { opened, key, values } = await site();
    await opened.setFaults(style, { clock: { offsetMs: -120_000 } });
    const asked = await ccxtAt(opened, style, key);
    if (says.clock === undefined) expect(await ask(asked, inspect, values)).toBeDefined();
    else expect(await refusalOf(asked, inspect, values)).toEqual(hears(says.clock));
  });

  it.each(['500', '429', 'ban418', 'maintenance'] as const)('%s in its own words', async (fault) => {
    const { opened, key, values } = await site();
    await opened.setFaults(style, { [fault]: true });
    expect(await refusalOf(await ccxtAt(opened, style, key), inspect, values)).toEqual(hears(says[fault]));
  });

  it('a page, a cut, a drip and a late answer as they come', async () => {
    const { opened, key, values } = await site();
    const asked = async (fault: object): Promise<unknown> => {
      await opened.control('POST', '/keyhaven/faults/clear', { style });
      await opened.setFaults(style, fault);
      const exchange = await ccxtAt(opened, style, key);
      const { name, said } = await refusalOf(exchange, inspect, values);
      return said.includes('<html>') ? 'a page' : name;
    };
    expect(await asked({ html: true })).toBe('a page');
    expect(await asked({ cut: true })).toBe('SocketError');
    expect(await asked({ drip: { everyMs: 1 } })).toBe('none');
    expect(await asked({ slow: { ms: 50 } })).toBe('none');
  });
});

describe('a key that is over', () => {
  it.each([
    ['bybit', 'privateGetV5UserQueryApi', '33004'],
    ['kraken', 'privatePostGetApiKeyInfo', 'EAPI:Invalid key'],
    ['mexc', 'spotPrivateGetApiKeyInfo', '402'],
  ] as const)('is refused by %s', async (style, call, said) => {
    const opened = await openSite();
    const key = await opened.makeKey({ style, label: 'kh-test', expiresAt: '2026-01-01T00:00:00.000Z' });
    const values = style === 'mexc' ? { accessKey: key.apiKey } : {};
    const heard = await refusalOf(await ccxtAt(opened, style, key), call, values);
    expect(heard).toEqual({ name: 'AuthenticationError', said: expect.stringContaining(said) as string });
  });
});

describe('a unified account of Bitget', () => {
  it('is told from a classic one by the code of the first call', async () => {
    const opened = await openSite();
    const classic = await opened.makeKey({ style: 'bitget', label: 'kh-test' });
    const rights = { uta_trade: true, 'read-and-write': true };
    const unified = await opened.makeKey({ style: 'bitget', label: 'kh-test', unified: true, rights });
    const call = 'privateUtaGetV3AccountInfo';
    expect((await refusalOf(await ccxtAt(opened, 'bitget', classic), call)).said).toContain('25245');
    expect(await ask(await ccxtAt(opened, 'bitget', unified), call)).toMatchObject({
      data: { permType: 'read-and-write', permissions: ['uta_trade'] },
    });
  });
});

describe('a Coinbase key with Ed25519', () => {
  it('is asked with by real ccxt', async () => {
    const opened = await openSite();
    const key = await opened.makeKey({ style: 'coinbase', label: 'kh-test', algorithm: 'Ed25519' });
    const call = 'v3PrivateGetBrokerageKeyPermissions';
    expect(await ask(await ccxtAt(opened, 'coinbase', key), call)).toMatchObject({ can_view: true });
  });
});
