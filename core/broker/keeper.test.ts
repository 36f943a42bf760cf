import { afterEach, describe, expect, it } from 'vitest';
import { Decimal } from '../base/decimals';
import { minuteMs, secondMs } from '../base/instants';
import type { Policy } from '../tokens/policy/policy';
import { btc, wishOf } from '../tokens/ledger/ledger.fixture';
import type { Adapter, OrderState, RawRequest } from './adapters/adapter';
import { brokerWorldOf, resting } from './engine.fixture';
import { createKeeper } from './keeper';

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

const open: OrderState & { state: 'open' } = { state: 'open', orderId: '7', filled: Decimal.zero };
const idIn = ({ query }: RawRequest) => new URLSearchParams(query ?? '').get('origClientOrderId') ?? '';
const unheard = { status: 400, json: { code: -2013, msg: 'Order does not exist.' } };

async function keeping(policy: Partial<Policy> = {}, change: (adapter: Adapter) => Adapter = (adapter) => adapter) {
  const world = await brokerWorldOf(policy);
  const { parts, ledger, grant } = world;
  const keeper = createKeeper({ ...parts, outsideOf: () => world.outside, adapterOf: () => change(parts.adapterOf()) });
  closing.push(async () => {
    await keeper.close();
    await world.close();
  });
  return {
    ...{ ...world, keeper },
    /** An order as a request left it. */
    placed: async (clientId: string, said: Parameters<typeof ledger.settle>[1] = { state: 'unknown' }) => {
      await ledger.reserve(wishOf(clientId, '100', { token: grant.id }));
      await ledger.settle({ token: grant.id, clientId }, said);
    },
    stateOf: (clientId: string) => ledger.order(grant.id, { market: null, orderId: null, clientId })?.state,
    /** So many rounds, a second apart. */
    rounds: async (count: number) => {
      for (let n = 0; n < count; n += 1) {
        await keeper.tick();
        await world.pass(secondMs);
      }
    },
  };
}

describe('an order of which nobody knows', () => {
  it('has its turn although many rest', async () => {
    const { placed, rounds, state, sent } = await keeping();
    for (let n = 0; n < 40; n += 1) await placed(`rests-${n}`, { ...open, orderId: String(n + 100) });
    await placed('unknown');
    state.answer = async (request) => resting(idIn(request), 7);
    await rounds(1);
    expect(sent.map(idIn)).toStrictEqual(['unknown']);
  });

  it('is given up after two minutes of asking, and not because the clock was set forward', async () => {
    const { placed, rounds, state, stateOf, parts } = await keeping();
    await placed('lost');
    state.answer = async () => unheard;
    parts.clock.now = () => '2030-01-01T00:00:00.000Z' as ReturnType<typeof parts.clock.now>;
    await rounds(100);
    expect(stateOf('lost')).toBe('unknown');
    await rounds(120);
    expect(stateOf('lost')).toBe('rejected');
  });

  it('is asked for anew for as long, where it was found in between or its id is used again', async () => {
    const { placed, rounds, state, stateOf, ledger, grant, pass } = await keeping();
    const key = { token: grant.id, clientId: 'again' };
    await placed('again');
    state.answer = async () => unheard;
    await rounds(2);
    await ledger.settle(key, { state: 'rejected' });
    await rounds(1);
    await pass(25 * 60 * minuteMs);
    await placed('again');
    await rounds(3);
    expect(stateOf('again')).toBe('unknown');
  });

  it('is not asked for on a way that its key goes no more', async () => {
    const { placed, rounds, state, sent, parts, outside, stateOf, ledger, grant } = await keeping();
    const ways = [outside];
    const keeper = createKeeper({ ...parts, outsideOf: () => ways[0] ?? outside });
    closing.unshift(() => keeper.close());
    await placed('waits');
    const { realKey } = state;
    state.realKey = async () => {
      ways[0] = { ...outside };
      return realKey();
    };
    await keeper.tick();
    expect([sent.length, stateOf('waits'), ledger.usage(grant.id).open('USDT')?.toString()]).toStrictEqual([
      ...[0, 'unknown', '100'],
    ]);
    state.realKey = realKey;
    state.answer = async (request) => resting(idIn(request), 7);
    await rounds(3);
    expect(stateOf('waits')).toBe('open');
  });

  it('leaves all of it reserved while an exchange cannot be reached', async () => {
    const { placed, rounds, state, stateOf, ledger, grant } = await keeping();
    await placed('silent');
    state.answer = () => Promise.reject(new Error('kh-test'));
    await rounds(200);
    expect(stateOf('silent')).toBe('unknown');
    expect(ledger.usage(grant.id).open('USDT')?.toString()).toBe('100');
  });
});

