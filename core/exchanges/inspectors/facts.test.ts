import { describe, expect, it } from 'vitest';
import type { PermissionReport } from '../../contract/words';
import { asked, now, refused, reported } from './asking.fixture';
import {
  agent,
  bingxFlags,
  bitgetUnified,
  blofinKey,
  bybitKey,
  deribitKey,
  families,
  gateDetail,
  gateKey,
  htxKey,
  krakenfuturesKey,
  krakenKey,
  kucoinKey,
  mexcKey,
  okxAnswer,
  ownKey,
} from './families.fixture';
import { inspectorOf } from './inspectors';

const answered = (family: string, script: Record<string, unknown>) =>
  reported(inspectorOf(family)!, script, families[family]);

const bybit = (key: object) => answered('bybit', { rights: { retCode: 0, result: { ...bybitKey, ...key } } });
const kraken = (key: object) => answered('kraken', { rights: { error: [], result: { ...krakenKey, ...key } } });
const kucoin = (key: object) => answered('kucoin', { rights: { code: '200000', data: { ...kucoinKey, ...key } } });
const mexc = (key: object) => answered('mexc', { rights: { ...mexcKey, ...key } });
const htx = (key: object) =>
  answered('htx', { uid: { code: 200, data: '7' }, key: { code: 200, data: [{ ...htxKey, ...key }] } });
const okx = (key: object) => answered('okx', { rights: okxAnswer(key) });
const futures = (key: object) => answered('krakenfutures', { rights: { ...krakenfuturesKey, ...key } });
const blofin = (key: object) => answered('blofin', { rights: { code: '0', data: { ...blofinKey, ...key } } });

const open: PermissionReport['ip'] = { state: 'open', list: [] };
const restricted = (...list: string[]) => ({ state: 'restricted' as const, list });
const notTold = { state: 'unknown', list: null } as const;

describe('the address list of a key', () => {
  const rows: readonly [string, () => Promise<{ ip: PermissionReport['ip'] }>, PermissionReport['ip']][] = [
    ['of Bybit with a star is open', () => bybit({ ips: ['*'] }), open],
    ['of Bybit is told', () => bybit({}), restricted('203.0.113.7')],
    ['of Bybit that is a text is not told', () => bybit({ ips: '203.0.113.7' }), notTold],
    ['of Kraken with an empty entry is open', () => kraken({ ip_allowlist: [''] }), open],
    ['of Kraken is told', () => kraken({}), restricted('203.0.113.7')],
    ['of KuCoin is told with its masks', () => kucoin({}), restricted('203.**.113', '198.**.100')],
    ['of KuCoin that is left out is open', () => kucoin({ ipWhitelist: undefined }), open],
    ['of MEXC that is empty is open', () => mexc({}), open],
    ['of HTX that is empty is open', () => htx({ ipAddresses: '' }), open],
    ['of OKX that is empty is open', () => okx({ ip: '' }), open],
    ['of OKX that is missing is not told', () => okx({ ip: undefined }), notTold],
    [
      'of OKX may have ranges and IPv6',
      () => okx({ ip: '2001:db8::1, 203.0.113.0/24' }),
      restricted('2001:db8::1', '203.0.113.0/24'),
    ],
    [
      'that holds anything else is not repeated',
      () => okx({ ip: 'call 0900-SCAM now' }),
      { state: 'restricted', list: null },
    ],
    ['of Kraken Futures with every address is open', () => futures({ allowedCidrBlocks: ['0.0.0.0/0'] }), open],
    [
      'of Kraken Futures in its older field is told',
      () => futures({ allowedCidrBlocks: undefined }),
      restricted('203.0.113.0/24'),
    ],
    ['of BloFin is told', () => blofin({}), restricted('203.0.113.7')],
  ];
  it.each(rows)('%s', async (_, report, ip) => {
    expect((await report()).ip).toEqual(ip);
  });
});

