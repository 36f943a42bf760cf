import { createHash } from 'node:crypto';
import type { Randomness } from '../../base/ports';

const digits = '0123456789';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = 'abcdefghijklmnopqrstuvwxyz';

/** The alphabets that exchanges write keys in; bytes above the last whole round of one are thrown away, so that no letter is likelier. */
export const alphabets = {
  alphanumeric: digits + upper + lower,
  lowerHex: `${digits}abcdef`,
  upperHex: `${digits}ABCDEF`,
  lowerHexLetters: 'abcdef',
  upperHexLetters: 'ABCDEF',
  /** The first digit of the fourth group of a version 4 UUID (RFC 9562, 4.1). */
  uuidVariant: '89ab',
} as const;

/** Letters of an alphabet, each as likely as the others. */
export function letters(randomness: Randomness, alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    const bytes = randomness.bytes(length - text.length);
    for (const byte of bytes) if (byte < limit) text += alphabet[byte % alphabet.length] ?? '';
    bytes.fill(0);
  }
  return text;
}

/**
 * What a phantom's last characters say of those before them: SHA-256 over `domain`, a zero byte and the text, read as one
 * big-endian number and written in the alphabet, least significant digit first. Documented in docs/broker-protocol.md.
 */
export function checksum(domain: string, text: string, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  let rest = BigInt(`0x${createHash('sha256').update(`${domain}\0${text}`).digest('hex')}`);
  let sum = '';
  for (let at = 0; at < length; at += 1) {
    sum += alphabet[Number(rest % base)] ?? '';
    rest /= base;
  }
  return sum;
}