describe('an order that stood and is not known any more', () => {
  it.each(['buy', 'sell'] as const)('as a %s keeps its budget, and frees nothing to be sold', async (side) => {
    const { placed, rounds, state, stateOf, ledger, grant } = await keeping();
    await placed('bought', { state: 'done', orderId: '6', filled: Decimal.of('1') });
    await ledger.reserve(wishOf('lost', '100', { token: grant.id, side }));
    await ledger.settle({ token: grant.id, clientId: 'lost' }, { ...open, filled: Decimal.of('0.25') });
    state.answer = async () => unheard;
    await rounds(200);
    const usage = ledger.usage(grant.id);
    expect(stateOf('lost')).toBe('done');
    expect(usage.placed24h('USDT')?.toString()).toBe('200');
    // Of a buy only what was seen to be filled was bought; a sell may have sold all of it.
    expect(usage.netBought(btc).toString()).toBe(side === 'buy' ? '1.25' : '0');
  });
});

describe('what an ended token left', () => {
  it('is cancelled and counted once, whoever looks, and not again in a later report', async () => {
    const { placed, keeper, state, grant } = await keeping({ onEnd: 'cancel' });
    await placed('left', open);
    state.standing = { state: 'revoked' };
    state.answer = async () => resting('left', 7, { status: 'CANCELED' });
    const [, , report] = await Promise.all([keeper.tick(), keeper.tick(), keeper.end(grant.id, secondMs)]);
    expect(report).toStrictEqual({ cancelled: 1, kept: 0, unknown: 0 });
    expect(await keeper.end(grant.id, secondMs)).toStrictEqual({ cancelled: 0, kept: 0, unknown: 0 });
  });
});

describe('closing', () => {
  it('does not wait for an exchange that never answers', async () => {
    const { placed, keeper, state, stateOf, sent } = await keeping();
    await placed('hangs');
    state.answer = () => new Promise(() => undefined);
    const round = keeper.tick();
    await expect.poll(() => sent.length).toBe(1);
    await keeper.close();
    await round;
    expect(stateOf('hangs')).toBe('unknown');
  });
});

