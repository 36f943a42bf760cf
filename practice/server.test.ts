import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, askBinance, askOkx, cleanUp, type Key, openSite } from './testkit';

afterEach(cleanUp);

const restrictions = '/sapi/v1/account/apiRestrictions';
const config = '/api/v5/account/config';

type ScenarioKey = Key & { scenario: string };

describe('the practice exchange', () => {
  it('shows to a client that it can read the secret', async () => {
    const { address, control } = await openSite();
    const nonce = 'ab'.repeat(32);
    const { json } = await ask(address, '/keyhaven/challenge', { method: 'POST', body: JSON.stringify({ nonce }) });
    expect(json.proof).toMatch(/^[0-9a-f]{64}$/);
    const { json: again } = await control('POST', '/keyhaven/challenge', { nonce: 'cd'.repeat(32) });
    expect(again.proof).not.toBe(json.proof);
  });

  it.each(['', '00', 'xyz', 'ab'.repeat(65)])('does not sign what is no nonce: %j', async (nonce) => {
    const { address } = await openSite();
    const body = JSON.stringify({ nonce });
    expect((await ask(address, '/keyhaven/challenge', { method: 'POST', body })).status).toBe(400);
  });

  it('takes no control call without the proof, with the proof of another call, or with another secret', async () => {
    const { address } = await openSite();
    const header = (value: string): Record<string, string> => ({ 'x-keyhaven-practice': value });
    expect((await ask(address, '/keyhaven/keys')).status).toBe(401);
    const proof = createHmac('sha256', '0'.repeat(64))
      .update('keyhaven-practice-client\nGET\n/keyhaven/keys\n')
      .digest('hex');
    expect((await ask(address, '/keyhaven/keys', { headers: header(proof) })).status).toBe(401);
    expect((await ask(address, '/keyhaven/fill', { method: 'POST', headers: header(proof) })).status).toBe(401);
  });

  it.each([
    ['a page of the web', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a page by its origin', { Origin: 'https://example.com' }],
    ['a page without an origin', { Origin: 'null' }],
    ['a name that leads to 127.0.0.1', { Host: 'attacker.example:80' }],
  ])('does not answer %s', async (_who, headers: Record<string, string>) => {
    const { address } = await openSite();
    expect((await ask(address, '/api/v3/time', { headers })).status).toBe(403);
  });

  it.each([
    ['ccxt for JavaScript', { Origin: '*' }],
    ['ccxt for Python', { Origin: '0b5b9f1c-9a49-4ba4-8f0d-6d0f7a2c1d11' }],
    ['fetch of Node', { 'Sec-Fetch-Mode': 'cors' }],
  ])('answers %s', async (_who, headers: Record<string, string>) => {
    const { address } = await openSite();
    expect((await ask(address, '/api/v3/time', { headers })).status).toBe(200);
  });

  it('tells the paths of the exchanges apart', async () => {
    const { address } = await openSite();
    expect((await ask(address, '/api/v5/public/time')).json).toMatchObject({ code: '0' });
    expect((await ask(address, '/api/v3/time')).json).toHaveProperty('serverTime');
    expect((await ask(address, '/fapi/v1/time')).json).toHaveProperty('serverTime');
    expect((await ask(address, '/nowhere')).status).toBe(404);
    expect((await ask(address, '//api/v3/time')).status).toBe(400);
  });

  it('gives what a client loads before its first call', async () => {
    const site = await openSite();
    const binance = await site.makeKey({ style: 'binance', label: 'kh-test' });
    for (const path of ['/api/v3/exchangeInfo', '/fapi/v1/exchangeInfo', '/dapi/v1/exchangeInfo']) {
      expect((await ask(site.address, path)).json.symbols).not.toHaveLength(0);
    }
    for (const path of [
      '/sapi/v1/capital/config/getall',
      '/sapi/v1/margin/allPairs',
      '/sapi/v1/margin/isolated/allPairs',
    ]) {
      expect((await askBinance(site.address, path, binance)).status).toBe(200);
    }
    expect((await askBinance(site.address, '/api/v3/account', binance)).json.balances).not.toHaveLength(0);
    const okx = await site.makeKey({ style: 'okx', label: 'kh-test' });
    for (const type of ['SPOT', 'FUTURES', 'SWAP', 'OPTION&uly=BTC-USD']) {
      expect((await ask(site.address, `/api/v5/public/instruments?instType=${type}`)).json.code).toBe('0');
    }
    for (const path of ['/api/v5/asset/currencies', '/api/v5/account/balance']) {
      expect((await askOkx(site.address, path, okx)).json.code).toBe('0');
    }
  });
});

describe('a key', () => {
  it('has the form of its exchange and is recognisable where the form leaves room', async () => {
    const { makeKey } = await openSite();
    const binance = await makeKey({ style: 'binance', label: 'kh-test' });
    expect(binance.apiKey).toMatch(/^practice[A-Za-z0-9]{56}$/);
    expect(binance.secret).toMatch(/^practice[A-Za-z0-9]{56}$/);
    const okx = await makeKey({ style: 'okx', label: 'kh-test' });
    expect(okx.apiKey).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(okx.secret).toMatch(/^[0-9A-F]{32}$/);
    expect(okx.passphrase).toMatch(/^Practice-/);
  });

  it('is listed with its use, and never with its secret', async () => {
    const site = await openSite();
    const key = await site.makeKey({ style: 'okx', label: 'kh-test' });
    await askOkx(site.address, config, key);
    const { text, json } = await site.control('GET', '/keyhaven/keys');
    expect(text).not.toContain(key.secret);
    expect(text).not.toContain(key.passphrase);
    expect(json.keys).toMatchObject([{ style: 'okx', apiKey: key.apiKey, lastUsedAt: expect.any(String) as string }]);
  });

  it('is dead once it is removed', async () => {
    const site = await openSite();
    const key = await site.makeKey({ style: 'binance', label: 'kh-test' });
    expect((await askBinance(site.address, restrictions, key)).status).toBe(200);
    expect((await site.control('POST', '/keyhaven/keys/remove', { apiKey: key.apiKey })).json).toEqual({
      removed: true,
    });
    expect((await askBinance(site.address, restrictions, key)).json.code).toBe(-2015);
  });

  it('does not work at the other exchange, nor when somebody else made it', async () => {
    const site = await openSite();
    const other = await openSite();
    const key = await site.makeKey({ style: 'binance', label: 'kh-test' });
    expect((await askBinance(other.address, restrictions, key)).json.code).toBe(-2015);
    const okx = await site.makeKey({ style: 'okx', label: 'kh-test' });
    expect((await askOkx(other.address, config, okx)).json.code).toBe('50119');
    expect((await askBinance(site.address, restrictions, okx)).json.code).toBe(-2014);
  });

  it('that enforces its IP list works from an address on it and from no other', async () => {
    const site = await openSite();
    const make = (style: string, ip: string): Promise<Key> =>
      site.makeKey({ style, label: 'kh-test', ipList: [ip], enforceIp: true });
    expect((await askOkx(site.address, config, await make('okx', '127.0.0.1'))).json.code).toBe('0');
    expect((await askOkx(site.address, config, await make('okx', '203.0.113.7'))).json.code).toBe('50110');
    expect((await askBinance(site.address, restrictions, await make('binance', '203.0.113.7'))).json.code).toBe(-2015);
  });

  it.each([
    ['an unknown exchange', { style: 'nowhere', label: 'kh-test' }],
    ['a right of another exchange', { style: 'okx', label: 'kh-test', rights: { enableReading: true } }],
    ['an address that is none', { style: 'okx', label: 'kh-test', ipList: ['here'] }],
    ['a field that is not known', { style: 'okx', label: 'kh-test', secret: 'kh-test-chosen' }],
    ['no label', { style: 'binance' }],
    ['a public key that is none', { style: 'binance', label: 'kh-test', publicKey: 'kh-test' }],
  ])('is not made with %s', async (_what, wanted) => {
    const site = await openSite();
    expect((await site.control('POST', '/keyhaven/keys', wanted)).status).toBe(400);
    expect((await site.control('GET', '/keyhaven/keys')).json).toEqual({ keys: [] });
  });
});

describe('the keys of the one button', () => {
  it('are four, each with what its scenario says', async () => {
    const site = await openSite();
    const { json } = await site.control('POST', '/keyhaven/fill');
    const made = json.keys as [ScenarioKey, ScenarioKey, ScenarioKey, ScenarioKey];
    expect(made.map(({ scenario }) => scenario)).toEqual(['healthy', 'canWithdraw', 'noIpList', 'tradingLapses']);
    const [healthy, canWithdraw, noIpList, tradingLapses] = made;
    expect((await askBinance(site.address, restrictions, healthy)).json).toMatchObject({
      ipRestrict: true,
      enableSpotAndMarginTrading: true,
      enableWithdrawals: false,
    });
    expect((await askOkx(site.address, config, canWithdraw)).json).toMatchObject({
      data: [{ perm: 'read_only,trade,withdraw', ip: '203.0.113.7' }],
    });
    expect((await askOkx(site.address, config, noIpList)).json).toMatchObject({
      data: [{ perm: 'read_only,trade', ip: '' }],
    });
    const lapsing = (await askBinance(site.address, restrictions, tradingLapses)).json;
    expect(lapsing).toMatchObject({ ipRestrict: false, enableSpotAndMarginTrading: true });
    const daysLeft = (Number(lapsing.tradingAuthorityExpirationTime) - Date.now()) / 86_400_000;
    expect(daysLeft).toBeGreaterThan(4.9);
    expect(daysLeft).toBeLessThanOrEqual(5);
  });

  it('are the same ones when the button is pressed again, and a removed one is made anew', async () => {
    const site = await openSite();
    const fill = async (): Promise<Key[]> => (await site.control('POST', '/keyhaven/fill')).json.keys as Key[];
    const first = await fill();
    expect(await fill()).toEqual(first);
    await site.control('POST', '/keyhaven/keys/remove', { apiKey: first[0]?.apiKey });
    const third = await fill();
    expect(third.slice(1)).toEqual(first.slice(1));
    expect(third[0]?.apiKey).not.toBe(first[0]?.apiKey);
  });
});
