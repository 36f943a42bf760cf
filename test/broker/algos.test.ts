import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Issued } from '../../core/contract/tokens';
import { javaScript, openDesk, type Bot, type Desk } from './desk';
import { bot, expectRaised, idOf, pythonBot, resting } from './stories';
import { okxDraft, orderIn, send, went } from './wire';

const clients = [
  { name: 'JavaScript', run: javaScript },
  ...(pythonBot === undefined ? [] : [{ name: 'Python', run: pythonBot }]),
];

const policy = (more = '') => `on okx
allow read.account, read.history, trade.create, trade.edit, trade.cancel
symbols BTC/USDT, BTC/USDT:USDT
types limit, market, stop, stopLimit
max-24h 2000 USDT
max-open 2000 USDT
${more}`;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const price = (last: number, size: string | null = null) =>
  desk.control('POST', '/keyhaven/price', {
    ...{ style: 'okx', market: 'BTC-USDT', bid: `${last - 1}`, ask: `${last + 1}`, last: `${last}` },
    ...(size !== null && { bidSize: size, askSize: size }),
  });
afterEach(() => price(60_000));

const usageOf = async ({ token }: Issued) => {
  const { usage } = await desk.call('token.get', { id: token.id });
  return [usage?.placed24h?.amount, usage?.open?.amount];
};
const trade = (token: Issued, steps: Bot['steps'], run?: Bot['run']) => bot('okx', token, steps, run);
const sellAt = (trigger: number, limit: number | null, amount = 0.01) =>
  limit === null
    ? (['createOrder', 'BTC/USDT', 'market', 'sell', amount, null, { triggerPrice: trigger }] as const)
    : (['createOrder', 'BTC/USDT', 'limit', 'sell', amount, limit, { triggerPrice: trigger }] as const);
const find = { trigger: true };

