import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PracticeFault } from '../../core/contract/exchanges';
import { codeOf, openHouse, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(() => house.control('POST', '/keyhaven/faults/clear', { style: 'all' }));
afterAll(() => house.close());

const exchanges = ['practice:binance', 'practice:okx'] as const;

const expected = {
  none: ['works', 'works'],
  slow: ['works', 'works'],
  failing: ['exchangeFailing', 'exchangeFailing'],
  rateLimited: ['rateLimited', 'rateLimited'],
  html: ['notTheExchange', 'notTheExchange'],
  clockOff: ['clockOff', 'clockOff'],
  // Binance does not say which of three things is wrong; OKX does.
  ipRefused: ['keyIpOrRight', 'ipNotAllowed'],
  cut: ['network', 'network'],
  maintenance: ['maintenance', 'maintenance'],
} as const satisfies Record<PracticeFault, readonly [string, string]>;

describe('a fault of the practice exchange', () => {
  it.each(Object.entries(expected))('%s is diagnosed as what it is', async (fault, codes) => {
    const status = await house.home.setFault(fault as PracticeFault);
    expect(status).toMatchObject({ state: 'running', fault });
    const outcomes = await Promise.all(
      exchanges.map((exchange) => house.test(exchange, house.key(exchange, labels[exchange]).fields)),
    );
    expect(outcomes.map(codeOf)).toEqual(codes);
  });

  /** Keys with an address list, since only those can be refused for their address. */
  const labels = { 'practice:binance': 'Grid bot', 'practice:okx': 'Old desk key' };

  it('of the clock is measured and said in seconds', async () => {
    await house.control('POST', '/keyhaven/faults', { style: 'all', faults: { clock: { offsetMs: 47_000 } } });
    for (const exchange of exchanges) {
      const outcome = await house.test(exchange, house.key(exchange).fields);
      expect(outcome).toMatchObject({
        diagnosis: { text: expect.stringMatching(/differ by 4[678] s \(yours is behind\)/) },
      });
    }
  });

  it('of the clock that is small is measured though the test works, and asks nothing more', async () => {
    const asked = async () => {
      const { requests } = await house.serverStatus();
      const outcomes = await Promise.all(exchanges.map((exchange) => house.test(exchange, house.key(exchange).fields)));
      const offs = outcomes.map((outcome) => (outcome.outcome === 'works' ? outcome.report.clockOffMs : outcome));
      return { offs, requests: (await house.serverStatus()).requests - requests };
    };
    const right = await asked();
    expect(right.offs).toEqual([undefined, undefined]);
    await house.control('POST', '/keyhaven/faults', { style: 'all', faults: { clock: { offsetMs: 4_000 } } });
    const { offs, requests } = await asked();
    expect(requests).toBe(right.requests);
    for (const off of offs) expect(Math.abs(Number(off) - 4_000)).toBeLessThan(1_500);
  });

  it('of the address says which address the exchange sees', async () => {
    await house.home.setFault('ipRefused');
    const outcome = await house.test('practice:okx', house.key('practice:okx', 'Old desk key').fields);
    expect(outcome).toMatchObject({ diagnosis: { text: expect.stringContaining('203.0.113.99') } });
  });

  it('that deletes the key is an unknown key, or one of three at Binance', async () => {
    const keys = exchanges.map((exchange) => house.key(exchange));
    const keyDeleted = keys.map(({ fields }) => fields.apiKey);
    await house.control('POST', '/keyhaven/faults', { style: 'all', faults: { keyDeleted } });
    const outcomes = await Promise.all(keys.map(({ exchange, fields }) => house.test(exchange, fields)));
    expect(outcomes.map(codeOf)).toEqual(['keyIpOrRight', 'wrongKey']);
  });

  it('that is over leaves nothing behind in the worker', async () => {
    await house.home.setFault('html');
    await house.test('practice:okx', house.key('practice:okx').fields);
    expect(await house.home.setFault('none')).toMatchObject({ fault: 'none' });
    expect(codeOf(await house.test('practice:okx', house.key('practice:okx').fields))).toBe('works');
  });
});

describe('a wrong field', () => {
  const hex = 'ABCDEF0123456789ABCDEF0123456789';
  it.each([
    ['secret of Binance', 'practice:binance', { secret: 'khTestWrong'.repeat(6).slice(0, 64) }, 'wrongSecret'],
    [
      'private key that is none',
      'practice:binance',
      { secret: '-----BEGIN PRIVATE KEY-----\nkhtest\n-----END PRIVATE KEY-----' },
      'badFormat',
    ],
    ['key of Binance', 'practice:binance', { apiKey: 'khTestOther'.repeat(6).slice(0, 64) }, 'keyIpOrRight'],
    ['form of the key of Binance', 'practice:binance', { apiKey: 'kh-test' }, 'badFormat'],
    ['secret of OKX', 'practice:okx', { secret: hex }, 'wrongSecret'],
    ['passphrase of OKX', 'practice:okx', { password: 'kh-test-wrong' }, 'wrongPassphrase'],
    ['key of OKX', 'practice:okx', { apiKey: '11111111-2222-4333-8444-555555555555' }, 'wrongKey'],
    ['form of the key of OKX', 'practice:okx', { apiKey: 'kh-test' }, 'wrongKey'],
  ])('(%s) is named', async (_, exchange, wrong, code) => {
    expect(codeOf(await house.test(exchange, { ...house.key(exchange).fields, ...wrong }))).toBe(code);
  });

  it('that is missing is a matter of form, and nothing is sent', async () => {
    const before = (await house.serverStatus()).requests;
    const { password: _missing, ...fields } = house.key('practice:okx').fields;
    expect(codeOf(await house.test('practice:okx', fields))).toBe('badFormat');
    expect((await house.serverStatus()).requests).toBe(before);
  });

  it('that cannot stand in a header is a matter of form, and nothing is sent', async () => {
    const before = (await house.serverStatus()).requests;
    const fields = { ...house.key('practice:okx').fields, password: 'kh-test\nX-Evil: yes' };
    expect(codeOf(await house.test('practice:okx', fields))).toBe('badFormat');
    expect((await house.serverStatus()).requests).toBe(before);
  });
});
