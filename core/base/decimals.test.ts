import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, greatest, smallest } from './decimals';

const plain = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 18 }))
  .map(([negative, digits, scale]) => {
    const text = digits.toString().padStart(scale + 1, '0');
    const point = text.length - scale;
    return {
      text: `${negative ? '-' : ''}${text.slice(0, point)}${scale === 0 ? '' : `.${text.slice(point)}`}`,
      scale,
    };
  });
/** The same number as a whole number of 10^-18. */
const units = (text: string): bigint => {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const value = BigInt(whole + fraction.padEnd(18, '0'));
  return sign === '-' ? -value : value;
};

describe('a decimal', () => {
  it('adds, subtracts, multiplies and compares exactly', () => {
    fc.assert(
      fc.property(plain, plain, ({ text: left }, { text: right }) => {
        const [a, b] = [Decimal.of(left), Decimal.of(right)];
        expect(units(a.plus(b).toString())).toBe(units(left) + units(right));
        expect(units(a.minus(b).toString())).toBe(units(left) - units(right));
        expect(a.times(b).compare(b.times(a))).toBe(0);
        const [x, y] = [units(left), units(right)];
        expect(a.compare(b)).toBe(x < y ? -1 : x > y ? 1 : 0);
        expect(a.abs().compare(Decimal.zero)).toBe(x === 0n ? 0 : 1);
      }),
    );
    expect(Decimal.of('0.1').plus(Decimal.of('0.2')).toString()).toBe('0.3');
    expect(Decimal.of('0.001').times(Decimal.of('63500.5')).toString()).toBe('63.5005');
    expect(Decimal.of('3').percent().toString()).toBe('0.03');
  });

  it('gives a share that is cut off, never rounded up, and whole where it comes out even', () => {
    fc.assert(
      fc.property(plain, plain, plain, ({ text: of }, { text: part }, { text: whole }) => {
        fc.pre(units(whole) !== 0n);
        const share = Decimal.of(of).share(Decimal.of(part), Decimal.of(whole));
        expect(units(share.toString())).toBe((units(of) * units(part)) / units(whole));
      }),
    );
    expect(Decimal.of('100').share(Decimal.of('1'), Decimal.of('3')).toString()).toBe('33.333333333333333333');
    expect(Decimal.of('250').share(Decimal.of('0.4'), Decimal.of('1')).toString()).toBe('100');
    expect(() => Decimal.of('1').share(Decimal.of('1'), Decimal.zero)).toThrow(RangeError);
  });

  it('is written as it is read', () => {
    fc.assert(
      fc.property(plain, ({ text }) => Decimal.of(Decimal.of(text).toString()).compare(Decimal.of(text)) === 0),
    );
    expect(['007', '1.500', '-0.0', '0', '-2.50'].map((text) => Decimal.of(text).toString())).toEqual([
      ...['7', '1.5', '0', '0', '-2.5'],
    ]);
  });

  it('is nothing that is not written plainly', () => {
    for (const text of ['', ' 1', '1 ', '+1', '1e3', '.5', '1.', '1,5', '0x10', 'NaN', 'Infinity', '١', '9'.repeat(61)])
      expect(Decimal.read(text), text).toBeUndefined();
    expect(() => Decimal.of('1e3')).toThrow(RangeError);
  });

  it('knows the greatest and the smallest', () => {
    const [a, b, c] = [Decimal.of('1'), Decimal.of('-3.2'), Decimal.of('1.01')];
    expect(greatest(a, b, c)).toBe(c);
    expect(smallest(a, b, c)).toBe(b);
  });
});
