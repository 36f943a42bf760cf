import { hasDuplicates, isPlainName, splitPairs } from '../kit/pairs';
import { JsonObject, readStrictJson, type StrictJson } from '../kit/strict-json';
import type { RawRequest, Read } from '../adapter';

type NotRead = Extract<Read, { ok: false }>;

/** Ends the reading of a request; `read` makes a value of it. */
export class NotUnderstood extends Error {
  readonly refusal: NotRead;

  constructor(why: NotRead['why'], reason: string, alarm = false) {
    super(why);
    this.name = 'NotUnderstood';
    this.refusal = { ok: false, why, reason, alarm };
  }
}

export const ambiguous = (reason: string): NotUnderstood => new NotUnderstood('ambiguous', reason);
export const neverServed = (reason: string): NotUnderstood => new NotUnderstood('never-granted', reason);
export const unserved = (reason: string): NotUnderstood => new NotUnderstood('unknown-parameter', reason);

export function endpointOf({ method, path }: Pick<RawRequest, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

/** @throws NotUnderstood */
export function mustBePlainRead({ method, query, body }: RawRequest): void {
  if (method !== 'GET') throw ambiguous('only GET is read here');
  if (body.length > 0) throw ambiguous('a GET with a body can be read in two ways');
  const pairs = splitPairs(query ?? '');
  if (hasDuplicates(pairs)) throw ambiguous('a parameter stands twice in the query');
  if (!pairs.every(({ name }) => isPlainName(name))) throw ambiguous('a name in the query is not written plainly');
}

/** The one object of a body. @throws NotUnderstood */
export function objectIn(request: RawRequest): JsonObject {
  const value = bodyOf(request);
  if (!(value instanceof JsonObject)) throw ambiguous('the body is not one JSON object');
  return value;
}

/** OKX takes at most 20 orders at a time, and 10 algo orders. */
const mostAtOnce = 20;

/** The objects of a body that is a list of one or more. @throws NotUnderstood */
export function objectsIn(request: RawRequest): readonly JsonObject[] {
  const value = bodyOf(request);
  if (!Array.isArray(value)) throw ambiguous('the body is not a JSON list');
  const objects = (value as readonly StrictJson[]).filter((item) => item instanceof JsonObject);
  if (objects.length !== value.length) throw ambiguous('the body has something else than JSON objects');
  if (objects.length === 0 || objects.length > mostAtOnce)
    throw ambiguous(`the body has not 1 to ${mostAtOnce} orders`);
  return objects;
}

function bodyOf({ method, query, body }: RawRequest): StrictJson {
  if (method !== 'POST') throw ambiguous('only POST is taken here');
  if (query !== null) throw ambiguous('a POST with a query can be read in two ways');
  const text = body.toString('latin1');
  if (!plainText.test(text)) throw ambiguous('the body has characters that no parameter needs');
  const value = readStrictJson(text);
  if (value === undefined) throw ambiguous('the body is not JSON, or a key stands twice in it');
  return value;
}

/** Printable ASCII and white space without escapes: every reader sees the same keys and values, and a byte is a character. */
const plainText = /^[\t\n\r -[\]-~]*$/;
