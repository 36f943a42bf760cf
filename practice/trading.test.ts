import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startPractice } from './practice';
import { ask, callBinance, cleanUp, openSite, type Key, type Reply, type Site, temporaryFolder } from './testkit';

afterEach(cleanUp);

const rights = { enableReading: true, enableSpotAndMarginTrading: true };
const limit = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.001', price: '50000' };
const newKey = (site: Site): Promise<Key> => site.makeKey({ style: 'binance', label: 'kh-test', rights });
const place = (site: Site, key: Key, id = 'kh-test-1'): Promise<Reply> =>
  callBinance(site.address, 'POST', '/api/v3/order', key, { ...limit, newClientOrderId: id });
const find = (site: Site, key: Key, id = 'kh-test-1'): Promise<Reply> =>
  callBinance(site.address, 'GET', '/api/v3/order', key, { symbol: 'BTCUSDT', origClientOrderId: id });

describe('what was traded', () => {
  it('is there again after the end: orders, money and prices', async () => {
    const first = await openSite();
    const key = await newKey(first);
    await place(first, key);
    const price = { style: 'binance', market: 'BTCUSDT', venue: 'spot', bid: '51999', ask: '52001', last: '52000' };
    await first.control('POST', '/keyhaven/price', price);
    const before = (await first.control('GET', '/keyhaven/balances?style=binance')).json;
    await first.stop();
    expect(readdirSync(first.folder).sort()).toEqual(['state.json', 'trading.json']);

    const second = await openSite(first.folder);
    expect((await find(second, key)).json).toMatchObject({ status: 'NEW', price: '50000.00000000' });
    expect((await second.control('GET', '/keyhaven/balances?style=binance')).json).toEqual(before);
    expect((await ask(second.address, '/api/v3/ticker/price?symbol=BTCUSDT')).json.price).toBe('52000.00000000');
    await second.control('POST', '/keyhaven/price', { ...price, bid: '48999', ask: '49001', last: '49000' });
    expect((await find(second, key)).json.status).toBe('FILLED');
  });

  it.each([
    ['cut', (text: string) => text.slice(0, text.length / 2), 'practice.stateCorrupt'],
    ['of another shape', (text: string) => text.replace('"accounts"', '"akkounts"'), 'practice.stateCorrupt'],
    ['of a newer format', (text: string) => text.replace('"format":1', '"format":2'), 'practice.stateNewer'],
  ])('is left as it is when its file is %s', async (_how, damage, code) => {
    const site = await openSite();
    await place(site, await newKey(site));
    await site.stop();
    const path = join(site.folder, 'trading.json');
    const damaged = damage(readFileSync(path, 'utf8'));
    writeFileSync(path, damaged);
    await expect(startPractice(site.folder)).rejects.toMatchObject({ code });
    expect(readFileSync(path, 'utf8')).toBe(damaged);
  });
});

describe('a folder from before there was trading', () => {
  it('opens: its keys are live ones, its balances what trading begins with', async () => {
    const folder = temporaryFolder();
    const apiKey = 'k'.repeat(64);
    const key = {
      ...{ style: 'binance', apiKey, signing: { kind: 'hmac', secret: 'kh-test-secret' }, passphrase: null },
      ...{ label: 'old', rights, ipList: [], enforceIp: false, createdAt: '2026-01-01T00:00:00.000Z' },
      ...{ tradingLapsesAt: null, lastUsedAt: null, scenario: null },
    };
    const balances = { binance: { USDT: { free: '77', locked: '0' } }, okx: {} };
    const state = { format: 1, port: null, secret: 'ab'.repeat(32), keys: [key], balances };
    writeFileSync(join(folder, 'state.json'), JSON.stringify(state));
    const site = await openSite(folder);
    const old = { apiKey, secret: 'kh-test-secret', passphrase: '' };
    expect((await callBinance(site.address, 'GET', '/api/v3/account', old)).json.balances).toEqual([
      { asset: 'USDT', free: '77.00000000', locked: '0.00000000' },
    ]);
    expect((await site.control('GET', '/keyhaven/keys')).json).toMatchObject({ keys: [{ account: 'live' }] });
  });
});

describe('a fault', () => {
  it('that cuts after the deed leaves the order there and the client without an answer; reads go on', async () => {
    const site = await openSite();
    const key = await newKey(site);
    await site.setFaults('binance', { cutAfterAccept: true });
    await expect(place(site, key)).rejects.toThrow();
    expect((await find(site, key)).json).toMatchObject({ status: 'NEW', clientOrderId: 'kh-test-1' });
    expect((await site.control('GET', '/keyhaven/status')).json.abandoned).toBe(0);
  });

  it.each([
    ['500', true, 500],
    ['429', true, 429],
    ['ban418', true, 418],
    ['maintenance', true, 503],
    ['html', true, 200],
  ])('that stands before the exchange keeps orders from it: %s', async (name, on, status) => {
    const site = await openSite();
    const key = await newKey(site);
    await site.setFaults('binance', { [name]: on });
    expect((await place(site, key)).status).toBe(status);
    await site.setFaults('binance', { [name]: false });
    expect((await find(site, key)).json.code).toBe(-2013);
  });

  it('that bans says for how long', async () => {
    const site = await openSite();
    await site.setFaults('binance', { ban418: true });
    expect((await ask(site.address, '/api/v3/time')).headers['retry-after']).toBe('120');
  });
});

describe('a control call', () => {
  it('sets what is free in a wallet, and nothing else', async () => {
    const site = await openSite();
    await place(site, await newKey(site));
    const set = { style: 'binance', wallet: 'spot', free: { USDT: '1', DOGE: '5' } };
    expect((await site.control('POST', '/keyhaven/balances', set)).json).toMatchObject({
      accounts: [
        { wallets: { spot: { USDT: { free: '1', locked: '50' }, DOGE: { free: '5' }, BTC: { free: '0.25' } } } },
      ],
    });
  });

  it.each([
    ['a market that is none', { market: 'NOUSDT' }],
    ['a bid above the ask', { bid: '60002' }],
    ['a price of nothing', { last: '0' }],
    ['a number that is none', { last: '1e5' }],
    ['a field that is not known', { volume: '1' }],
  ])('does not set %s', async (_what, differs) => {
    const site = await openSite();
    const price = { style: 'binance', market: 'BTCUSDT', bid: '59999', ask: '60001', last: '60000' };
    expect((await site.control('POST', '/keyhaven/price', price)).status).toBe(200);
    expect((await site.control('POST', '/keyhaven/price', { ...price, ...differs })).status).toBe(400);
  });
});
