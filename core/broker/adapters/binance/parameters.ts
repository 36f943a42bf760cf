import type { StrictJson, JsonObject } from '../kit/strict-json';
import { JsonNumber } from '../kit/strict-json';
import { isPlainName } from '../kit/pairs';
import { decodeOnce } from '../kit/percent';
import type { Part, Parts } from './parts';
import { ambiguous, neverGranted, Refused } from './refused';

/**
 * What a parameter of an endpoint that moves money may look like. `idle` ones change neither the size, the price nor which
 * order is meant, and alone may be empty, as honest clients send what is not set. `moves` ones let Binance set the price.
 */
const kinds = {
  symbol: /^[A-Z0-9]{1,30}(?:_[A-Z0-9]{1,12})?$/,
  word: /^[A-Z_]{1,40}$/,
  decimal: /^\d{1,30}(?:\.\d{1,20})?$/,
  integer: /^\d{1,20}$/,
  id: /^[.A-Z:/a-z0-9_-]{1,40}$/,
  flag: /^(?:true|false|True|False|TRUE|FALSE)$/,
  idle: /^[A-Za-z0-9_.-]{0,40}$/,
  moves: /^NONE$/,
  sideEffect: /^NO_SIDE_EFFECT$/,
  json: /^\[/,
} as const satisfies Readonly<Record<string, RegExp>>;

export type Kind = keyof typeof kinds;
export type Allowed = Readonly<Record<string, Kind>>;

/** By name, decoded and of the shape of its kind. */
export type Fields = ReadonlyMap<string, string>;

const everywhere: Allowed = { timestamp: 'integer', recvWindow: 'decimal', signature: 'idle' };

/** @throws Refused */
export function fieldsOf({ query, form }: Parts, allowed: Allowed): Fields {
  const fields = new Map<string, string>();
  for (const part of [query, form]) readPart(part, allowed, fields);
  return fields;
}

function readPart({ pairs }: Part, allowed: Allowed, fields: Map<string, string>): void {
  for (const { name, value } of pairs) {
    if (Object.hasOwn(everywhere, name)) continue;
    const kind = kindOf(name, allowed);
    const decoded = decodeOnce(value);
    if (decoded === undefined) return ambiguous(`${name} is not encoded in one clear way`);
    const checked = check(name, decoded, kind);
    if (checked !== '') fields.set(name, checked);
  }
}

/** The same for one order inside a JSON list. What is null is not set. @throws Refused */
export function fieldsOfObject(object: JsonObject, allowed: Allowed): Fields {
  const fields = new Map<string, string>();
  for (const [name, value] of object.members) {
    const kind = kindOf(name, allowed);
    // An id is added where none is named; a second member of that name would be taken or not, as the server likes.
    if (value === null && kind !== 'id') continue;
    const checked = check(name, textOf(name, value), kind);
    if (checked !== '') fields.set(name, checked);
  }
  return fields;
}

function textOf(name: string, value: StrictJson): string {
  if (typeof value === 'string') return value;
  if (value instanceof JsonNumber) return value.text;
  if (typeof value === 'boolean') return String(value);
  return ambiguous(`${name} is neither text nor a number`);
}

function kindOf(name: string, allowed: Allowed): Kind {
  const kind = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
  // A name in a JSON list may be any text, and reasons are shown in logs and terminals.
  const shown = isPlainName(name) ? `parameter ${name.slice(0, 40)}` : 'a parameter';
  if (kind === undefined) throw new Refused('unknown-parameter', `${shown} is not known here`);
  return kind;
}

function check(name: string, value: string, kind: Kind): string {
  if (kinds[kind].test(value)) return value;
  if (kind === 'moves') return neverGranted(`${name} lets the exchange set the price, so the order can not be valued`);
  if (kind === 'sideEffect') return neverGranted(`${name} borrows or repays, which can never be granted`);
  return ambiguous(`${name} is not written in the form that Binance documents`);
}

/** @throws Refused */
export function must(fields: Fields, name: string): string {
  return fields.get(name) ?? ambiguous(`${name} is missing`);
}

export function isTrue(fields: Fields, name: string): boolean {
  return fields.get(name)?.toLowerCase() === 'true';
}

/** Not one of a list. @throws Refused */
export function oneOf<const Word extends string>(fields: Fields, name: string, words: readonly Word[]): Word {
  const value = must(fields, name);
  return words.find((word) => word === value) ?? ambiguous(`${name} is none that Binance documents`);
}
