import { malformed } from './errors';
import {
  alignmentOf,
  deepest,
  isObjectPath,
  parseSignature,
  singleType,
  Variant,
  type BasicCode,
  type Type,
} from './types';

/**
 * Values as D-Bus carries them, little-endian. Numbers are numbers, 64-bit integers are bigint, dictionaries are `Map`,
 * arrays and structs are arrays, a variant is a `Variant`. The first byte counts as aligned to 8.
 * @throws BusError malformed; RangeError for a number that its type cannot hold
 */
export function encode(signature: string, values: readonly unknown[]): Buffer {
  const types = parseSignature(signature);
  if (types.length !== values.length) throw malformed('as many values as types');
  const writer = new Writer();
  types.forEach((type, place) => writer.value(type, values[place], 0));
  return writer.bytes();
}

/** How many bytes a number takes, and the buffer's method that writes it, which refuses what is out of range. */
const numbers = {
  y: [1, 'writeUInt8'],
  n: [2, 'writeInt16LE'],
  q: [2, 'writeUInt16LE'],
  i: [4, 'writeInt32LE'],
  u: [4, 'writeUInt32LE'],
  d: [8, 'writeDoubleLE'],
} as const;

class Writer {
  #bytes = Buffer.alloc(256);
  #at = 0;

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  value(type: Type, value: unknown, depth: number): void {
    if (depth > 2 * deepest) throw malformed('value too deep');
    this.#align(alignmentOf(type));
    switch (type.code) {
      case 'v':
        if (!(value instanceof Variant)) throw malformed('variant');
        this.#signature(value.signature);
        this.value(singleType(value.signature), value.value, depth + 1);
        return;
      case 'a':
        this.#array(type.of, value, depth + 1);
        return;
      case '(':
        if (!Array.isArray(value) || value.length !== type.of.length) throw malformed('struct');
        type.of.forEach((part, place) => this.value(part, value[place], depth + 1));
        return;
      case '{': {
        const [key, kept] = value as [unknown, unknown];
        this.value(type.key, key, depth + 1);
        this.value(type.value, kept, depth + 1);
        return;
      }
      default:
        this.#basic(type.code, value);
        return;
    }
  }

  #array(of: Type, value: unknown, depth: number): void {
    const items: unknown = value instanceof Map ? [...value] : value;
    if (!Array.isArray(items)) throw malformed('array');
    const lengthAt = this.#room(4);
    // The space before the first item does not count as part of the array.
    this.#align(alignmentOf(of));
    const from = this.#at;
    for (const item of items) this.value(of, item, depth);
    this.#bytes.writeUInt32LE(this.#at - from, lengthAt);
  }

  #basic(code: BasicCode, value: unknown): void {
    if (code === 's' || code === 'o') this.#text(code, value);
    else if (code === 'g') this.#signature(value);
    else if (code === 'b') this.#number('u', typeof value === 'boolean' ? Number(value) : value);
    else if (code === 'x' || code === 't') this.#long(code, value);
    else this.#number(code, value);
  }

  #number(code: keyof typeof numbers, value: unknown): void {
    if (typeof value !== 'number' || (code !== 'd' && !Number.isInteger(value))) throw malformed('number');
    const [size, write] = numbers[code];
    const at = this.#room(size);
    this.#bytes[write](value, at);
  }

  #long(code: 'x' | 't', value: unknown): void {
    if (typeof value !== 'bigint') throw malformed('64-bit integer');
    const at = this.#room(8);
    if (code === 'x') this.#bytes.writeBigInt64LE(value, at);
    else this.#bytes.writeBigUInt64LE(value, at);
  }

  #text(code: 's' | 'o', value: unknown): void {
    if (typeof value !== 'string' || value.includes('\0')) throw malformed('string');
    if (code === 'o' && !isObjectPath(value)) throw malformed('object path');
    const length = Buffer.byteLength(value, 'utf8');
    this.#number('u', length);
    const at = this.#room(length + 1);
    this.#bytes.write(value, at, 'utf8');
  }

  #signature(value: unknown): void {
    if (typeof value !== 'string') throw malformed('signature');
    parseSignature(value);
    this.#number('y', value.length);
    const at = this.#room(value.length + 1);
    this.#bytes.write(value, at, 'latin1');
  }

  #align(to: number): void {
    this.#room((to - (this.#at % to)) % to);
  }

  /** Makes room for so many bytes, all zero, and says where it begins. The buffer may be another one afterwards. */
  #room(count: number): number {
    const from = this.#at;
    this.#at += count;
    if (this.#at > this.#bytes.length) {
      const wider = Buffer.alloc(this.#at * 2);
      this.#bytes.copy(wider);
      this.#bytes = wider;
    }
    return from;
  }
}
