import { Decimal } from '../../../base/decimals';
import { JsonNumber, JsonObject, type StrictJson } from '../kit/strict-json';
import { isPlainName } from '../kit/pairs';
import { ambiguous, unserved } from './requests';

/** How a parameter of a money endpoint is taken. `unset`: known, and refused unless it says nothing. */
export type Taken = 'text' | 'flag' | 'unset';
export type ParameterTable = Readonly<Record<string, Taken>>;

const longestReasonName = 30;
/** Of client ids and OKX's own. */
const longestId = 32;

/** The parameters of one object: every one known, none of them a list or an object, what says nothing is empty. */
export class Parameters {
  readonly #values = new Map<string, string>();

  /** @throws NotUnderstood */
  constructor(object: JsonObject, table: ParameterTable) {
    for (const [name, value] of object.members) {
      const taken = Object.hasOwn(table, name) ? table[name] : undefined;
      if (taken === undefined) throw unserved(`${shown(name)} is not known here`);
      const text = textOf(name, value);
      if (taken === 'unset' && text !== '') throw unserved(`${name} is not served`);
      if (taken === 'flag' && text !== '' && text !== 'true' && text !== 'false')
        throw ambiguous(`${name} is neither true nor false`);
      this.#values.set(name, text);
    }
  }

  /** Empty where the request says nothing. */
  text(name: string): string {
    return this.#values.get(name) ?? '';
  }

  flag(name: string): boolean {
    return this.#values.get(name) === 'true';
  }

  /** @throws NotUnderstood */
  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const text = this.text(name);
    const value = values.find((one) => one === text);
    if (value === undefined) throw unserved(`${name} is not one of those that are served`);
    return value;
  }

  /** An order's id: letters and digits; null where the request says nothing. @throws NotUnderstood */
  id(name: string): string | null {
    const text = this.text(name);
    if (text === '') return null;
    if (text.length > longestId || !isAlphanumeric(text)) throw ambiguous(`${name} is not up to 32 letters and digits`);
    return text;
  }

  /** Null where the request says nothing. @throws NotUnderstood */
  positive(name: string): Decimal | null {
    const text = this.text(name);
    if (text === '') return null;
    const read = Decimal.read(text);
    if (!read?.isPositive()) throw ambiguous(`${name} is not a plain positive number`);
    return read;
  }

  /** @throws NotUnderstood */
  needed(name: string): Decimal {
    const read = this.positive(name);
    if (read === null) throw ambiguous(`${name} is missing`);
    return read;
  }
}

/** Clients send what they have not set as `""`, `null` or an empty list. */
function textOf(name: string, value: StrictJson): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return String(value);
  if (value instanceof JsonNumber) return value.text;
  if (Array.isArray(value) && value.length === 0) return '';
  throw unserved(
    name === 'attachAlgoOrds' ? 'attached take-profit and stop-loss are not served' : `${name} is not served`,
  );
}

function isAlphanumeric(text: string): boolean {
  return isPlainName(text) && !text.includes('_');
}

function shown(name: string): string {
  return isPlainName(name) && name.length <= longestReasonName ? name : 'a parameter';
}
