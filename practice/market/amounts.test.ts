import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amount, floorTo, over, readAmount, show, times } from './amounts';

describe('an amount', () => {
  const anyAmount = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });

  it('is written as a plain decimal that reads as the same amount', () => {
    fc.assert(fc.property(anyAmount, (value) => readAmount(show(value)) === value));
  });

  it('multiplies without a lost digit where floats lose one', () => {
    expect(show(times(amount('0.1'), amount('0.2')))).toBe('0.02');
    expect(show(times(amount('12345678.12345678'), amount('0.00000001')))).toBe('0.1234567812345678');
    expect(show(over(amount('1'), amount('3')), 8)).toBe('0.33333333');
  });

  it.each(['', '1e5', '.5', '5.', '+1', ' 1', '0x10', 'NaN', `0.${'1'.repeat(19)}`])('is not read from %j', (text) => {
    expect(readAmount(text)).toBeUndefined();
  });

  it('is cut down to whole steps', () => {
    expect(show(floorTo(amount('0.123456'), amount('0.001')))).toBe('0.123');
  });
});
