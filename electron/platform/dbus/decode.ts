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

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The values in a whole body, as `encode` takes them. Nothing is believed: every length is held against the bytes that are
 * there before anything is made of it.
 * @throws BusError malformed
 */
export function decode(signature: string, bytes: Buffer, littleEndian = true): unknown[] {
  const reader = new Reader(bytes, littleEndian);
  const values = parseSignature(signature).map((type) => reader.value(type, 0));
  reader.mustEnd();
  return values;
}

class Reader {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #little: boolean;
  #at = 0;

  constructor(bytes: Buffer, littleEndian: boolean) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#little = littleEndian;
  }

  mustEnd(): void {
    if (this.#at !== this.#bytes.length) throw malformed('bytes left over');
  }

  value(type: Type, depth: number): unknown {
    // A variant may hold a variant, so a signature's own limit is not enough.
    if (depth > 2 * deepest) throw malformed('value too deep');
    this.#align(alignmentOf(type));
    switch (type.code) {
      case 'v': {
        const signature = this.#signature();
        return new Variant(signature, this.value(singleType(signature), depth + 1));
      }
      case 'a':
        return this.#array(type.of, depth + 1);
      case '(':
        return type.of.map((part) => this.value(part, depth + 1));
      case '{':
        return [this.value(type.key, depth + 1), this.value(type.value, depth + 1)];
      default:
        return this.#basic(type.code);
    }
  }

  #array(of: Type, depth: number): unknown {
    const length = this.#view.getUint32(this.#take(4), this.#little);
    this.#align(alignmentOf(of));
    const end = this.#at + length;
    if (end > this.#bytes.length) throw malformed('array longer than the message');
    const items: unknown[] = [];
    while (this.#at < end) items.push(this.value(of, depth));
    if (this.#at !== end) throw malformed('array length');
    return of.code === '{' ? new Map(items as [unknown, unknown][]) : items;
  }

  #basic(code: BasicCode): unknown {
    const view = this.#view;
    const little = this.#little;
    switch (code) {
      case 'y':
        return view.getUint8(this.#take(1));
      case 'b': {
        const number = view.getUint32(this.#take(4), little);
        if (number > 1) throw malformed('boolean');
        return number === 1;
      }
      case 'n':
        return view.getInt16(this.#take(2), little);
      case 'q':
        return view.getUint16(this.#take(2), little);
      case 'i':
        return view.getInt32(this.#take(4), little);
      case 'u':
        return view.getUint32(this.#take(4), little);
      case 'x':
        return view.getBigInt64(this.#take(8), little);
      case 't':
        return view.getBigUint64(this.#take(8), little);
      case 'd':
        return view.getFloat64(this.#take(8), little);
      case 's':
        return this.#text(view.getUint32(this.#take(4), little));
      case 'o': {
        const path = this.#text(view.getUint32(this.#take(4), little));
        if (!isObjectPath(path)) throw malformed('object path');
        return path;
      }
      case 'g':
        return this.#signature();
    }
  }

  #signature(): string {
    // Not looked into here: whoever reads by it does, and a header names whose answer it is also where its body is of a type we do not know.
    return this.#text(this.#view.getUint8(this.#take(1)));
  }

  #text(length: number): string {
    const from = this.#take(length);
    if (this.#view.getUint8(this.#take(1)) !== 0) throw malformed('string end');
    const part = this.#bytes.subarray(from, from + length);
    if (part.includes(0)) throw malformed('string with a zero');
    try {
      return utf8.decode(part);
    } catch {
      throw malformed('string is no UTF-8');
    }
  }

  #align(to: number): void {
    const padding = (to - (this.#at % to)) % to;
    const from = this.#take(padding);
    for (let at = from; at < from + padding; at += 1) if (this.#bytes[at] !== 0) throw malformed('padding');
  }

  #take(count: number): number {
    const from = this.#at;
    if (from + count > this.#bytes.length) throw malformed('message too short');
    this.#at = from + count;
    return from;
  }
}
