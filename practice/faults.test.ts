import { afterEach, describe, expect, it } from 'vitest';
import { styleIds } from './state';
import { ask, askBinance, askOkx, cleanUp, type Key, openSite, type Site } from './testkit';

afterEach(cleanUp);

const restrictions = '/sapi/v1/account/apiRestrictions';
const config = '/api/v5/account/config';

const everywhere = (faults: object): object => Object.fromEntries(styleIds.map((style) => [style, faults]));

async function siteWithKeys(): Promise<{ site: Site; binance: Key; okx: Key }> {
  const site = await openSite();
  const ipList = ['203.0.113.7'];
  return {
    site,
    binance: await site.makeKey({ style: 'binance', label: 'kh-test', ipList }),
    okx: await site.makeKey({ style: 'okx', label: 'kh-test', ipList }),
  };
}

/** The status call, asked again until the server has noticed what the test did. */
async function statusWhen(
  site: Site,
  settled: (status: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { json } = await site.control('GET', '/keyhaven/status');
    if (settled(json)) return json;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return (await site.control('GET', '/keyhaven/status')).json;
}

describe('a fault switch', () => {
  it.each([
    ['500', { '500': true }, 500, -1000, '50026'],
    ['429', { '429': true }, 429, -1003, '50011'],
    ['maintenance', { maintenance: true }, 503, 1, '50001'],
  ])('%s answers in the words of each exchange', async (_name, faults, status, binanceCode, okxCode) => {
    const { site, binance, okx } = await siteWithKeys();
    await site.setFaults('all', faults);
    expect(await askBinance(site.address, restrictions, binance)).toMatchObject({
      status,
      json: { code: binanceCode },
    });
    expect(await askOkx(site.address, config, okx)).toMatchObject({ status, json: { code: okxCode } });
  });

  it('html answers with a page where JSON is due', async () => {
    const { site, okx } = await siteWithKeys();
    await site.setFaults('okx', { html: true });
    const answer = await askOkx(site.address, config, okx);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.text).toContain('<html>');
  });

  it('slow delays each answer by so much', async () => {
    const { site } = await siteWithKeys();
    await site.setFaults('binance', { slow: { ms: 200 } });
    const startedMs = performance.now();
    await ask(site.address, '/api/v3/time');
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(195);
  });

  it('clock moves the time that the exchange tells, its Date header and what it accepts', async () => {
    const { site, binance, okx } = await siteWithKeys();
    await site.setFaults('all', { clock: { offsetMs: -120_000 } });
    const { json, headers } = await ask(site.address, '/api/v3/time');
    expect(Number(json.serverTime)).toBeLessThan(Date.now() - 110_000);
    expect(Date.parse(headers.date ?? '')).toBeLessThan(Date.now() - 110_000);
    expect((await askBinance(site.address, restrictions, binance)).json.code).toBe(-1021);
    expect((await askOkx(site.address, config, okx)).json.code).toBe('50102');
    expect((await askOkx(site.address, config, okx, Date.now() - 120_000)).json.code).toBe('0');
  });

  it('clock moves that of one exchange alone, also where two share the path of the question', async () => {
    const site = await openSite();
    await site.setFaults('mexc', { clock: { offsetMs: -120_000 } });
    const timeOf = async (path: string) => Number((await ask(site.address, path)).json.serverTime);
    expect(await timeOf('/mexc/api/v3/time')).toBeLessThan(Date.now() - 110_000);
    for (const path of ['/api/v3/time', '/binance/api/v3/time'])
      expect(await timeOf(path)).toBeGreaterThan(Date.now() - 10_000);
  });

  it('keyDeleted makes the exchange forget that key, and the key comes back with the switch', async () => {
    const { site, binance, okx } = await siteWithKeys();
    await site.setFaults('all', { keyDeleted: [binance.apiKey, okx.apiKey] });
    expect((await askBinance(site.address, restrictions, binance)).json.code).toBe(-2015);
    expect((await askOkx(site.address, config, okx)).json.code).toBe('50119');
    await site.setFaults('okx', { keyDeleted: false });
    expect((await askOkx(site.address, config, okx)).json.code).toBe('0');
  });

  it('ipRefused refuses the keys that have an IP list, and no other', async () => {
    const { site, binance, okx } = await siteWithKeys();
    const open = await site.makeKey({ style: 'okx', label: 'kh-test' });
    await site.setFaults('all', { ipRefused: true });
    expect((await askBinance(site.address, restrictions, binance)).json.code).toBe(-2015);
    expect((await askOkx(site.address, config, okx)).json).toMatchObject({
      code: '50110',
      msg: expect.stringContaining('203.0.113.99') as string,
    });
    expect((await askOkx(site.address, config, open)).json.code).toBe('0');
  });

  it('cut ends the connection in the middle of the answer, which is not the fault of the client', async () => {
    const { site } = await siteWithKeys();
    await site.setFaults('binance', { cut: true });
    await expect(ask(site.address, '/api/v3/exchangeInfo')).rejects.toThrow(/cut|aborted|hang up|ECONNRESET/);
    expect((await statusWhen(site, ({ openSockets }) => openSockets === 0)).abandoned).toBe(0);
  });

  it('drip sends the whole answer, byte by byte', async () => {
    const { site } = await siteWithKeys();
    await site.setFaults('binance', { drip: { everyMs: 2 } });
    const startedMs = performance.now();
    const { json } = await ask(site.address, '/api/v3/time');
    expect(json).toHaveProperty('serverTime');
    expect(performance.now() - startedMs).toBeGreaterThan(40);
  });

  it('touches the exchange that it names and never the control calls', async () => {
    const { site, okx } = await siteWithKeys();
    await site.setFaults('binance', { '500': true });
    expect((await askOkx(site.address, config, okx)).status).toBe(200);
    await site.setFaults('all', { cut: true, slow: { ms: 60_000 } });
    expect((await site.control('GET', '/keyhaven/faults')).json).toEqual({
      ...everywhere({ cut: true, slow: { ms: 60_000 } }),
      binance: { '500': true, cut: true, slow: { ms: 60_000 } },
    });
  });

  it('goes off by false, all go off by clear', async () => {
    const { site } = await siteWithKeys();
    await site.setFaults('all', { '500': true, html: true });
    await site.setFaults('binance', { html: false });
    expect((await site.control('GET', '/keyhaven/faults')).json.binance).toEqual({ '500': true });
    await site.control('POST', '/keyhaven/faults/clear', { style: 'binance' });
    expect((await site.control('GET', '/keyhaven/faults')).json).toEqual({
      ...everywhere({ '500': true, html: true }),
      binance: {},
    });
    await site.control('POST', '/keyhaven/faults/clear', {});
    expect((await ask(site.address, '/api/v5/public/time')).status).toBe(200);
  });

  it('is not set by a value that does not fit, and nothing else is set with it', async () => {
    const { site } = await siteWithKeys();
    expect((await site.setFaults('all', { '500': true, slow: { ms: -1 } })).status).toBe(400);
    expect((await site.setFaults('all', { noSuchSwitch: true })).status).toBe(400);
    expect((await site.setFaults('nowhere', { '500': true })).status).toBe(400);
    expect((await site.control('GET', '/keyhaven/faults')).json).toEqual(everywhere({}));
  });
});

describe('a client that goes away before the end of its answer', () => {
  it.each([
    ['while the answer is slow', { slow: { ms: 60_000 } }],
    ['while bytes drip', { drip: { everyMs: 30 } }],
  ])('is seen %s, and its connection is gone', async (_when, faults) => {
    const { site, okx } = await siteWithKeys();
    await site.setFaults('okx', faults);
    const cancel = new AbortController();
    const answer = askOkx(site.address, config, okx, Date.now(), { signal: cancel.signal });
    const failed = expect(answer).rejects.toThrow();
    expect((await statusWhen(site, ({ requests }) => requests === 1)).openSockets).toBe(1);
    cancel.abort();
    await failed;
    expect(await statusWhen(site, ({ abandoned }) => abandoned === 1)).toMatchObject({
      abandoned: 1,
      openSockets: 0,
      requests: 1,
    });
  });
});
