import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermissionReport, rights } from '../../contract/words';
import { binance as binanceInspector } from './binance';
import { inspectorOf } from './inspectors';
import { okx as okxInspector } from './okx';

const ReportPart = PermissionReport.omit({ asked: true, evidence: true, how: true });
const about = { fields: {}, nowMs: 0 };
const binance = { read: (answer: unknown) => binanceInspector.read(answer, about) };
const okx = { read: (answer: unknown) => okxInspector.read(answer, about) };

/** The example of Binance's documentation, values invented. */
const binanceAnswer = {
  ipRestrict: true,
  createTime: 1731000000000,
  enableReading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  enableMargin: false,
  enableFutures: true,
  permitsUniversalTransfer: false,
  enableVanillaOptions: false,
  enableFixApiTrade: false,
  enableFixReadOnly: true,
  enableSpotAndMarginTrading: true,
  enablePortfolioMarginTrading: false,
};

const binanceRights = (changes: object) => binance.read({ ...binanceAnswer, ...changes })?.rights;

describe('the inspector of Binance', () => {
  it('reads the documented answer', () => {
    expect(binance.read(binanceAnswer)).toEqual({
      rights: {
        read: 'yes',
        spotTrade: 'yes',
        marginTrade: 'no',
        futuresTrade: 'yes',
        optionsTrade: 'no',
        transfer: 'no',
        borrow: 'no',
        convert: 'unknown',
        earn: 'unknown',
        subAccount: 'unknown',
        fiatP2p: 'unknown',
        withdraw: 'no',
      },
      granularity: 'exact',
      ip: { state: 'restricted', list: null },
      created: '2024-11-07T17:20:00.000Z',
      expires: 'unknown',
      tradingLapses: null,
      lastUsed: null,
      remarks: [],
    });
  });

  it.each([
    ['margin trading only with both of its flags', { enableMargin: true }, { marginTrade: 'yes', borrow: 'yes' }],
    [
      'no margin trading with the loan flag alone',
      { enableMargin: true, enableSpotAndMarginTrading: false },
      { marginTrade: 'no', borrow: 'yes' },
    ],
    [
      'portfolio margin as futures and margin',
      { enablePortfolioMarginTrading: true, enableFutures: false },
      { futuresTrade: 'yes', marginTrade: 'yes', borrow: 'unknown' },
    ],
    ['a transfer to a sub-account as both', { enableInternalTransfer: true }, { transfer: 'yes', subAccount: 'yes' }],
    [
      'the universal transfer by its other name',
      { permitsUniversalTransfer: undefined, enableUniversalTransfer: true },
      { transfer: 'yes' },
    ],
    [
      'trading over FIX as trading',
      { enableFixApiTrade: true, enableSpotAndMarginTrading: false },
      { spotTrade: 'yes' },
    ],
    ['the withdraw right', { enableWithdrawals: true }, { withdraw: 'yes' }],
    ['options', { enableVanillaOptions: true }, { optionsTrade: 'yes' }],
  ])('takes %s', (_, changes, expected) => {
    expect(binanceRights(changes)).toMatchObject(expected);
  });

  it('tells the day on which the trading right lapses', () => {
    const part = binance.read({ ...binanceAnswer, tradingAuthorityExpirationTime: 1764547200000 });
    expect(part).toMatchObject({ tradingLapses: '2025-12-01T00:00:00.000Z', expires: 'unknown' });
  });

  it('names a right that it does not know, and is then not exact', () => {
    const part = binance.read({ ...binanceAnswer, enableTeleport: true, enableDreams: false });
    expect(part?.granularity).toBe('coarse');
    expect(part?.remarks).toEqual(['The exchange also names a permission Keyhaven does not know: enableTeleport.']);
  });

  it('takes times that cannot be meant as not told', () => {
    for (const createTime of [0, -5, 1e300, Number.NaN, 'yesterday', null]) {
      expect(binance.read({ ...binanceAnswer, createTime })?.created).toBeNull();
    }
  });
});

const okxAnswer = (account: object) => ({
  code: '0',
  msg: '',
  data: [
    {
      uid: '447',
      mainUid: '447',
      acctLv: '2',
      perm: 'read_only,trade',
      ip: '203.0.113.7,203.0.113.8',
      opAuth: '1',
      type: '0',
      ...account,
    },
  ],
});

