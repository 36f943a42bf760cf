import type { WholeAnswer } from '../../adapter';
import { Decimal } from '../../../../base/decimals';
import { JsonNumber, JsonObject, readStrictJson, type StrictJson } from '../../kit/strict-json';

/** Order numbers of contracts have 19 digits, more than a float holds: so answers are read strictly, too. */
export function bodyOf(answer: WholeAnswer): StrictJson | undefined {
  return readStrictJson(answer.body.toString('utf8'));
}

/** A text or a number as it was written; undefined for all else, and for an empty text. */
export function textIn(object: JsonObject, name: string): string | undefined {
  const value = object.members.get(name);
  if (value instanceof JsonNumber) return value.text;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function objectIn(object: JsonObject, name: string): JsonObject | undefined {
  const value = object.members.get(name);
  return value instanceof JsonObject ? value : undefined;
}

export function objectsIn(value: StrictJson | undefined): readonly JsonObject[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const objects = value.filter((item: unknown): item is JsonObject => item instanceof JsonObject);
  return objects.length === value.length ? objects : undefined;
}

/** Undefined where it is not there or no plain number below which nothing goes. */
export function amountIn(object: JsonObject, name: string): Decimal | undefined {
  const text = textIn(object, name);
  const value = text === undefined ? undefined : Decimal.read(text);
  return value?.compare(Decimal.zero) === -1 ? undefined : value;
}

/** Binance's error code; undefined where the answer is none. Some successes carry a code of 200. */
export function errorIn(object: JsonObject): number | undefined {
  const code = Number(textIn(object, 'code') ?? '0');
  return Number.isInteger(code) && code < 0 ? code : undefined;
}

/**
 * "Execution status unknown", or an error inside of Binance that does not say how far it came ("Error codes", -1000 to
 * -1007). All other errors of a 4xx mean that nothing was done.
 */
const undecided: ReadonlySet<number> = new Set([-1000, -1001, -1006, -1007]);

/** What an error says of the thing that was asked for. 5xx: "the execution status is UNKNOWN and could have been a success". */
export function wasRefused(status: number, code: number): boolean {
  return status >= 400 && status < 500 && !undecided.has(code);
}
