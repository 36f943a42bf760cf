import { afterEach, describe, expect, it } from 'vitest';
import { Decimal } from '../base/decimals';
import { wishOf } from '../tokens/ledger/ledger.fixture';
import type { Adapter } from './adapters/adapter';
import { EgressTrouble } from './channel';
import { engineOf, limitBuy, resting } from './engine.fixture';

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

async function engine(...words: Parameters<typeof engineOf>) {
  const made = await engineOf(...words);
  closing.push(() => made.close());
  return made;
}

const reducing = { symbol: 'BTCUSDT', side: 'SELL', type: 'MARKET', quantity: '1', reduceOnly: 'true' } as const;
const everyType = { types: ['limit', 'market'] as const, symbols: 'any' as const };

describe('an order that only closes', () => {
  it('uses no budget, and leaves the budget known for the next one', async () => {
    const { ask, state, ledger, grant } = await engine({ ...everyType, types: ['limit', 'market'] });
    state.answer = async ({ query }) => resting(new URLSearchParams(query ?? '').get('newClientOrderId') ?? '', 7);
    expect((await ask('POST', '/fapi/v1/order', { ...reducing, newClientOrderId: 'kh-test-1' })).status).toBe(200);
    expect(ledger.usage(grant.id).placed24h('USDT')?.toString()).toBe('0');
    expect((await ask('POST', '/fapi/v1/order', { ...reducing, newClientOrderId: 'kh-test-2' })).said).toContain('NEW');
    expect((await ask('POST', '/api/v3/order', limitBuy)).status).toBe(200);
  });
});

describe('an order of somebody else', () => {
  const named = (query: string | null) => new URLSearchParams(query ?? '').get('newClientOrderId') ?? '';
  const bot = { allow: ['trade.create', 'trade.cancel', 'read.account', 'read.history'] } as const;

  it('does not become a token’s own by being read while one with the same id is on its way', async () => {
    const { ask, state, ledger, grant } = await engine({ allow: [...bot.allow] });
    let refuse = (): void => undefined;
    state.answer = async ({ method }) => {
      if (method === 'GET') return resting('their-order', 99);
      if (method === 'DELETE') return resting('their-order', 99, { status: 'CANCELED' });
      await new Promise<void>((resolve) => (refuse = resolve));
      return { status: 400, json: { code: -2010, msg: 'Duplicate order sent.' } };
    };
    const placing = ask('POST', '/api/v3/order', { ...limitBuy, newClientOrderId: 'their-order' });
    await expect.poll(() => ledger.unsettled(grant.id).length).toBe(1);
    expect((await ask('GET', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: 'their-order' })).status).toBe(
      200,
    );
    const cancel = () => ask('DELETE', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: 'their-order' });
    expect((await cancel()).said).toContain('own-orders');
    await expect.poll(() => refuse()).toBeUndefined();
    await placing;
    expect(ledger.unsettled(grant.id)).toStrictEqual([]);
    expect((await cancel()).said).toContain('own-orders');
  });

  it('gives back nothing of the budget when an older one of the same id is read meanwhile', async () => {
    const { ask, state, ledger, grant, sent } = await engine({ allow: [...bot.allow] });
    let accept = (): void => undefined;
    state.answer = async ({ method, query }) => {
      if (method === 'GET') return { json: [resting('used-before', 5, { status: 'CANCELED' }).json] };
      await new Promise<void>((resolve) => (accept = resolve));
      return resting(named(query), 6);
    };
    const placing = ask('POST', '/api/v3/order', { ...limitBuy, newClientOrderId: 'used-before' });
    await expect.poll(() => sent.length).toBe(1);
    await ask('GET', '/api/v3/allOrders', { symbol: 'BTCUSDT' });
    accept();
    await placing;
    expect(ledger.usage(grant.id).open('USDT')?.toString()).toBe('101');
    expect(ledger.unsettled(grant.id)).toMatchObject([{ state: 'open', orderId: '6' }]);
  });
});

