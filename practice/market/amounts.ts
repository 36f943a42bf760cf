/** An exact decimal as a whole number of 10^-18: products of two amounts with eight places each stay exact. */
export type Amount = bigint;

const places = 18;
const one = 10n ** BigInt(places);

/** `12`, `-0.5`, at most 18 places; undefined for anything else, exponents among it. */
export function readAmount(text: string): Amount | undefined {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,18}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const size = BigInt(whole + fraction.padEnd(places, '0'));
  return sign === '-' ? -size : size;
}

/** For numbers in the source. Throws RangeError. */
export function amount(text: string): Amount {
  const read = readAmount(text);
  if (read === undefined) throw new RangeError('not a plain decimal');
  return read;
}

/** Written plainly. `fixed`: with exactly so many places, the rest cut off. */
export function show(value: Amount, fixed?: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, -places);
  const fraction = digits.slice(-places);
  const shown = fixed === undefined ? fraction.replace(/0+$/, '') : fraction.slice(0, fixed);
  return sign + whole + (shown === '' ? '' : `.${shown}`);
}

/** Cut off at 10^-18, towards zero. */
export const times = (left: Amount, right: Amount): Amount => (left * right) / one;
export const over = (left: Amount, right: Amount): Amount => (left * one) / right;

export const least = (left: Amount, right: Amount): Amount => (left < right ? left : right);
export const most = (left: Amount, right: Amount): Amount => (left > right ? left : right);
export const size = (value: Amount): Amount => (value < 0n ? -value : value);
/** Down to a whole number of steps. */
export const floorTo = (value: Amount, step: Amount): Amount => value - (value % step);