describe('the days of a key', () => {
  const rows: readonly [string, () => Promise<object>, object][] = [
    ['of Bybit: none', () => bybit({}), { created: '2025-10-13T03:20:45.000Z', expires: 'never' }],
    [
      'of Bybit: its end',
      () => bybit({ expiredAt: '2027-01-01T00:00:00Z', deadlineDay: 38 }),
      { expires: '2027-01-01T00:00:00.000Z' },
    ],
    ['of Bybit: nothing told', () => bybit({ expiredAt: undefined, deadlineDay: undefined }), { expires: 'unknown' }],
    [
      'of Kraken: none',
      () => kraken({}),
      { created: '2025-10-09T08:53:20.000Z', lastUsed: '2025-11-13T02:13:20.000Z', expires: 'never' },
    ],
    ['of Kraken: its end', () => kraken({ valid_until: '1800000000' }), { expires: '2027-01-15T08:00:00.000Z' }],
    [
      'of Kraken: a text that is no time',
      () => kraken({ valid_until: 'soon', created_time: '-5' }),
      { expires: 'unknown', created: null },
    ],
    ['of KuCoin: made, no end told', () => kucoin({}), { created: '2025-10-09T08:53:20.000Z', expires: 'unknown' }],
    [
      'of MEXC: days left',
      () => mexc({}),
      { created: '2026-09-01T10:00:00.000Z', expires: new Date(now + 82 * 86_400_000).toISOString() },
    ],
    [
      'of MEXC: none that can be meant',
      () => mexc({ remainingValidity: 0, createTime: 'yesterday' }),
      { created: null, expires: 'unknown' },
    ],
    ['of HTX: days left', () => htx({}), { expires: new Date(now + 82 * 86_400_000).toISOString() }],
    ['of HTX: none', () => htx({ validDays: -1 }), { expires: 'never' }],
    ['of BloFin: a zero is nothing told', () => blofin({ expireTime: '0' }), { expires: 'unknown' }],
    ['of Kraken Futures: made', () => futures({}), { created: '2025-08-24T14:15:22.000Z', expires: 'unknown' }],
  ];
  it.each(rows)('%s', async (_, report, expected) => {
    expect(await report()).toMatchObject(expected);
  });

  it.each([0, -5, 1e300, Number.NaN, 'yesterday', null, {}])(
    'made at %s, which cannot be meant, are not told',
    async (createdAt) => {
      expect((await kucoin({ createdAt })).created).toBeNull();
    },
  );

  it('are told also where ccxt made a text of the number', async () => {
    expect((await kucoin({ createdAt: '1760000000000' })).created).toBe('2025-10-09T08:53:20.000Z');
  });
});

describe('what an exchange says beside the rights', () => {
  it.each([
    ['a sub-account', () => bybit({ isMaster: false }), /belongs to a sub-account/],
    ['a third party', () => bybit({ type: 2 }), /third-party application/],
    ['a part of the history', () => kraken({ query_from: '1700000000' }), /only a part of the history/],
    ['the address book', () => kraken({ permissions: ['add-withdraw-address'] }), /withdrawal addresses/],
    ['closing alone', () => kraken({ permissions: ['close-trades'] }), /close and cancel orders/],
    ['options switched off', () => okx({ opAuth: '0' }), /not activated/],
  ])('is told: %s', async (_, report, remark) => {
    expect((await report()).remarks.join(' ')).toMatch(remark);
  });
});

