import ccxt, { type Order, type okx } from 'ccxt';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '../../../tokens/actions';
import type { Incoming, RefusalKind, WholeAnswer } from '../adapter';
import { exampleKey, instruments } from './examples';
import { okxAdapter } from './okx';

const prefix = '/x/https://www.okx.com';
const phantom = exampleKey('phantom');
const limit = { instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit' };

/** A broker that proves and reads what a real client sends over a real connection, and answers what it is told to. */
let server: Server;
let client: okx;
let heard: { request: Incoming; action: Action | string }[] = [];
let reply: (request: Incoming) => WholeAnswer;

const accepted: WholeAnswer = {
  status: 200,
  body: Buffer.from(JSON.stringify({ code: '0', data: [{ ordId: '7', clOrdId: '', sCode: '0', sMsg: '' }], msg: '' })),
};

async function incoming(message: IncomingMessage): Promise<Incoming> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  const seenTarget = message.url ?? '';
  const [path = '', query = null] = seenTarget.slice(prefix.length).split('?');
  const names = message.rawHeaders.filter((_, index) => index % 2 === 0);
  const headers = names.map((name, index) => [name.toLowerCase(), message.rawHeaders[2 * index + 1] ?? ''] as const);
  return {
    method: message.method ?? '',
    host: 'www.okx.com',
    path,
    query,
    headers,
    body: Buffer.concat(pieces),
    seenTarget,
  };
}

