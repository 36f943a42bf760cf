import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, callBinance, cleanUp, openSite, type Key, type Reply, type Site } from '../../testkit';

afterEach(cleanUp);

const rights = { enableReading: true, enableSpotAndMarginTrading: true, enableFutures: true };
const limit = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.001', price: '50000' };

let site: Site;
let key: Key;
beforeEach(async () => {
  site = await openSite();
  key = await site.makeKey({ style: 'binance', label: 'kh-test', rights });
});

const call = (method: string, path: string, values: Record<string, string> = {}, by = key): Promise<Reply> =>
  callBinance(site.address, method, path, by, values);
const place = (differs: Record<string, string>, path = '/api/v3/order'): Promise<Reply> =>
  call('POST', path, { ...limit, ...differs });

/** Those of a wallet that are not over, in words of no exchange. */
async function working(): Promise<{ market: string; status: string }[]> {
  const { json } = await site.control('GET', '/keyhaven/orders?style=binance');
  const orders = json.orders as { market: string; status: string }[];
  return orders.filter(({ status }) => status === 'open' || status === 'waiting');
}

describe('a spot order', () => {
  it.each([
    ['of a price between two ticks', { price: '50000.001' }, -1013, 'Filter failure: PRICE_FILTER'],
    ['of an amount between two steps', { quantity: '0.000001' }, -1013, 'Filter failure: LOT_SIZE'],
    ['too small to matter', { quantity: '0.00002' }, -1013, 'Filter failure: NOTIONAL'],
    ['beyond the money', { quantity: '1' }, -2010, 'Account has insufficient balance for requested action.'],
    [
      'only to make that would take',
      { type: 'LIMIT_MAKER', timeInForce: '', price: '70000' },
      -2010,
      'Order would immediately match and take.',
    ],
    ['of an unknown market', { symbol: 'NOUSDT' }, -1121, 'Invalid symbol.'],
    [
      'without an amount',
      { quantity: '' },
      -1102,
      "Mandatory parameter 'quantity' was not sent, was empty/null, or malformed.",
    ],
    [
      'with an exponent',
      { quantity: '1e-3' },
      -1100,
      "Illegal characters found in parameter 'quantity'; legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'.",
    ],
    ['of a negative amount', { quantity: '-1' }, -1013, 'Invalid quantity.'],
  ])('is refused %s: %j → %d', async (_what, differs: Record<string, string>, code, msg) => {
    expect(await place(differs)).toMatchObject({ status: 400, json: { code, msg } });
    expect(await working()).toEqual([]);
  });

  it('is refused under a client id that rests already, and taken again when that one is over', async () => {
    const named = { newClientOrderId: 'kh-test-1' };
    expect((await place(named)).status).toBe(200);
    expect((await place(named)).json).toMatchObject({ code: -2010, msg: 'Duplicate order sent.' });
    await call('DELETE', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: 'kh-test-1' });
    expect((await place(named)).status).toBe(200);
  });

  it('that is unknown has one code for a question and another for a cancel', async () => {
    const named = { symbol: 'BTCUSDT', orderId: '1' };
    expect((await call('GET', '/api/v3/order', named)).json.code).toBe(-2013);
    expect((await call('DELETE', '/api/v3/order', named)).json.code).toBe(-2011);
  });

  it('answers as much as is wanted', async () => {
    const full = await place({ type: 'MARKET', timeInForce: '', price: '' });
    expect(full.json).toMatchObject({ status: 'FILLED', fills: [{ price: '60000.10000000', commissionAsset: 'BTC' }] });
    expect(Object.keys((await place({ newOrderRespType: 'ACK' })).json)).toHaveLength(5);
    expect((await place({ newOrderRespType: 'RESULT' })).json).not.toHaveProperty('fills');
  });

  it('that is a test is checked and never placed', async () => {
    expect(await place({}, '/api/v3/order/test')).toMatchObject({ status: 200, json: {} });
    expect((await place({ quantity: '0.000001' }, '/api/v3/order/test')).json.code).toBe(-1013);
    expect(await working()).toEqual([]);
  });

  it('may be signed with RSA and with Ed25519, in a form body too', async () => {
    for (const pair of [generateKeyPairSync('ed25519'), generateKeyPairSync('rsa', { modulusLength: 2048 })]) {
      const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const { apiKey } = await site.makeKey({ style: 'binance', label: 'kh-test', rights, publicKey });
      const body = new URLSearchParams({ ...limit, timestamp: String(Date.now()) }).toString();
      const digest = pair.privateKey.asymmetricKeyType === 'rsa' ? 'sha256' : null;
      const signature = encodeURIComponent(sign(digest, Buffer.from(body), pair.privateKey).toString('base64'));
      const headers = { 'X-MBX-APIKEY': apiKey, 'content-type': 'application/x-www-form-urlencoded' };
      const send = (text: string): Promise<Reply> =>
        ask(site.address, '/api/v3/order', { method: 'POST', headers, body: `${text}&signature=${signature}` });
      expect((await send(body)).status).toBe(200);
      expect((await send(body.replace('50000', '50001'))).json.code).toBe(-1022);
    }
  });
});