describe('an inspector of several calls', () => {
  const gate = inspectorOf('gate')!;
  const own = { fields: { apiKey: ownKey } };

  it('of Gate knows no right where its own key is not the only one that fits', async () => {
    for (const keys of [
      [],
      [gateKey, gateKey],
      [{ ...gateKey, key: 'kh-****' }],
      refused({ label: 'FORBIDDEN' }, 403),
      7,
    ]) {
      const report = await reported(gate, { detail: gateDetail, keys }, own);
      expect(report).toMatchObject({
        rights: { read: 'yes', spotTrade: 'unknown', withdraw: 'unknown' },
        granularity: 'coarse',
      });
      expect(report.ip).toEqual(restricted('203.0.113.7'));
    }
  });

  it('of Gate ends with the first refusal', async () => {
    expect(await asked(gate, { detail: refused({ label: 'INVALID_KEY' }, 401) }, own)).toEqual({
      report: 'gave up',
      calls: ['detail'],
    });
  });

  const bitget = inspectorOf('bitget')!;
  const classic = (data: object) => ({
    unified: refused({ code: '25245', msg: '' }),
    classic: {
      code: '00000',
      data: { userId: '7', ips: '', authorities: ['stor', 'stow', 'coor'], parentId: 7, ...data },
    },
  });
  it('of Bitget asks an account that is not unified by the older call', async () => {
    const report = await reported(bitget, classic({}));
    expect(report).toMatchObject({
      ip: open,
      remarks: [],
      rights: { read: 'yes', spotTrade: 'yes', futuresTrade: 'no', withdraw: 'unknown' },
    });
    expect((await reported(bitget, classic({ parentId: 8 }))).remarks).toEqual(['The key belongs to a sub-account.']);
    expect((await reported(bitget, classic({ authorities: ['readonly', 'trade'] }))).rights.spotTrade).toBe('unknown');
    expect((await asked(bitget, classic({ authorities: 7 }))).report).toBeNull();
  });
  it('of Bitget takes any other refusal for what it is', async () => {
    expect(await asked(bitget, { unified: refused({ code: '40006' }) })).toEqual({
      report: 'gave up',
      calls: ['unified'],
    });
  });
  it('of Bitget takes a list of addresses in both of its forms', async () => {
    const report = await reported(bitget, {
      unified: { code: '00000', data: { ...bitgetUnified, ips: ['203.0.113.7'] } },
    });
    expect(report.ip).toEqual(restricted('203.0.113.7'));
  });

  it('of HTX asks for its own key alone, and believes no answer with another code or of another key', async () => {
    const heard: unknown[] = [];
    const htxOf = (key: unknown) => ({
      uid: { code: 200, data: 10000001 },
      key: (parameters: unknown) => {
        heard.push(parameters);
        return key;
      },
    });
    for (const key of [
      { code: 1002, message: '' },
      { code: 200, data: [{ ...htxKey, accessKey: 'another' }] },
    ]) {
      expect((await asked(inspectorOf('htx')!, htxOf(key), own)).report).toBeNull();
    }
    expect(heard[0]).toEqual({ uid: 10000001, accessKey: ownKey });
  });

  const deribit = inspectorOf('deribit')!;
  const scope = {
    result: { scope: 'account:read trade:read_write wallet:none mainaccount', access_token: 'kh-test-token' },
  };
  it.each([
    ['refused', refused({ error: { code: 13021, message: 'forbidden' } })],
    ['behind a second factor', { result: { security_key_authorization_required: true, challenge: 'x' } }],
  ])('of Deribit reads the scope of an authentication where the list of keys is %s', async (_, keys) => {
    const report = await reported(deribit, { keys, scope }, own);
    expect(report).toMatchObject({ rights: { futuresTrade: 'yes', withdraw: 'no' }, ip: notTold });
    expect(JSON.stringify(report)).not.toContain('kh-test');
  });
  it('of Deribit gives up where the list is refused for another reason, and knows nothing of another key', async () => {
    expect((await asked(deribit, { keys: refused({ error: { code: 13004 } }) }, own)).report).toBe('gave up');
    const others = { result: [{ ...deribitKey, client_id: 'another' }] };
    expect(await asked(deribit, { keys: others }, own)).toEqual({ report: null, calls: ['keys'] });
  });

  const bingx = inspectorOf('bingx')!;
  const { createTime: _, ...withoutDate } = bingxFlags;
  const codes = { apiKey: 'zF***zQ', permissions: [1, 2, 6], ipAddresses: [''], note: 'kh-test' };
  it('of BingX adds the day from another call, and does without it', async () => {
    const script = {
      permissions: withoutDate,
      uid: { code: 0, data: { uid: 7 } },
      key: { data: { apiInfos: [{ ...codes, createTime: 1760000000000 }] } },
    };
    expect((await reported(bingx, script, own)).created).toBe('2025-10-09T08:53:20.000Z');
    expect((await reported(bingx, { ...script, uid: refused({ code: 100004 }) }, own)).created).toBeNull();
    expect((await reported(bingx, { ...script, key: 7 }, own)).created).toBeNull();
  });
  it('of BingX reads numbers in the place of flags', async () => {
    const report = await reported(bingx, { permissions: codes, uid: 7 }, own);
    expect(report).toMatchObject({
      granularity: 'coarse',
      ip: open,
      // One of the numbers is not documented, and may be the one for money that leaves.
      rights: { read: 'yes', spotTrade: 'yes', futuresTrade: 'no', withdraw: 'unknown' },
    });
  });

  const hyperliquid = inspectorOf('hyperliquid')!;
  const { fields, script } = families.hyperliquid!;
  const account = fields!.walletAddress!;
  it('of Hyperliquid tells an agent, which cannot withdraw and ends', async () => {
    const { report, calls } = await asked(hyperliquid, script, { fields: fields!, address: agent });
    expect(report).toMatchObject({
      expires: '2027-01-15T08:00:00.000Z',
      rights: { futuresTrade: 'yes', withdraw: 'no' },
    });
    expect(calls).toEqual(['role', 'agents']);
  });
  it('of Hyperliquid tells the key of the account itself, which can do everything', async () => {
    const { report } = await asked(hyperliquid, { role: { role: 'user' } }, { fields: fields!, address: account });
    expect(report).toMatchObject({ rights: { withdraw: 'yes', transfer: 'yes' }, expires: 'unknown' });
  });
  it.each([
    ['an agent that is gone', { role: 'missing' }],
    ['an agent of another account', { role: 'agent', data: { user: `0x${'00'.repeat(20)}` } }],
    ['another account', { role: 'user' }],
  ])('of Hyperliquid gives up on %s', async (_what, role) => {
    expect((await asked(hyperliquid, { role }, { fields: fields!, address: agent })).report).toBe('gave up');
  });
  it('of Hyperliquid asks nothing for a key that is none', async () => {
    expect(await asked(hyperliquid, script, { fields: fields! })).toEqual({ report: 'gave up', calls: [] });
  });
});

