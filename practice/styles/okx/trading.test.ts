import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callOkx, cleanUp, openSite, type Key, type Reply, type Site } from '../../testkit';

afterEach(cleanUp);

const rights = { read_only: true, trade: true };
const limit = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '0.001', px: '50000' };
const swap = { instId: 'BTC-USDT-SWAP', tdMode: 'cross', side: 'buy', ordType: 'market', sz: '10' };

let site: Site;
let key: Key;
beforeEach(async () => {
  site = await openSite();
  key = await site.makeKey({ style: 'okx', label: 'kh-test', rights });
});

const get = (target: string): Promise<Reply> => callOkx(site.address, `/api/v5/${target}`, key);
const post = (path: string, body: unknown): Promise<Reply> => callOkx(site.address, `/api/v5/${path}`, key, body);
const place = (differs: object = {}): Promise<Reply> => post('trade/order', { ...limit, ...differs });
const firstOf = ({ json }: Reply): Record<string, string> => (json.data as Record<string, string>[])[0] ?? {};
const pending = async (): Promise<unknown> => (await get('trade/orders-pending')).json.data;

describe('an order', () => {
  it.each([
    ['beyond the money', { sz: '10' }, '51008'],
    ['below the least', { sz: '0.000001' }, '51020'],
    ['of an amount between two steps', { instId: 'ETH-USDT', sz: '0.00010001', px: '3000' }, '51121'],
    ['of an unknown market', { instId: 'NO-USDT' }, '51001'],
    ['of a kind that is none', { ordType: 'guess' }, '51000'],
    ['without a price', { px: '' }, '50014'],
    ['of a swap without margin', { ...swap, tdMode: 'cash' }, '51000'],
    ['that only reduces nothing', { ...swap, reduceOnly: true }, '51169'],
  ])('is refused %s: %s', async (_what, differs, code) => {
    const answer = await place(differs);
    expect(answer).toMatchObject({ status: 200, json: { code: '1', data: [{ sCode: code }] } });
    expect(await pending()).toEqual([]);
  });

  it('is refused under a client id that was ever used', async () => {
    const { ordId } = firstOf(await place({ clOrdId: 'khtest1' }));
    await post('trade/cancel-order', { instId: 'BTC-USDT', ordId });
    expect(firstOf(await place({ clOrdId: 'khtest1' })).sCode).toBe('51016');
  });

  it('that is unknown has its own codes', async () => {
    const named = { instId: 'BTC-USDT', ordId: '1' };
    expect((await get('trade/order?instId=BTC-USDT&ordId=1')).json.code).toBe('51603');
    expect(firstOf(await post('trade/cancel-order', named)).sCode).toBe('51400');
    expect(firstOf(await post('trade/amend-order', { ...named, newPx: '1' })).sCode).toBe('51503');
  });

  it('only to make that would take is taken and cancelled at once', async () => {
    const { ordId, sCode } = firstOf(await place({ ordType: 'post_only', px: '70000' }));
    expect(sCode).toBe('0');
    expect(firstOf(await get(`trade/order?instId=BTC-USDT&ordId=${ordId}`)).state).toBe('canceled');
  });

  it('at the market buys for quote units and sells base units, unless it says otherwise', async () => {
    const market = { ordType: 'market', px: '' };
    const filled = async (differs: object): Promise<string | undefined> => {
      const { ordId } = firstOf(await place({ ...market, ...differs }));
      return firstOf(await get(`trade/order?instId=BTC-USDT&ordId=${ordId}`)).accFillSz;
    };
    expect(await filled({ sz: '600.001' })).toBe('0.01');
    expect(await filled({ sz: '0.01', side: 'sell' })).toBe('0.01');
    expect(await filled({ sz: '0.01', tgtCcy: 'base_ccy' })).toBe('0.01');
  });

  it('of several answers for itself', async () => {
    const answer = await post('trade/batch-orders', [limit, { ...limit, sz: '10' }]);
    expect(answer.json).toMatchObject({ code: '2', data: [{ sCode: '0' }, { sCode: '51008' }] });
    expect(await pending()).toHaveLength(1);
  });

  it('is changed in place', async () => {
    const { ordId } = firstOf(await place());
    expect(firstOf(await post('trade/amend-order', { instId: 'BTC-USDT', ordId, newSz: '0.002' })).sCode).toBe('0');
    expect(await pending()).toMatchObject([{ ordId, sz: '0.002', px: '50000' }]);
    expect(firstOf(await get('account/balance?ccy=USDT'))).toMatchObject({
      details: [{ ccy: 'USDT', availBal: '4900', frozenBal: '100', cashBal: '5000' }],
    });
  });
});