describe.each(clients)('an unmodified ccxt program in $name', ({ run }) => {
  it('places, reads, changes and cancels stops of every served kind through a token', async () => {
    const token = await desk.token('okx', policy());
    const cash = { tdMode: 'cash' };
    const steps = await trade(
      token,
      [
        sellAt(55_000, 54_900, 0.001),
        ['fetchOpenOrders', 'BTC/USDT', null, null, find],
        ['fetchOrder', '$id', 'BTC/USDT', find],
        ['cancelOrder', '$id', 'BTC/USDT', find],
        ['createOrder', 'BTC/USDT', 'market', 'sell', 0.001, null, { stopLossPrice: 55_000, ...cash }],
        ['fetchOpenOrders', 'BTC/USDT', null, null, { ...find, ordType: 'conditional' }],
        [
          'editOrder',
          '$id',
          'BTC/USDT',
          'conditional',
          'sell',
          null,
          null,
          { stopLossPrice: 54_000, newSlOrdPx: 53_900 },
        ],
        ['cancelOrder', '$id', 'BTC/USDT', find],
        [
          'createOrder',
          'BTC/USDT',
          'oco',
          'sell',
          0.001,
          null,
          { stopLossPrice: 55_000, takeProfitPrice: 65_000, ...cash },
        ],
        ['cancelOrder', '$id', 'BTC/USDT', find],
        ['createOrder', 'BTC/USDT:USDT', 'market', 'buy', 0.1, null, { takeProfitPrice: 55_000 }],
        ['cancelOrder', '$id', 'BTC/USDT:USDT', find],
      ],
      run,
    );
    expect(steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(steps[1]?.result).toMatchObject([{ id: idOf(steps[0]), status: 'open' }]);
    await expect.poll(() => usageOf(token)).toEqual(['0', '0']);
  });
});

describe('a stop', () => {
  it('that is triggered is settled with exactly what its order filled', async () => {
    const token = await desk.token('okx', policy());
    const [placed] = await trade(token, [sellAt(55_000, null)]);
    expect(placed?.ok).toBe(true);
    const [before, open] = await usageOf(token);
    expect([open, Number(before) > 600]).toEqual([before, true]);
    await price(55_000);
    await expect.poll(async () => (await usageOf(token))[1]).toBe('0');
    // Filled whole: it counts whole, and no more than whole.
    expect((await usageOf(token))[0]).toBe(before);
  });

  it('of which a part is filled when its order is cancelled counts for that part, and its order is the token’s own', async () => {
    const token = await desk.token('okx', policy());
    const [placed] = await trade(token, [sellAt(55_000, 54_500)]);
    const before = Number((await usageOf(token))[0]);
    await price(55_000, '0.004');
    const child = async () => (await resting(desk, 'okx'))[0]?.id ?? '';
    await expect.poll(child).not.toBe('');
    const id = await child();
    const cancel = () =>
      send(token, okxDraft(token, 'POST', '/api/v5/trade/cancel-order', `{"instId":"BTC-USDT","ordId":"${id}"}`));
    // A bot that reads its orders has the broker look at once.
    await send(token, okxDraft(token, 'GET', '/api/v5/trade/orders-pending'));
    await expect.poll(async () => went(await cancel()), { interval: 500 }).toBe(true);
    await expect.poll(async () => (await usageOf(token))[1]).toBe('0');
    expect(Number((await usageOf(token))[0])).toBeCloseTo(before * 0.4, 6);
    expect(placed?.ok).toBe(true);
  });

  it('is held to budget, types and band, and to be the token’s own', async () => {
    const token = await desk.token('okx', policy());
    const narrow = await desk.token('okx', policy().replace(', stopLimit', ''));
    const other = await trade(narrow, [sellAt(55_000, null, 0.001), sellAt(55_000, 54_900, 0.001)]);
    expect(other[0]?.ok).toBe(true);
    expectRaised(other[1], 'PermissionDenied', /types: stopLimit is not allowed/);
    const steps = await trade(token, [
      sellAt(55_000, 54_900, 1),
      sellAt(55_000, 40_000, 0.001),
      ['cancelOrder', idOf(other[0]), 'BTC/USDT', find],
    ]);
    expectRaised(steps[0], 'InvalidOrder', /max-open 2000 USDT/);
    expectRaised(steps[1], 'InvalidOrder', /price-band 3%/);
    expectRaised(steps[2], 'PermissionDenied', /own-orders/);
    await desk.revoke(narrow.token.id, 'cancel');
  });

  it('is cancelled when its token ends, and so is the order that one became', async () => {
    const token = await desk.token('okx', policy('on-end cancel\n'));
    const steps = await trade(token, [sellAt(55_000, 54_900, 0.001), sellAt(58_000, 59_500, 0.001)]);
    expect(steps.every(({ ok }) => ok)).toBe(true);
    await price(57_500);
    await expect.poll(async () => (await resting(desk, 'okx')).length).toBe(1);
    expect(await desk.revoke(token.token.id)).toEqual({ cancelled: 2, kept: 0, unknown: 0 });
    expect(await resting(desk, 'okx')).toEqual([]);
    const list = '/api/v5/trade/orders-algo-pending?ordType=trigger';
    const reader = await desk.token('okx', policy());
    expect((await send(reader, okxDraft(reader, 'GET', list))).text).toContain('"data":[]');
  });

  it('that the client named is known to the exchange under that name, and one without a name under the broker’s', async () => {
    const token = await desk.token('okx', policy());
    const order = { instId: 'BTC-USDT', tdMode: 'cash', side: 'sell', ordType: 'trigger', sz: '0.001' };
    const place = (more: object) => {
      const body = JSON.stringify({ ...order, triggerPx: '55000', orderPx: '54900', ...more });
      return send(token, okxDraft(token, 'POST', '/api/v5/trade/order-algo', body));
    };
    expect((await place({ algoClOrdId: 'khtestmine' })).text).toContain('"algoClOrdId":"khtestmine"');
    expect((await place({})).text).toMatch(/"algoClOrdId":"kh[0-9a-f]{24}"/);
    const cancel = '[{"instId":"BTC-USDT","algoClOrdId":"khtestmine"}]';
    expect(went(await send(token, okxDraft(token, 'POST', '/api/v5/trade/cancel-algos', cancel)))).toBe(true);
    await desk.revoke(token.token.id, 'cancel');
    expect(orderIn(await place({}))).toContain('no id');
  });
});