beforeAll(async () => {
  server = createServer((message, response) => {
    void incoming(message).then((request) => {
      const verified = okxAdapter.verify(request, phantom.key);
      const read = okxAdapter.read(request, 'exchange');
      const action = read.ok ? read.understood.action : `${read.why}: ${read.reason}`;
      heard.push({ request, action: verified.ok ? action : `not proven: ${verified.why}` });
      const { status, body } = reply(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

beforeEach(() => {
  heard = [];
  reply = () => accepted;
  const { port } = server.address() as AddressInfo;
  client = new ccxt.okx({
    apiKey: phantom.key.apiKey,
    secret: phantom.secret,
    password: phantom.key.passphrase ?? '',
    enableRateLimit: false,
    urls: { api: { rest: `http://127.0.0.1:${port}${prefix}` } },
  });
  const { spot, linear, inverse, future } = instruments;
  client.setMarkets([spot, linear, inverse, future].map((row) => client.parseMarket(row)));
});

async function actionOf(call: Promise<unknown>): Promise<Action | string | undefined> {
  await call;
  return heard.at(-1)?.action;
}

const spotOf = (order: object) => ({
  kind: 'place',
  orders: [{ market: { venue: 'spot', id: 'BTC-USDT' }, ...order }],
});

describe('an unmodified ccxt program', () => {
  it('places limit and market orders that are read as it meant them', async () => {
    expect(await actionOf(client.createOrder('BTC/USDT', 'limit', 'buy', 0.5, 50_000))).toMatchObject(
      spotOf({ side: 'buy', type: 'limit', quoteAmount: null }),
    );
    expect(String(orderHeard().amount)).toBe('0.5');
    expect(String(orderHeard().price)).toBe('50000');
    expect(orderHeard().clientId).toMatch(/^[A-Za-z0-9]{32}$/);
    await client.createOrder('BTC/USDT', 'market', 'buy', 0.5);
    expect([orderHeard().type, String(orderHeard().amount), orderHeard().quoteAmount]).toStrictEqual([
      'market',
      '0.5',
      null,
    ]);
    await client.createMarketBuyOrderWithCost('BTC/USDT', 100);
    expect([orderHeard().amount, String(orderHeard().quoteAmount)]).toStrictEqual([null, '100']);
    await client.createOrder('BTC/USDT', 'limit', 'sell', 0.5, 50_000, { postOnly: true, clientOrderId: 'mine1' });
    expect(orderHeard()).toMatchObject({ side: 'sell', type: 'postOnly', clientId: 'mine1' });
  });

  it('trades swaps and futures', async () => {
    await client.createOrder('BTC/USDT:USDT', 'market', 'sell', 3, undefined, { reduceOnly: true });
    expect(orderHeard()).toMatchObject({ market: { venue: 'swap', id: 'BTC-USDT-SWAP' }, reduceOnly: true });
    await client.createOrder('BTC/USD:BTC-261225', 'limit', 'buy', 3, 50_000, { hedged: true });
    expect(orderHeard()).toMatchObject({ market: { venue: 'futures', id: 'BTC-USD-261225' }, reduceOnly: false });
    await client.createOrder('BTC/USD:BTC', 'limit', 'buy', 3, 50_000, { hedged: true, reduceOnly: true });
    expect(orderHeard()).toMatchObject({ market: { venue: 'swap', id: 'BTC-USD-SWAP' }, reduceOnly: true });
  });

  it('places several at once, changes, cancels, closes and sets leverage', async () => {
    const order = { symbol: 'BTC/USDT', type: 'limit', side: 'buy', amount: 1, price: 2 } as const;
    expect(await actionOf(client.createOrders([order, order]))).toMatchObject({ kind: 'place', orders: [{}, {}] });
    expect(await actionOf(client.editOrder('7', 'BTC/USDT', 'limit', 'sell', 2, 3))).toMatchObject({
      kind: 'edit',
      edits: [{ target: { orderId: '7' }, inPlace: true }],
    });
    const byClientId = client.editOrder('7', 'BTC/USDT', 'limit', 'sell', 2, 3, { clientOrderId: 'mine1' });
    expect(await actionOf(byClientId)).toMatchObject({ edits: [{ target: { orderId: null, clientId: 'mine1' } }] });
    expect(await actionOf(client.cancelOrder('7', 'BTC/USDT'))).toMatchObject({
      kind: 'cancel',
      targets: [{ orderId: '7' }],
    });
    expect(await actionOf(client.cancelOrders(['7', '8'], 'BTC/USDT'))).toMatchObject({
      targets: [{ orderId: '7' }, { orderId: '8' }],
    });
    expect(await actionOf(client.closePosition('BTC/USDT:USDT', 'buy'))).toMatchObject({
      orders: [{ side: 'sell', reduceOnly: true }],
    });
    expect(await actionOf(client.setLeverage(5, 'BTC/USDT:USDT'))).toMatchObject({ kind: 'margin' });
  });

  it('reads its account', async () => {
    reply = () => ({ status: 200, body: Buffer.from('{"code":"0","data":[],"msg":""}') });
    await client.fetchCurrencies();
    await client.fetchOpenOrders('BTC/USDT');
    await client.fetchClosedOrders('BTC/USDT');
    await client.fetchMyTrades('BTC/USDT');
    await client.fetchPositions();
    await client.fetchLedger();
    expect(heard.map(({ action }) => action)).toStrictEqual(heard.map(() => ({ kind: 'read' })));
    expect(heard).toHaveLength(6);
  });

  it('places, changes and cancels stops', async () => {
    await client.createOrder('BTC/USDT', 'limit', 'sell', 1, 50_000, { triggerPrice: 51_000 });
    expect(orderHeard()).toMatchObject({ market: { venue: 'spot' }, type: 'stopLimit', side: 'sell', clientId: null });
    await client.createOrder('BTC/USDT:USDT', 'market', 'sell', 1, undefined, {
      stopLossPrice: 40_000,
      reduceOnly: true,
    });
    expect(orderHeard()).toMatchObject({ type: 'stop', price: null, reduceOnly: true });
    await client.createOrder('BTC/USDT', 'market', 'sell', 1, undefined, { takeProfitPrice: 70_000, tdMode: 'cash' });
    expect(orderHeard()).toMatchObject({ market: { venue: 'spot' }, type: 'stop', triggerPrice: {} });
    const both = { takeProfitPrice: 70_000, stopLossPrice: 40_000 };
    await client.createOrder('BTC/USDT:USDT', 'oco', 'sell', 1, undefined, both);
    expect(orderHeard()).toMatchObject({ type: 'stop', otherwise: { type: 'stop' } });
    const amended = { stopLossPrice: 41_000, newSlOrdPx: 40_900 };
    expect(
      await actionOf(client.editOrder('7', 'BTC/USDT:USDT', 'conditional', 'sell', undefined, undefined, amended)),
    ).toMatchObject({ kind: 'edit', edits: [{ target: { orderId: 'algo:7' }, order: { type: 'stopLimit' } }] });
    expect(await actionOf(client.cancelOrder('7', 'BTC/USDT', { trigger: true }))).toMatchObject({
      kind: 'cancel',
      targets: [{ orderId: 'algo:7' }],
    });
  });

  it.each([
    ['a trailing stop', { trailingPercent: 1 }, /^unknown-parameter: .*not served/],
    ['an attached stop', { stopLoss: { triggerPrice: 40_000 } }, /^unknown-parameter: .*not served/],
    ['a stop loss that would borrow', { stopLossPrice: 40_000 }, /^never-granted: .*tdMode cash/],
  ])('is refused %s', async (_, params, reason) => {
    await client.createOrder('BTC/USDT', 'limit', 'sell', 1, 50_000, params);
    expect(heard.at(-1)?.action).toMatch(reason);
  });
});

function orderHeard() {
  const action = heard.at(-1)?.action;
  const order = typeof action === 'object' && action.kind === 'place' ? action.orders[0] : undefined;
  if (order === undefined) throw new Error(`no order: ${typeof action === 'string' ? action : 'nothing'}`);
  return order;
}

describe('a refusal', () => {
  const kinds = {
    auth: ccxt.AuthenticationError,
    permission: ccxt.PermissionDenied,
    order: ccxt.InvalidOrder,
    rate: ccxt.RateLimitExceeded,
    timestamp: ccxt.InvalidNonce,
    badRequest: ccxt.BadRequest,
    unavailable: ccxt.ExchangeNotAvailable,
    notFound: ccxt.OrderNotFound,
  } as const satisfies Record<RefusalKind, unknown>;
  const calls = {
    order: () => client.createOrder('BTC/USDT', 'limit', 'buy', 1, 2),
    edit: () => client.editOrder('7', 'BTC/USDT', 'limit', 'buy', 1, 2),
    cancel: () => client.cancelOrder('7', 'BTC/USDT'),
    stop: () => client.createOrder('BTC/USDT', 'limit', 'buy', 1, 2, { triggerPrice: 3 }),
    cancelStop: () => client.cancelOrder('7', 'BTC/USDT', { trigger: true }),
    leverage: () => client.setLeverage(5, 'BTC/USDT:USDT'),
    balance: () => client.fetchBalance(),
  } as const satisfies Record<string, () => Promise<Order | object>>;

  it.each(
    (Object.keys(kinds) as RefusalKind[]).flatMap((kind) =>
      (Object.keys(calls) as (keyof typeof calls)[]).map((call) => [kind, call] as const),
    ),
  )('of kind %s is raised by ccxt as what it is, with the reason, on %s', async (kind, call) => {
    const text = 'keyhaven: max-order 250 USDT';
    reply = (request) => okxAdapter.refusal(kind, text, request);
    const error: unknown = await calls[call]().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kinds[kind]);
    expect((error as Error).constructor).toBe(kinds[kind]);
    expect((error as Error).message).toContain(text);
  });

  it('of an order has its reason where programs look: in the item', () => {
    const request = {
      method: 'POST',
      host: '',
      path: '/api/v5/trade/order',
      query: null,
      headers: [],
      body: Buffer.from(JSON.stringify(limit)),
    };
    const { body } = okxAdapter.refusal('order', 'keyhaven: "side" sell', request);
    expect(JSON.parse(body.toString())).toStrictEqual({
      code: '1',
      data: [{ clOrdId: '', ordId: '', sCode: '51005', sMsg: 'keyhaven: "side" sell', tag: '' }],
      msg: 'keyhaven: "side" sell',
    });
  });
});
