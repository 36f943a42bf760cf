import { describe, expect, it } from 'vitest';
import { Decimal } from '../base/decimals';
import { policyOf } from './tokens.fixture';
import { isNearlyUsed, usageOf } from './usage';

const figures = (placed: string | undefined, open: string) => ({
  placed24h: () => (placed === undefined ? undefined : Decimal.of(placed)),
  open: () => Decimal.of(open),
});

describe('what a person is told of a token’s use', () => {
  it('is in the currency of each limit, with what rests and what nobody knows', () => {
    const orders = [{ state: 'open' }, { state: 'unknown' }, { state: 'reserved' }] as const;
    expect(usageOf(policyOf(), figures('125.50', '0'), orders, true)).toEqual({
      listening: true,
      placed24h: { amount: '125.5', currency: 'USDT' },
      open: { amount: '0', currency: 'USDT' },
      resting: 1,
      unknown: 2,
    });
  });

  it('names no figure where there is no limit, or where it is not known', () => {
    const policy = policyOf({ maxOpen: null });
    expect(usageOf(policy, figures(undefined, '5'), [], false)).toMatchObject({ placed24h: null, open: null });
  });
});

describe('a budget', () => {
  it.each([
    ['1599.99999999', '0', false],
    ['1600', '0', true],
    ['0', '800', true],
    [undefined, '799.99', false],
  ])('of 2000 a day and 1000 open with %s placed and %s open is nearly used: %s', (placed, open, nearly) => {
    expect(isNearlyUsed(policyOf(), figures(placed, open))).toBe(nearly);
  });

  it('that is not set is never nearly used', () => {
    expect(isNearlyUsed(policyOf({ max24h: null, maxOpen: null }), figures('9999', '9999'))).toBe(false);
  });
});