describe('a part of a triggered order that a client reads', () => {
  it('is the token’s own at once where another part is known, and asked for where it is the first', async () => {
    const allow = ['read.account', 'read.history'] as const;
    const told: ReturnType<Adapter['told']> = ['first', 'second'].map((clientId) => ({
      clientId,
      state: { state: 'became', orderId: '7', orders: ['9'] },
    }));
    const { ask, asked, ledger, grant } = await engine({ allow: [...allow] }, { told: () => told });
    for (const [clientId, became] of Object.entries({ first: [], second: ['8'] })) {
      await ledger.reserve(wishOf(clientId, '10', { token: grant.id }));
      const stands = { state: 'open', orderId: '7', filled: Decimal.zero, became } as const;
      await ledger.settle({ token: grant.id, clientId }, stands);
    }
    await ask('GET', '/api/v3/openOrders', { symbol: 'BTCUSDT' });
    const became = ledger.unsettled(grant.id).map((order) => order.became);
    expect([became, asked]).toStrictEqual([[[], ['8', '9']], ['first']]);
  });
});

describe('an order of which nothing was sent', () => {
  it('reserves nothing, and says why, where the exchange asks to be left alone', async () => {
    const { ask, state, ledger, grant, pauses, sent } = await engine();
    state.answer = async () => resting('kh-test-1', 1);
    await ask('POST', '/api/v3/order', { ...limitBuy, newClientOrderId: 'kh-test-1' });
    pauses.heed('api.binance.com', 429, '30');
    const said = await ask('POST', '/api/v3/order', { ...limitBuy, newClientOrderId: 'kh-test-2' });
    expect(said).toMatchObject({ status: 429, said: expect.stringContaining('left alone for 30 s') as string });
    expect(ledger.unsettled(grant.id)).toMatchObject([{ clientId: 'kh-test-1' }]);
    expect(sent).toHaveLength(1);
  });

  it('reserves nothing where the key cannot be had', async () => {
    const { ask, state, ledger, grant, sent } = await engine();
    state.realKey = () => Promise.reject(Object.assign(new Error('vault.locked'), { code: 'vault.locked' }));
    expect((await ask('POST', '/api/v3/order', limitBuy)).said).toContain('the vault is locked');
    expect([ledger.unsettled(grant.id), sent]).toStrictEqual([[], []]);
    expect(ledger.usage(grant.id).open('USDT')?.toString()).toBe('0');
  });

  it.each([
    ['frozen', { state: 'frozen' }, 'frozen'],
    ['paused', { state: 'closing', why: 'paused' }, 'closing only'],
  ] as const)('stays unsent where the token is %s while the key is fetched', async (_, standing, why) => {
    const { ask, state, ledger, grant, sent } = await engine();
    const { realKey } = state;
    state.realKey = async () => {
      state.standing = standing;
      return realKey();
    };
    expect((await ask('POST', '/api/v3/order', limitBuy)).said).toContain(why);
    expect([ledger.unsettled(grant.id), sent]).toStrictEqual([[], []]);
  });

  it.each([
    ['its key was made anew', { renewed: { phantomKey: 'khTestRenewed' } }, 401],
    ['its key goes another way', { isWay: false }, 503],
  ])('stays unsent where %s while it waited, and so does a read', async (_, change, status) => {
    const { ask, state, sent, ledger, grant } = await engine({ allow: ['trade.create', 'read.account'] });
    const { realKey } = state;
    state.realKey = async () => {
      Object.assign(state, change);
      return realKey();
    };
    expect(await ask('POST', '/api/v3/order', limitBuy)).toMatchObject({ status });
    expect([sent.length, ledger.unsettled(grant.id).length]).toStrictEqual([0, 0]);
    Object.assign(state, { renewed: {}, isWay: true });
    expect(await ask('GET', '/api/v3/account')).toMatchObject({ status });
    expect(sent).toStrictEqual([]);
  });

  it('stays unsent where the token is gone meanwhile', async () => {
    const { ask, state, sent } = await engine();
    const { realKey } = state;
    state.realKey = async () => {
      state.gone = true;
      return realKey();
    };
    expect((await ask('POST', '/api/v3/order', limitBuy)).said).toContain('ended');
    expect(sent).toStrictEqual([]);
  });
});

