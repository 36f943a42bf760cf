import { readAmount, type Amount } from '../../market/amounts';
import type { Received } from '../style';
import { Failed, refuse } from './refusals';

/** The fields of a query or of one object of a body. OKX writes numbers as text; both are taken. */
export interface Given {
  /** Undefined when it is not there or empty. */
  text(name: string): string | undefined;
  need(name: string): string;
  amount(name: string): Amount | undefined;
  needAmount(name: string): Amount;
  flag(name: string): boolean;
  oneOf<T extends string>(name: string, options: readonly T[], missingIs?: T): T;
}

export function fields(values: Readonly<Record<string, unknown>>): Given {
  const text = (name: string): string | undefined => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const need = (name: string): string => {
    const value = text(name);
    if (value === undefined) throw new Failed('50014', `Parameter ${name} can not be empty.`);
    return value;
  };
  const amount = (name: string): Amount | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    const read = readAmount(value);
    if (read === undefined || read <= 0n) throw wrong(name);
    return read;
  };
  return {
    text,
    need,
    amount,
    needAmount(name) {
      need(name);
      return amount(name) ?? 0n;
    },
    flag: (name) => text(name) === 'true',
    oneOf(name, options, missingIs) {
      const value = text(name) ?? missingIs ?? need(name);
      const found = options.find((option) => option === value);
      if (found === undefined) throw wrong(name);
      return found;
    },
  };
}

const wrong = (name: string): Failed => new Failed('51000', `Parameter ${name} error`);

/** Of a GET the query, of a POST the body where it is one object. */
export function givenFrom(request: Received): Given {
  if (request.method === 'GET') return fields(Object.fromEntries(new URLSearchParams(request.query)));
  const [first] = objectsOf(request.body);
  return fields(first ?? {});
}

/** The objects of a body that is one or a list of them. */
export function objectsOf(body: Buffer): Record<string, unknown>[] {
  const content = parsed(body);
  const list: unknown[] = Array.isArray(content) ? content : [content];
  return list.map((one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? (one as Record<string, unknown>)
      : refuse(400, '50002', 'JSON syntax error'),
  );
}

function parsed(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    return refuse(400, '50002', 'JSON syntax error');
  }
}
