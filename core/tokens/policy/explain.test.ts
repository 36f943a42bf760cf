import { describe, expect, it } from 'vitest';
import { explainPolicy } from './explain';
import { parsePolicy } from './parse';

const said = (...lines: string[]): string => {
  const parsed = parsePolicy(['on binance:main', ...lines].join('\n'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return explainPolicy(parsed.policy);
};
const trading = ['allow trade.create', 'symbols BTC/USDT'];

describe('the sentence that explains a policy', () => {
  it('says all of it, exactly', () => {
    expect(
      said(
        'allow read.market, read.account, trade.create, trade.cancel',
        'symbols BTC/USDT, ETH/USDT',
        'max-order 250 USDT',
        'max-24h 2000 USDT',
        'max-open 1000 USDT',
        'rate trade.create 30/1m',
        'hours Mon-Fri 07:00-22:00 Europe/London',
        'idle 2h',
        'on-end cancel',
      ),
    ).toBe(
      'May read the market, the account and what a client needs to start, place limit and post-only orders and cancel its own on BTC/USDT and ETH/USDT at binance with the key “main”; can put at most 250 USDT into one order, put at most 2,000 USDT into new orders in any 24 hours (what was cancelled unfilled is not counted) and have at most 1,000 USDT resting at a time, and beyond that only close what is open; with a limit price at most 3 % above the market to buy and at most 3 % below the market to sell; makes at most 30 new orders in any 1 minute; only closes outside Mon to Fri 07:00-22:00 (Europe/London); only closes after 2 hours without a request; is valid for 12 hours and may only close for 24 hours after that; its resting orders are cancelled when it ends.',
    );
    expect(said('allow read.account')).toBe(
      'May read the market, the account and what a client needs to start at binance with the key “main”; is valid for 12 hours.',
    );
  });

  it('says plainly where there is no limit on money, or none on the sum', () => {
    expect(said(...trading)).toContain('; with no limit on money;');
    expect(said(...trading, 'max-order 5 USDT')).toContain(
      '5 USDT into one order, with no limit on the sum of its orders',
    );
    expect(said(...trading, 'max-open 5 USDT')).toContain('with no limit on the sum');
    expect(said(...trading, 'max-24h 5 USDT')).not.toContain('no limit');
    expect(said('allow trade.cancel', 'symbols any')).not.toContain('money');
  });

  it('names a most that can be lost only where there is one', () => {
    const bounded = [...trading, 'side buy', 'max-24h 2000.50 USDT'];
    expect(said(...bounded)).toContain(
      'can lose at most 60.015 USDT in any 24 hours to prices worse than the market’s',
    );
    expect(said(...bounded)).not.toContain('only close what is open');
    for (const line of [
      'side sell',
      'price-band off',
      'types limit, market',
      'types stopLimit',
      'symbols BTC/USDT:USDT',
    ])
      expect(said(...bounded, line)).not.toContain('can lose');
    expect(said('allow trade.create', 'symbols any', 'side buy', 'max-24h 5 USDT')).not.toContain('can lose');
    expect(said(...trading, 'side buy')).not.toContain('can lose');
    expect(said(...trading, 'side sell', 'max-24h 5 USDT', 'price-band 150%')).toContain('can lose at most 5 USDT');
  });

  it('does not hide what takes any price', () => {
    expect(said(...trading, 'types market, stop')).toContain('; its market and stop orders take the prices they meet;');
    expect(said(...trading, 'types limit', 'price-band off')).toContain('no limit on how bad a limit price may be');
    expect(said(...trading, 'types stopLimit')).toContain('of their own trigger');
  });

  it('counts what is denied as not allowed', () => {
    expect(said(...trading, 'deny-symbols BTC/USDT')).toContain(' on no market ');
    expect(said('allow trade.create', 'symbols any', 'deny-symbols BTC/USDT')).toContain(
      'on every market but BTC/USDT',
    );
    expect(said(...trading, 'deny trade.create')).toBe(
      'May read the market and do nothing else at binance with the key “main”.',
    );
    expect(said('allow trade.cancel.any', 'symbols any', 'deny trade.cancel')).not.toContain('cancel any');
  });

  it('says more of few things, and how many more of many', () => {
    const many = Array.from({ length: 40 }, (_, index) => `A${index}/USDT`).join(', ');
    expect(said('allow trade.create', `symbols ${many}`)).toContain('A11/USDT and 28 more at binance');
    expect(said('allow trade.edit, margin.set', 'symbols any', 'max-leverage 3')).toContain(
      'change its own orders and set the margin mode and a leverage of at most 3 on every market',
    );
    expect(said('allow trade.cancel.any', 'symbols any')).toContain(
      'cancel any order, also those it did not place, on every market',
    );
  });
});
