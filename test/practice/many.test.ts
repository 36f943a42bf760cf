import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, openHouse, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('thirty tests at the same time', () => {
  it('share one worker, and each gets the answer of its own key', async () => {
    const kinds = [
      ['practice:binance', 'Grid bot'],
      ['practice:binance', 'Weekend bot'],
      ['practice:okx', 'Old desk key'],
      ['practice:okx', 'Rebalancer'],
    ] as const;
    const asked = Array.from({ length: 30 }, (_, i) => kinds[i % kinds.length]!);
    const outcomes = await Promise.all(
      asked.map(([exchange, label]) => house.test(exchange, house.key(exchange, label).fields)),
    );
    expect(outcomes.map(codeOf)).toEqual(asked.map(() => 'works'));
    const seen = outcomes.map(
      (outcome) => outcome.outcome === 'works' && `${outcome.report.ip.state} ${outcome.report.rights.withdraw}`,
    );
    const right = {
      'Grid bot': 'restricted no',
      'Weekend bot': 'open no',
      'Old desk key': 'restricted yes',
      Rebalancer: 'open no',
    };
    expect(seen).toEqual(asked.map(([, label]) => right[label]));
    expect(house.children.filter(({ program }) => program === 'worker')).toHaveLength(1);
  });

  it('fail each for its own reason', async () => {
    const good = house.key('practice:okx').fields;
    const wrong = [{}, { password: 'kh-test-wrong' }, { secret: 'ABCDEF0123456789ABCDEF0123456789' }];
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, i) => house.test('practice:okx', { ...good, ...wrong[i % wrong.length] })),
    );
    const right = ['works', 'wrongPassphrase', 'wrongSecret'];
    expect(outcomes.map(codeOf)).toEqual(Array.from({ length: 30 }, (_, i) => right[i % right.length]));
  });
});
