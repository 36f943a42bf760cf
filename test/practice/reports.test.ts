import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('a practice key, asked through real ccxt in the worker process', () => {
  it('of Binance reports its rights exactly', async () => {
    const { exchange, fields } = house.key('practice:binance', 'Grid bot');
    const outcome = await house.test(exchange, fields);
    expect(outcome).toMatchObject({
      outcome: 'works',
      report: {
        rights: {
          read: 'yes',
          spotTrade: 'yes',
          marginTrade: 'no',
          futuresTrade: 'no',
          transfer: 'no',
          withdraw: 'no',
        },
        granularity: 'exact',
        ip: { state: 'restricted', list: null },
        expires: 'unknown',
        tradingLapses: null,
        evidence: [{ endpoint: 'GET /sapi/v1/account/apiRestrictions' }],
      },
    });
  });
});
