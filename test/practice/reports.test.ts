import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysBetween } from '../../core/base/instants';
import { PermissionReport, type TestOutcome } from '../../core/contract/words';
import { openHouse, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function reportOf(exchange: string, label: string): Promise<PermissionReport> {
  return reported(await house.test(exchange, house.key(exchange, label).fields));
}

function ownKey(kind: 'rsa' | 'ed25519'): { publicKey: string; privateKey: string } {
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
  const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
  return kind === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding, privateKeyEncoding })
    : generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding });
}

function reported(outcome: TestOutcome): PermissionReport {
  if (outcome.outcome === 'fails') throw new Error(outcome.diagnosis.text);
  return outcome.report;
}

describe('a practice key, asked through real ccxt in the worker process', () => {
  it('of Binance reports its rights exactly, and that its address list exists but is not told', async () => {
    const report = await reportOf('practice:binance', 'Grid bot');
    expect(report).toMatchObject({
      rights: { read: 'yes', spotTrade: 'yes', marginTrade: 'no', futuresTrade: 'no', transfer: 'no', withdraw: 'no' },
      granularity: 'exact',
      ip: { state: 'restricted', list: null },
      expires: 'unknown',
      tradingLapses: null,
      evidence: [{ endpoint: 'GET /sapi/v1/account/apiRestrictions' }],
    });
    expect(PermissionReport.safeParse(report).success).toBe(true);
  });

  it('of Binance without an address list tells the day on which trading lapses', async () => {
    const report = await reportOf('practice:binance', 'Weekend bot');
    expect(report.ip.state).toBe('open');
    expect(daysBetween(report.asked, report.tradingLapses!)).toBeCloseTo(5, 1);
  });

  it('of OKX that can withdraw says so, with its address list', async () => {
    const report = await reportOf('practice:okx', 'Old desk key');
    expect(report.rights).toMatchObject({ read: 'yes', spotTrade: 'yes', withdraw: 'yes', borrow: 'unknown' });
    expect(report).toMatchObject({ granularity: 'coarse', ip: { state: 'restricted', list: ['203.0.113.7'] } });
  });

  it('of OKX without an address list is open', async () => {
    const report = await reportOf('practice:okx', 'Rebalancer');
    expect(report).toMatchObject({ rights: { withdraw: 'no' }, ip: { state: 'open', list: [] } });
  });

  it.each(['rsa', 'ed25519'] as const)('of Binance works with a private key of its own (%s)', async (kind) => {
    const { publicKey, privateKey } = ownKey(kind);
    const made = await house.control('POST', '/keyhaven/keys', { style: 'binance', label: kind, publicKey });
    const { apiKey } = made as { apiKey: string };
    expect(reported(await house.test('practice:binance', { apiKey, secret: privateKey })).rights.read).toBe('yes');
  });

  it('leaves no socket open behind it', async () => {
    await reportOf('practice:okx', 'Rebalancer');
    expect((await house.serverStatus()).openSockets).toBe(0);
  });
});
