import { fail } from '../base/failure';
import type { Randomness } from '../base/ports';
import { wipe } from './cipher';

/** Crockford's base32: no I, L, O and U, so that a code written down by hand reads as one thing. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeBytes = 20;
const codeLength = 32;
const groupLength = 4;

/** A new code as it is shown: 160 random bits, eight groups of four with hyphens. */
export function newRecoveryCode(randomness: Randomness): string {
  const bytes = randomness.bytes(codeBytes);
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  wipe(bytes);
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => alphabet[parseInt(five, 2)]).join('');
  return (letters.match(new RegExp(`.{${String(groupLength)}}`, 'g')) ?? []).join('-');
}

/**
 * The 20 bytes of a code as a person types it: case, spaces and hyphens do not matter, O is 0, I and L are 1.
 * @throws vault.wrongRecoveryCode for what cannot be a code.
 */
export function recoveryBytes(typed: string): Buffer {
  const letters = typed
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== codeLength || Array.from(letters).some((letter) => !alphabet.includes(letter)))
    throw fail('vault.wrongRecoveryCode');
  const bits = Array.from(letters, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}