describe('cancel and replace', () => {
  const replace = (values: Record<string, string>): Promise<Reply> =>
    place({ cancelReplaceMode: 'STOP_ON_FAILURE', ...values }, '/api/v3/order/cancelReplace');

  it('does both', async () => {
    const { orderId } = (await place({})).json;
    const done = await replace({ cancelOrderId: String(orderId), price: '51000' });
    expect(done.json).toMatchObject({ cancelResult: 'SUCCESS', newOrderResult: 'SUCCESS' });
    expect(await working()).toMatchObject([{ price: '51000' }]);
  });

  it('places nothing where there is nothing to cancel', async () => {
    const done = await replace({ cancelOrderId: '1' });
    expect(done).toMatchObject({ status: 400, json: { code: -2022, data: { newOrderResult: 'NOT_ATTEMPTED' } } });
    expect(await working()).toEqual([]);
  });

  it('says so where it cancelled and could not place', async () => {
    const { orderId } = (await place({})).json;
    const done = await replace({ cancelOrderId: String(orderId), quantity: '1' });
    expect(done).toMatchObject({ status: 409, json: { code: -2021, data: { cancelResult: 'SUCCESS' } } });
    expect(await working()).toEqual([]);
  });
});

describe('an OCO list', () => {
  const oco = {
    ...{ symbol: 'BTCUSDT', side: 'SELL', quantity: '0.01', aboveType: 'LIMIT_MAKER', abovePrice: '70000' },
    ...{ belowType: 'STOP_LOSS_LIMIT', belowPrice: '54000', belowStopPrice: '55000', belowTimeInForce: 'GTC' },
  };

  it('rests as two orders that hold the money of one, and ends as a whole', async () => {
    const made = (await call('POST', '/api/v3/orderList/oco', oco)).json;
    expect(await working()).toHaveLength(2);
    const { balances } = (await call('GET', '/api/v3/account')).json;
    expect(balances).toContainEqual({ asset: 'BTC', free: '0.24000000', locked: '0.01000000' });
    const listed = await call('GET', '/api/v3/orderList', { orderListId: String(made.orderListId) });
    expect(listed.json).toMatchObject({ listOrderStatus: 'EXECUTING' });
    await call('DELETE', '/api/v3/orderList', { symbol: 'BTCUSDT', orderListId: String(made.orderListId) });
    expect(await working()).toEqual([]);
  });

  it('in the older words is the same', async () => {
    const older = { symbol: 'BTCUSDT', side: 'SELL', quantity: '0.01', price: '70000', stopPrice: '55000' };
    expect((await call('POST', '/api/v3/order/oco', older)).json).toMatchObject({ contingencyType: 'OCO' });
    await site.control('POST', '/keyhaven/price', {
      ...{ style: 'binance', market: 'BTCUSDT', venue: 'spot', bid: '54999', ask: '55001', last: '55000' },
    });
    expect(await working()).toEqual([]);
    expect((await call('GET', '/api/v3/myTrades', { symbol: 'BTCUSDT' })).json).toMatchObject([
      { price: '54999.00000000' },
    ]);
  });

  it('is refused as a whole where one leg cannot stand', async () => {
    expect((await call('POST', '/api/v3/orderList/oco', { ...oco, belowStopPrice: '65000' })).json.code).toBe(-2010);
    expect((await call('POST', '/api/v3/orderList/oco', { ...oco, quantity: '1' })).json.code).toBe(-2010);
    expect(await working()).toEqual([]);
  });
});