describe('a position', () => {
  it('is shown, and closed by one call', async () => {
    await post('trade/order', swap);
    expect(firstOf(await get('account/positions'))).toMatchObject({ pos: '10', avgPx: '60000.1', lever: '20' });
    const closed = await post('trade/close-position', { instId: swap.instId, mgnMode: 'cross' });
    expect(closed.json.code).toBe('0');
    expect((await get('account/positions')).json.data).toEqual([]);
    expect((await post('trade/close-position', { instId: swap.instId, mgnMode: 'cross' })).json.code).toBe('51023');
  });
});

describe('an algo', () => {
  const stop = { ...limit, side: 'sell', ordType: 'conditional', px: '', slTriggerPx: '55000', slOrdPx: '-1' };

  it('waits, fires at its price and becomes an order', async () => {
    const { algoId } = firstOf(await post('trade/order-algo', stop));
    expect((await get('trade/orders-algo-pending?ordType=conditional')).json.data).toMatchObject([{ algoId }]);
    await site.control('POST', '/keyhaven/price', {
      ...{ style: 'okx', market: 'BTC-USDT', bid: '54999', ask: '55001', last: '55000' },
    });
    expect(firstOf(await get(`trade/order-algo?algoId=${algoId}`))).toMatchObject({ state: 'effective' });
    expect((await get('trade/fills?instType=SPOT')).json.data).toMatchObject([{ fillPx: '54999', side: 'sell' }]);
  });

  it('is cancelled by its id', async () => {
    const { algoId } = firstOf(await post('trade/order-algo', stop));
    const cancel = [{ instId: 'BTC-USDT', algoId }];
    expect(firstOf(await post('trade/cancel-algos', cancel)).sCode).toBe('0');
    expect(firstOf(await post('trade/cancel-algos', cancel)).sCode).toBe('51400');
  });
});

describe('an account', () => {
  it('is of one kind: its keys are not known in the other', async () => {
    const demo = await site.makeKey({ style: 'okx', label: 'kh-test', rights, account: 'demo' });
    const target = '/api/v5/account/balance';
    const code = async (by: Key, header: boolean): Promise<unknown> =>
      (await callOkx(site.address, target, by, undefined, header)).json.code;
    expect(await code(key, false)).toBe('0');
    expect(await code(demo, true)).toBe('0');
    expect(await code(key, true)).toBe('50101');
    expect(await code(demo, false)).toBe('50101');
  });

  it('that may not trade or withdraw is told so, and what would leave is counted', async () => {
    const reader = await site.makeKey({ style: 'okx', label: 'kh-test', rights: { read_only: true } });
    expect((await callOkx(site.address, '/api/v5/trade/order', reader, limit)).json.code).toBe('50120');
    const withdrawal = { ccy: 'BTC', amt: '0.1', dest: '4', toAddr: 'kh-test-address' };
    expect((await post('asset/withdrawal', withdrawal)).json.code).toBe('50120');
    expect((await post('asset/transfer', { ccy: 'USDT', amt: '1', from: '6', to: '18' })).json.code).toBe('0');
    expect((await site.control('GET', '/keyhaven/withdrawals')).json).toMatchObject({
      withdrawals: 1,
      departures: [{ kind: 'transfer', account: 'okx:live' }],
    });
  });
});