describe('an edit of an order that rests, on a disk that takes nothing any more', () => {
  const edit = { symbol: 'BTCUSDT', side: 'BUY', quantity: '1', price: '101', orderId: '7' } as const;
  async function resting7() {
    const made = await engine({ allow: ['trade.create', 'trade.edit'], symbols: 'any' });
    made.state.answer = async ({ query }) => resting(new URLSearchParams(query ?? '').get('newClientOrderId') ?? '', 7);
    expect((await made.ask('POST', '/fapi/v1/order', limitBuy)).status).toBe(200);
    const other = { token: made.grant.id, clientId: 'other' };
    await made.ledger.reserve(wishOf('other', '1', { token: made.grant.id }));
    return {
      ...made,
      /** The disk is full just when the answer to another order is to be written. */
      fill: () => {
        made.faults.write = true;
        made.ledger.heard(other, { state: 'rejected' });
      },
    };
  }

  it('is not called unsent where it went out and was not answered', async () => {
    const { ask, state, faults, fill, sent } = await resting7();
    state.answer = () => {
      fill();
      return Promise.reject(new EgressTrouble('cut', true));
    };
    const { said } = await ask('PUT', '/fapi/v1/order', edit);
    expect(sent).toHaveLength(2);
    expect(said).toContain('not known yet');
    expect(said).not.toContain('nothing was sent');
    faults.write = false;
  });

  it('is answered as the exchange answered it', async () => {
    const { ask, state, faults, fill } = await resting7();
    state.answer = async () => {
      fill();
      return resting('another', 7, { price: '101' });
    };
    expect(await ask('PUT', '/fapi/v1/order', edit)).toMatchObject({ status: 200, json: { price: '101' } });
    faults.write = false;
  });

  it('says why it was not sent where it was not', async () => {
    const { ask, state, faults, fill, sent } = await resting7();
    state.answer = () => {
      fill();
      return Promise.reject(new EgressTrouble('tls', false));
    };
    expect((await ask('PUT', '/fapi/v1/order', edit)).said).toContain('could not prove who it is; nothing was sent');
    expect(sent).toHaveLength(2);
    faults.write = false;
  });
});

describe('a rate', () => {
  it('counts every order of a batch', async () => {
    const rates = [{ class: 'trade.create' as const, count: 6, perMs: 60_000 }];
    const { ask, state } = await engine({ ...everyType, types: ['market'], rates });
    const order = (id: string) => ({ ...reducing, newClientOrderId: id });
    const batch = (ids: readonly string[]) =>
      ask('POST', '/fapi/v1/batchOrders', { batchOrders: JSON.stringify(ids.map(order)) });
    state.answer = async () => ({ json: ['a', 'b', 'c', 'd', 'e'].map((id, at) => resting(id, at + 1).json) });
    expect((await batch(['a', 'b', 'c', 'd', 'e'])).status).toBe(200);
    expect((await batch(['f', 'g'])).said).toContain('rate trade.create 6/1m');
  });
});

describe('cancelling what others placed', () => {
  it('goes on a market of the policy, also where nothing was placed on it before', async () => {
    const { ask, sent } = await engine({ allow: ['trade.cancel.any'] });
    expect((await ask('DELETE', '/api/v3/openOrders', { symbol: 'BTCUSDT' })).status).toBe(200);
    expect((await ask('DELETE', '/api/v3/openOrders', { symbol: 'ETHUSDT' })).said).toContain('symbols');
    expect(sent).toHaveLength(1);
  });
});

