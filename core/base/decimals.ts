/** Raising ten takes longer than what is done with it. */
const tens = Array.from({ length: 64 }, (_, places) => 10n ** BigInt(places));
const tenTo = (places: number): bigint => tens[places] ?? 10n ** BigInt(places);

/**
 * An exact decimal: a whole number of 10^-scale. Money is never a float, and what is not written plainly (an exponent,
 * a sign of its own, spaces, `NaN`) is not a number here.
 */
export class Decimal {
  static readonly zero = new Decimal(0n, 0);
  readonly #digits: bigint;
  readonly #scale: number;

  private constructor(digits: bigint, scale: number) {
    this.#digits = digits;
    this.#scale = scale;
  }

  /** `12`, `-0.5`, `0.00000001`, at most 60 characters; undefined for anything else. */
  static read(text: string): Decimal | undefined {
    const match = text.length > 60 ? null : /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (match === null) return undefined;
    const [, sign = '', whole = '', fraction = ''] = match;
    const digits = BigInt(whole + fraction);
    return new Decimal(sign === '-' ? -digits : digits, fraction.length);
  }

  /** For numbers in the source. @throws RangeError */
  static of(text: string): Decimal {
    const read = Decimal.read(text);
    if (read === undefined) throw new RangeError('not a plain decimal');
    return read;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.#scale, other.#scale);
    return new Decimal(this.#at(scale) + other.#at(scale), scale);
  }

  minus(other: Decimal): Decimal {
    const scale = Math.max(this.#scale, other.#scale);
    return new Decimal(this.#at(scale) - other.#at(scale), scale);
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.#digits * other.#digits, this.#scale + other.#scale);
  }

  /** Divided by 100, exactly. */
  percent(): Decimal {
    return new Decimal(this.#digits, this.#scale + 2);
  }

  /** This × `part` ÷ `whole`, cut off after 18 places, which is towards zero. `whole` is not zero. @throws RangeError */
  share(part: Decimal, whole: Decimal): Decimal {
    const places = 18;
    const scale = this.#scale + part.#scale;
    const dividend = this.#digits * part.#digits * tenTo(whole.#scale + places);
    return new Decimal(dividend / (whole.#digits * tenTo(scale)), places);
  }

  abs(): Decimal {
    return this.#digits < 0n ? new Decimal(-this.#digits, this.#scale) : this;
  }

  /** Negative, 0 or positive, as a sorting wants it. */
  compare(other: Decimal): number {
    const scale = Math.max(this.#scale, other.#scale);
    const [one, two] = [this.#at(scale), other.#at(scale)];
    return one < two ? -1 : one > two ? 1 : 0;
  }

  exceeds(other: Decimal): boolean {
    return this.compare(other) > 0;
  }

  isZero(): boolean {
    return this.#digits === 0n;
  }

  isPositive(): boolean {
    return this.#digits > 0n;
  }

  /** Plain, without zeros that say nothing: what `read` takes. */
  toString(): string {
    const digits = (this.#digits < 0n ? -this.#digits : this.#digits).toString().padStart(this.#scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.#scale);
    const fraction = digits.slice(digits.length - this.#scale).replace(/0+$/, '');
    return `${this.#digits < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  }

  #at(scale: number): bigint {
    return scale === this.#scale ? this.#digits : this.#digits * tenTo(scale - this.#scale);
  }
}

/** The greatest of one or more. */
export function greatest(first: Decimal, ...others: readonly Decimal[]): Decimal {
  return others.reduce((most, one) => (one.exceeds(most) ? one : most), first);
}

/** The smallest of one or more. */
export function smallest(first: Decimal, ...others: readonly Decimal[]): Decimal {
  return others.reduce((least, one) => (least.exceeds(one) ? one : least), first);
}
