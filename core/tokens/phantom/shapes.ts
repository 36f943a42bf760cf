import type { Randomness } from '../../base/ports';
import { alphabets, checksum, letters } from './alphabet';

/** One text of a phantom: how it is made, and how it is known again. */
export interface Shape {
  /** Of the whole text; a scanner looks for it before it reckons the checksum. */
  readonly pattern: RegExp;
  readonly make: (randomness: Randomness) => string;
  /** Whether the checksum fits a text of this pattern. */
  readonly fits: (text: string) => boolean;
}

/** A text that ends in its checksum; `body` makes all before it. */
function checked(
  domain: string,
  pattern: RegExp,
  alphabet: string,
  checkLength: number,
  body: (randomness: Randomness) => string,
): Shape {
  const sumOf = (text: string) => checksum(domain, text, alphabet, checkLength);
  return {
    pattern,
    make: (randomness) => {
      const text = body(randomness);
      return text + sumOf(text);
    },
    fits: (text) => text.endsWith(sumOf(text.slice(0, -checkLength))),
  };
}

const { alphanumeric, lowerHex, upperHex, lowerHexLetters, upperHexLetters, uuidVariant } = alphabets;

/**
 * Every text that a phantom is made of, in the exchange's own length and alphabet. Each begins with a letter, because some
 * tools turn what looks like a number into one (Freqtrade 2026.9, tried: `12e45`). To add an exchange's: rows here.
 */
export const shapes = {
  /** binance: 64 letters and digits, as its HMAC keys and secrets. */
  binanceKey: checked(
    'keyhaven phantom binance key',
    /^khk[0-9A-Za-z]{61}$/,
    alphanumeric,
    8,
    (random) => `khk${letters(random, alphanumeric, 53)}`,
  ),
  binanceSecret: checked(
    'keyhaven phantom binance secret',
    /^khs[0-9A-Za-z]{61}$/,
    alphanumeric,
    8,
    (random) => `khs${letters(random, alphanumeric, 53)}`,
  ),
  /** okx: a version 4 UUID. Hexadecimal digits leave no room for a mark, so the checksum alone tells. */
  okxKey: checked(
    'keyhaven phantom okx key',
    /^[a-f][0-9a-f]{7}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    lowerHex,
    8,
    (random) => {
      const hex = (length: number) => letters(random, lowerHex, length);
      const first = letters(random, lowerHexLetters, 1) + hex(7);
      return `${first}-${hex(4)}-4${hex(3)}-${letters(random, uuidVariant, 1)}${hex(3)}-${hex(4)}`;
    },
  ),
  /** 32 upper-case hexadecimal digits; 24 bits of checksum leave 102 that are random. */
  okxSecret: checked(
    'keyhaven phantom okx secret',
    /^[A-F][0-9A-F]{31}$/,
    upperHex,
    6,
    (random) => letters(random, upperHexLetters, 1) + letters(random, upperHex, 25),
  ),
  /** OKX's form wants 8 to 32 characters with an upper-case and a lower-case letter, a digit and another character (seen 2026-11). */
  okxPassphrase: checked(
    'keyhaven phantom okx passphrase',
    /^Kh1-[0-9A-Za-z]{28}$/,
    alphanumeric,
    8,
    (random) => `Kh1-${letters(random, alphanumeric, 20)}`,
  ),
} as const satisfies Record<string, Shape>;

/** Whether a text is one that Keyhaven made up, as its pattern and checksum say: certainly so for one of ours, and by chance for one in 16 million others. */
export function isPhantom(text: string): boolean {
  return Object.values<Shape>(shapes).some(({ pattern, fits }) => pattern.test(text) && fits(text));
}