describe('cancels that binance’s clients sign with one signature', () => {
  const spot = 'https://api.binance.com/api/v3/openOrders';
  const swap = 'https://fapi.binance.com/fapi/v1/allOpenOrders';

  it('are each sent and answered on their own where they go to different places', async () => {
    const { signed, sent, state } = await engine({ allow: ['trade.cancel.any'], symbols: 'any' });
    state.answer = async ({ path }) => ({ json: [{ path }] });
    const cancel = signed('DELETE', { symbol: 'BTCUSDT' });
    const answers = await Promise.all([cancel(spot), cancel(swap)]);
    expect(answers).toMatchObject([
      { status: 200, json: [{ path: '/api/v3/openOrders' }] },
      { status: 200, json: [{ path: '/fapi/v1/allOpenOrders' }] },
    ]);
    expect(sent.map(({ path }) => path).sort()).toStrictEqual(['/api/v3/openOrders', '/fapi/v1/allOpenOrders']);
  });

  it('are sent once where they go to the same place, by whatever name of it', async () => {
    const { signed, sent, state } = await engine({ allow: ['trade.cancel.any'] });
    state.answer = async () => ({ json: [] });
    const cancel = signed('DELETE', { symbol: 'BTCUSDT' });
    for (const where of [spot, spot, spot.replace('api.', 'api1.')])
      expect(await cancel(where)).toMatchObject({ status: 200, json: [] });
    expect(sent).toHaveLength(1);
  });
});

describe('an order that comes once more', () => {
  it('is refused under every name of the same exchange', async () => {
    const { signed, sent, state } = await engine();
    state.answer = async () => resting('kh-test-1', 1);
    const place = signed('POST', limitBuy);
    const where = 'https://api.binance.com/api/v3/order';
    expect(await place(where)).toMatchObject({ status: 200 });
    for (const again of [where, where.replace('api.', 'api2.')])
      expect((await place(again)).said).toContain('this signed request was sent before');
    expect(sent).toHaveLength(1);
  });
});

describe('an order after which something goes wrong on this side', () => {
  const broken = (): never => {
    throw new Error('broken');
  };
  const named = ({ query }: { query: string | null }) =>
    resting(new URLSearchParams(query ?? '').get('newClientOrderId') ?? '', 7);

  it('stays reserved, and is not called unsent, where its answer cannot be looked at', async () => {
    const { ask, state, sent, ledger, grant } = await engine({}, { saysKeyGone: broken });
    state.answer = async (request) => named(request);
    const { status, said } = await ask('POST', '/api/v3/order', limitBuy);
    expect([status, sent.length]).toStrictEqual([503, 1]);
    expect(said).toContain('what became of it is not known yet');
    expect(said).not.toContain('nothing was sent');
    expect(ledger.usage(grant.id).open('USDT')?.toString()).toBe('101');
    expect(ledger.unsettled(grant.id)).toMatchObject([{ state: 'unknown' }]);
  });

  it('is answered as the exchange answered it where only more could not be learnt from that', async () => {
    const { ask, state, ledger, grant } = await engine({}, { told: broken });
    state.answer = async (request) => named(request);
    expect(await ask('POST', '/api/v3/order', limitBuy)).toMatchObject({ status: 200, json: { orderId: 7 } });
    expect(ledger.unsettled(grant.id)).toMatchObject([{ state: 'open', orderId: '7' }]);
  });

  it('shows nothing of an answer where nobody can tell what of it may be shown', async () => {
    const { ask, state } = await engine({ allow: ['trade.create'] }, { blank: broken });
    state.answer = async () => ({ json: { free: '12345' } });
    const { status, said } = await ask('GET', '/sapi/v1/capital/config/getall');
    expect(status).toBe(503);
    expect(said).not.toMatch(/12345|nothing was sent/);
  });
});

describe('a Connection header', () => {
  const cancelWith = async (connection: string) => {
    const { signed, sent, state } = await engine({ allow: ['trade.cancel.any'] });
    state.answer = async () => ({ json: [] });
    const cancel = signed('DELETE', { symbol: 'BTCUSDT' }, [['connection', connection]]);
    const { status, said } = await cancel('/api/v3/openOrders');
    return { status, said, sent: sent.length };
  };

  it.each(['x-simulated-trading', 'keep-alive, Content-Type', 'close,x-mbx-apikey'])(
    'that would drop a header which decides is refused: %s',
    async (connection) => {
      expect(await cancelWith(connection)).toMatchObject({ status: 400, sent: 0 });
    },
  );

  it.each(['keep-alive', 'close', 'Upgrade, HTTP2-Settings', 'keep-alive, TE'])(
    'of clients is taken: %s',
    async (one) => {
      expect(await cancelWith(one)).toMatchObject({ status: 200, sent: 1 });
    },
  );
});