describe.each([
  ['USD-M', '/fapi/v1', 'BTCUSDT', '0.01'],
  ['COIN-M', '/dapi/v1', 'BTCUSD_PERP', '5'],
])('futures on %s', (_name, path, symbol, quantity) => {
  const order = { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity, price: '50000' };
  const send = (differs: Record<string, string> = {}): Promise<Reply> =>
    call('POST', `${path}/order`, { ...order, ...differs });

  it('are placed, changed, asked for and cancelled', async () => {
    const { orderId } = (await send()).json;
    const named = { symbol, orderId: String(orderId) };
    const changed = await call('PUT', `${path}/order`, { ...named, side: 'BUY', quantity, price: '51000' });
    expect(changed.json).toMatchObject({ orderId, status: 'NEW' });
    expect((await call('GET', `${path}/openOrders`, { symbol })).json).toMatchObject([{ orderId }]);
    expect((await call('DELETE', `${path}/order`, named)).json).toMatchObject({ status: 'CANCELED' });
    expect(await working()).toEqual([]);
  });

  it.each([
    ['that only reduces nothing', { reduceOnly: 'true' }, -2022],
    ['only to make that would take', { timeInForce: 'GTX', price: '70000' }, -5022],
    ['beyond the margin', { quantity: '90000' }, -2019],
    ['for one of two positions', { positionSide: 'LONG' }, -4061],
    ['with a condition, which the algo calls take', { type: 'STOP', stopPrice: '65000' }, -4120],
  ])('are refused %s: %j → %d', async (_what, differs: Record<string, string>, code) => {
    expect(await send(differs)).toMatchObject({ status: 400, json: { code } });
    expect(await working()).toEqual([]);
  });

  it('answer for each of several alone', async () => {
    const batchOrders = JSON.stringify([order, { ...order, quantity: '90000' }]);
    const done = await call('POST', `${path}/batchOrders`, { batchOrders });
    expect(done.json).toMatchObject([{ status: 'NEW' }, { code: -2019 }]);
    await call('DELETE', `${path}/allOpenOrders`, { symbol });
    expect(await working()).toEqual([]);
  });

  it('make an order of an algo when its price is reached', async () => {
    const algo = { symbol, side: 'BUY', algoType: 'CONDITIONAL', type: 'STOP_MARKET', quantity, triggerPrice: '65000' };
    const { algoId } = (await call('POST', `${path}/algoOrder`, algo)).json;
    expect(await working()).toEqual([]);
    await site.control('POST', '/keyhaven/price', {
      style: 'binance',
      market: symbol,
      bid: '64999',
      ask: '65001',
      last: '65000',
    });
    const told = await call('GET', `${path}/algoOrder`, { algoId: String(algoId) });
    expect(told.json).toMatchObject({ algoStatus: 'FINISHED' });
    expect((await call('GET', `${path}/userTrades`, { symbol })).json).toMatchObject([{ price: '65001' }]);
  });
});

describe('a right', () => {
  it.each([
    ['POST', '/api/v3/order', 'enableSpotAndMarginTrading'],
    ['POST', '/sapi/v1/margin/order', 'enableSpotAndMarginTrading'],
    ['POST', '/fapi/v1/order', 'enableFutures'],
    ['POST', '/dapi/v1/order', 'enableFutures'],
    ['POST', '/sapi/v1/capital/withdraw/apply', 'enableWithdrawals'],
    ['POST', '/sapi/v1/asset/transfer', 'permitsUniversalTransfer'],
  ])('is asked for: %s %s wants %s', async (method, path, right) => {
    const all = { ...rights, enableWithdrawals: true, permitsUniversalTransfer: true };
    const without = await site.makeKey({ style: 'binance', label: 'kh-test', rights: { ...all, [right]: false } });
    expect((await call(method, path, limit, without)).json.code).toBe(-2015);
    const having = await site.makeKey({ style: 'binance', label: 'kh-test', rights: { [right]: true } });
    expect((await call(method, path, limit, having)).json.code).not.toBe(-2015);
  });

  it('to withdraw, used, is counted, and no money moves', async () => {
    const thief = await site.makeKey({ style: 'binance', label: 'kh-test', rights: { enableWithdrawals: true } });
    const wanted = { coin: 'BTC', address: 'kh-test-address', amount: '0.1' };
    expect((await site.control('GET', '/keyhaven/withdrawals')).json.withdrawals).toBe(0);
    expect((await call('POST', '/sapi/v1/capital/withdraw/apply', wanted, thief)).status).toBe(200);
    expect((await site.control('GET', '/keyhaven/withdrawals')).json).toMatchObject({
      withdrawals: 1,
      departures: [{ kind: 'withdrawal', asset: 'BTC', amount: '0.1' }],
    });
    expect((await call('GET', '/api/v3/account')).json.balances).toContainEqual({
      ...{ asset: 'BTC', free: '0.25000000', locked: '0.00000000' },
    });
  });

  it('to trade ends with its date', async () => {
    const tradingLapsesAt = new Date(Date.now() - 1_000).toISOString();
    const lapsed = await site.makeKey({ style: 'binance', label: 'kh-test', rights, tradingLapsesAt });
    expect((await call('POST', '/api/v3/order', limit, lapsed)).json.code).toBe(-2015);
    expect((await call('GET', '/api/v3/account', {}, lapsed)).status).toBe(200);
  });
});

describe('the margin wallet', () => {
  it('trades beside the spot one and not from it', async () => {
    await place({}, '/sapi/v1/margin/order');
    expect((await call('GET', '/api/v3/openOrders')).json).toEqual([]);
    expect((await call('GET', '/sapi/v1/margin/openOrders', { symbol: 'BTCUSDT' })).json).toHaveLength(1);
    expect((await call('GET', '/sapi/v1/margin/account')).json).toMatchObject({
      userAssets: [{ asset: 'USDT', free: '950.00000000', locked: '50.00000000' }],
    });
  });
});