describe('the inspector of OKX', () => {
  it('takes trade as all trading and all moving of funds, and says that nothing narrower is offered', () => {
    expect(okx.read(okxAnswer({}))).toEqual({
      rights: {
        read: 'yes',
        spotTrade: 'yes',
        marginTrade: 'yes',
        futuresTrade: 'yes',
        optionsTrade: 'yes',
        transfer: 'yes',
        borrow: 'unknown',
        convert: 'unknown',
        earn: 'unknown',
        subAccount: 'yes',
        fiatP2p: 'unknown',
        withdraw: 'no',
      },
      granularity: 'coarse',
      ip: { state: 'restricted', list: ['203.0.113.7', '203.0.113.8'] },
      created: null,
      expires: 'unknown',
      tradingLapses: null,
      lastUsed: null,
      remarks: [],
    });
  });

  it.each([
    [
      'a key that can only read',
      { perm: 'read_only' },
      { read: 'yes', spotTrade: 'no', optionsTrade: 'no', subAccount: 'no', withdraw: 'no' },
    ],
    ['the withdraw right', { perm: 'read_only,withdraw' }, { withdraw: 'yes', transfer: 'no' }],
    ['options that are not activated', { opAuth: '0' }, { optionsTrade: 'no', spotTrade: 'yes' }],
    ['options of which nothing is said', { opAuth: undefined }, { optionsTrade: 'unknown' }],
    ['a key of a sub-account', { uid: '448' }, { subAccount: 'unknown', transfer: 'yes' }],
    [
      'no list of rights',
      { perm: undefined },
      { read: 'unknown', spotTrade: 'unknown', withdraw: 'unknown', subAccount: 'unknown' },
    ],
    ['an empty list of rights', { perm: '' }, { read: 'unknown', withdraw: 'unknown' }],
  ])('reads %s', (_, account, expected) => {
    expect(okx.read(okxAnswer(account))?.rights).toMatchObject(expected);
  });

  it.each([
    ['an empty list as open', '', { state: 'open', list: [] }],
    ['a missing list as unknown', undefined, { state: 'unknown', list: null }],
    [
      'ranges and IPv6',
      '2001:db8::1, 203.0.113.0/24',
      { state: 'restricted', list: ['2001:db8::1', '203.0.113.0/24'] },
    ],
    ['anything else as restricted, without repeating it', 'call 0900-SCAM now', { state: 'restricted', list: null }],
  ])('reads %s', (_, ip, expected) => {
    expect(okx.read(okxAnswer({ ip }))?.ip).toEqual(expected);
  });

  it('names a permission word that it does not know, but nothing that is no word', () => {
    const part = okx.read(okxAnswer({ perm: 'read_only,teleport,<b>11111111</b>' }));
    expect(part?.remarks).toEqual(['The exchange also names a permission Keyhaven does not know: teleport.']);
  });
});

describe('an answer of another shape', () => {
  it.each([
    '<!DOCTYPE html><html></html>',
    '',
    null,
    undefined,
    42,
    [],
    {},
    { code: 0, msg: 'ok' },
    { code: '1', data: [] },
    { code: '0', data: [] },
    { code: '0', data: 'no' },
    { enableReading: 'true' },
  ])('%j is not read at all', (answer) => {
    expect(binance.read(answer)).toBeNull();
    expect(okx.read(answer)).toBeNull();
  });
});

describe('every inspector', () => {
  it('belongs to each of its exchanges', () => {
    expect(inspectorOf('binanceusdm')).toBe(binanceInspector);
    expect(inspectorOf('okxus')).toBe(okxInspector);
    expect(inspectorOf('binanceus')).toBeUndefined();
  });

  const flags = Object.keys(binanceAnswer);
  it('never makes a no out of a flag that is missing', () => {
    fc.assert(
      fc.property(
        fc.subarray(flags),
        fc.record(Object.fromEntries(flags.map((flag) => [flag, fc.boolean()]))),
        (gone, answer) => {
          const full = binance.read(answer)!.rights;
          const less = binance.read(
            Object.fromEntries(Object.entries(answer).filter(([flag]) => !gone.includes(flag))),
          );
          if (less === null) return;
          for (const right of rights) if (less.rights[right] === 'no') expect(full[right], right).toBe('no');
        },
      ),
    );
  });

  it('only ever says what the contract can carry, whatever the exchange answers', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...flags, 'enableOther', 'x'), fc.anything()), (answer) => {
        const part = binance.read(answer);
        if (part !== null) expect(ReportPart.safeParse(part).success).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('perm', 'ip', 'opAuth', 'uid', 'mainUid'),
          fc.oneof(fc.string({ maxLength: 3000 }), fc.anything()),
        ),
        (account) => {
          const part = okx.read(okxAnswer(account));
          if (part !== null) expect(ReportPart.safeParse(part).success).toBe(true);
        },
      ),
    );
  });
});