describe('the account of a key', () => {
  const rows: readonly [string, () => Promise<{ accountId?: string | undefined }>, string | undefined][] = [
    ['of Bybit is told, of a sub-account its own', () => bybit({ userID: 1234568, parentUid: '1234567' }), '1234568'],
    ['of OKX is told, of a sub-account its own', () => okx({ uid: '448', mainUid: '447' }), '448'],
    ['of KuCoin is told', () => kucoin({}), '200000001'],
    ['of Gate is told', () => answered('gate', { detail: gateDetail, keys: [gateKey] }), '10001'],
    ['of Bitget is told', () => answered('bitget', { unified: { code: '00000', data: bitgetUnified } }), '7000001'],
    ['of HTX is told', () => htx({}), '7'],
    ['of BloFin is told', () => blofin({}), '1'],
    ['of Kraken Futures is told', () => futures({}), '11111111-2222-4333-8444-555555555555'],
    ['of Kraken is not told', () => kraken({}), undefined],
    ['of MEXC is not told', () => mexc({}), undefined],
    ['that is missing is not told', () => bybit({ userID: undefined }), undefined],
    ['that is nothing, or no number of an account, is not told', () => bybit({ userID: 0 }), undefined],
    ['that is a text of anything is not told', () => okx({ uid: '<a number>' }), undefined],
  ];
  it.each(rows)('%s', async (_, ask, accountId) => {
    expect((await ask()).accountId).toBe(accountId);
  });
});
