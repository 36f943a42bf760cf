import type { RawRequest } from '../adapter';
import { splitPairs, type Pair } from '../kit/pairs';

/** The two places of a request that carry parameters, as received, one byte a character. */
export interface Part {
  readonly text: string;
  readonly pairs: readonly Pair[];
}

export interface Parts {
  readonly query: Part;
  readonly form: Part;
}

const empty: Part = { text: '', pairs: [] };

const known = new WeakMap<Pick<RawRequest, 'query' | 'body'>, Parts>();

/** Split once for each request, which never changes: it is verified, read and signed. */
export function partsOf(request: Pick<RawRequest, 'query' | 'body'>): Parts {
  const found = known.get(request);
  if (found !== undefined) return found;
  const parts = {
    query: request.query === null || request.query === '' ? empty : part(request.query),
    form: request.body.length === 0 ? empty : part(request.body.toString('latin1')),
  };
  known.set(request, parts);
  return parts;
}

function part(text: string): Part {
  return { text, pairs: splitPairs(text) };
}

export function find(part: Part, name: string): Pair | undefined {
  for (const pair of part.pairs) if (pair.name === name) return pair;
  return undefined;
}

export function headerOf(request: Pick<RawRequest, 'headers'>, name: string): string | undefined {
  for (const [key, value] of request.headers) if (key === name) return value;
  return undefined;
}

export interface SignedParts {
  readonly signature: string;
  /** Which part carries it. */
  readonly where: keyof Parts;
  /** Both parts without it. */
  readonly query: string;
  readonly form: string;
}

/** Undefined where there is no signature, more than one, or one that is not the last of its part, as all clients put it. */
export function takeSignature({ query, form }: Parts): SignedParts | undefined {
  const inQuery = lastIsSignature(query);
  const inForm = lastIsSignature(form);
  if (inQuery === undefined || inForm === undefined || inQuery === inForm) return undefined;
  const where = inQuery ? 'query' : 'form';
  const carrier = inQuery ? query : form;
  const last = carrier.pairs[carrier.pairs.length - 1];
  if (last === undefined) return undefined;
  const rest = carrier.text.slice(0, Math.max(0, last.start - 1));
  return {
    signature: last.value,
    where,
    query: inQuery ? rest : query.text,
    form: inQuery ? form.text : rest,
  };
}

/** Undefined: one stands elsewhere. */
function lastIsSignature({ pairs }: Part): boolean | undefined {
  const first = pairs.findIndex(({ name }) => name === 'signature');
  if (first < 0) return false;
  return first === pairs.length - 1 ? true : undefined;
}
