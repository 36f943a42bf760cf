import { fail } from '../base/failure';
import { wipe } from './cipher';

const lengthBytes = 4;
const smallBlock = 512;
const block = 4096;

/** 512 bytes, or the next multiple of 4,096: the size of a ciphertext says no more than that. */
export function paddedLength(length: number): number {
  const needed = lengthBytes + length;
  return needed <= smallBlock ? smallBlock : Math.ceil(needed / block) * block;
}

/** Length (4 bytes, big-endian) ‖ plain text ‖ zeros. */
export function pad(plain: Uint8Array): Buffer {
  const padded = Buffer.alloc(paddedLength(plain.length));
  padded.writeUInt32BE(plain.length);
  padded.set(plain, lengthBytes);
  return padded;
}

/** The plain text in memory of its own; wipes `padded`. @throws vault.corrupt */
export function unpad(padded: Buffer, where: string): Buffer {
  const length = padded.length < lengthBytes ? -1 : padded.readUInt32BE();
  if (length < 0 || paddedLength(length) !== padded.length) throw fail('vault.corrupt', { where });
  const plain = Buffer.alloc(length);
  padded.copy(plain, 0, lengthBytes, lengthBytes + length);
  wipe(padded);
  return plain;
}