describe('an order that was triggered', () => {
  /** An exchange on which order 7 became 8 and 9. */
  const triggered = (adapter: Adapter): Adapter => ({
    ...adapter,
    own: {
      ...adapter.own,
      readOrder: (answer, ref) =>
        ref.orderId === '8' || ref.orderId === '9'
          ? adapter.own.readOrder(answer, ref)
          : { state: 'became', orderId: '7', orders: ['8', '9'] },
    },
  });
  const numberIn = ({ query }: RawRequest) => new URLSearchParams(query ?? '').get('orderId') ?? '';

  it('is over when all that it became is over, with what these filled', async () => {
    const { placed, rounds, state, ledger, grant } = await keeping({}, triggered);
    await placed('stop', open);
    state.answer = async (request) => resting('', Number(numberIn(request) || 7), { executedQty: '0.2' });
    await rounds(1);
    const order = () => ledger.order(grant.id, { market: null, orderId: null, clientId: 'stop' });
    expect(order()).toMatchObject({ state: 'open', orderId: '7', became: ['8', '9'], filled: Decimal.of('0.4') });
    expect(ledger.usage(grant.id).owns({ market: null, orderId: '9', clientId: null })).toBe(true);
    state.answer = async (request) =>
      resting('', Number(numberIn(request)), { executedQty: '0.25', status: 'CANCELED' });
    await rounds(25);
    expect(order()).toMatchObject({ state: 'done', filled: Decimal.of('0.50') });
  });

  it('stays reserved whole while one of them is not known, and is never taken for one that did not come to stand', async () => {
    const { placed, rounds, state, stateOf, ledger, grant } = await keeping({}, triggered);
    await placed('stop');
    const filled = { executedQty: '0.5', status: 'FILLED' };
    state.answer = async (request) =>
      numberIn(request) === '9' ? { status: 503, json: {} } : resting('', Number(numberIn(request) || 7), filled);
    await rounds(30);
    expect([stateOf('stop'), ledger.usage(grant.id).open('USDT')?.toString()]).toStrictEqual(['open', '100']);
    state.answer = async (request) => (numberIn(request) === '9' ? unheard : resting('', 8, filled));
    await rounds(300);
    expect([stateOf('stop'), ledger.usage(grant.id).placed24h('USDT')?.toString()]).toStrictEqual(['done', '100']);
  });

  it('is asked once more when all known parts are over and do not fill it: a part that is named later counts too', async () => {
    let named = ['8'];
    const late = (adapter: Adapter): Adapter => ({
      ...adapter,
      own: {
        ...adapter.own,
        readOrder: (answer, ref) =>
          ref.orderId === '8' || ref.orderId === '9'
            ? adapter.own.readOrder(answer, ref)
            : { state: 'became', orderId: '7', orders: named },
      },
    });
    const { placed, rounds, state, ledger, grant } = await keeping({}, late);
    await placed('stop', open);
    const order = () => ledger.order(grant.id, { market: null, orderId: null, clientId: 'stop' });
    const parts: Record<string, object> = { 8: { executedQty: '0.4' }, 9: { executedQty: '0.1' } };
    state.answer = async (request) => resting('', Number(numberIn(request) || 7), parts[numberIn(request)]);
    await rounds(1);
    expect(order()).toMatchObject({ state: 'open', became: ['8'] });
    named = ['9'];
    parts[8] = { executedQty: '0.4', status: 'FILLED' };
    await rounds(25);
    expect(order()).toMatchObject({ state: 'open', became: ['8', '9'], filled: Decimal.of('0.5') });
    parts[9] = { executedQty: '0.6', status: 'FILLED' };
    await rounds(25);
    expect(order()).toMatchObject({ state: 'done', filled: Decimal.of('1') });
  });

  it('stays open while the exchange says that it still waits, although all that it became is over', async () => {
    let over = false;
    const live = (adapter: Adapter): Adapter => ({
      ...adapter,
      own: {
        ...adapter.own,
        readOrder: (answer, ref) =>
          ref.orderId === '8'
            ? adapter.own.readOrder(answer, ref)
            : { state: over ? 'done' : 'open', orderId: '7', filled: Decimal.zero },
      },
    });
    const { placed, rounds, state, stateOf, ledger, grant } = await keeping({}, live);
    await placed('stop', { ...open, became: ['8'] });
    state.answer = async (request) => resting('', Number(numberIn(request)), { executedQty: '0.5', status: 'FILLED' });
    await rounds(25);
    expect([stateOf('stop'), ledger.usage(grant.id).open('USDT')?.toString()]).toStrictEqual(['open', '50']);
    over = true;
    await rounds(25);
    expect([stateOf('stop'), ledger.usage(grant.id).open('USDT')?.toString()]).toStrictEqual(['done', '0']);
  });

  it('has all that it became cancelled where its token is over', async () => {
    const { placed, keeper, state, grant, sent } = await keeping({ onEnd: 'cancel' }, triggered);
    await placed('stop', { ...open, became: ['8', '9'] });
    state.standing = { state: 'frozen' };
    state.answer = async (request) => resting('', Number(numberIn(request)), { status: 'CANCELED' });
    expect(await keeper.end(grant.id, secondMs)).toStrictEqual({ cancelled: 1, kept: 0, unknown: 0 });
    // Both are over and filled nothing: whether there is a third is asked.
    expect(sent.map((request) => `${request.method} ${numberIn(request)}`)).toStrictEqual([
      'DELETE 8',
      'DELETE 9',
      'GET 7',
    ]);
  });
});
