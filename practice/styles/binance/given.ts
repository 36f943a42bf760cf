import { readAmount, type Amount } from '../../market/amounts';
import { missing, refuse } from './refusals';

/** The parameters of a request, decoded, from query and body alike. A value that is not well formed ends the request. */
export interface Given {
  /** Undefined when it is not there or empty. */
  text(name: string): string | undefined;
  need(name: string): string;
  amount(name: string): Amount | undefined;
  needAmount(name: string): Amount;
  whole(name: string): number | undefined;
  flag(name: string): boolean;
  oneOf<T extends string>(name: string, options: readonly T[], missingIs?: T): T;
}

export function givenFrom(found: ReadonlyMap<string, string>): Given {
  const text = (name: string): string | undefined => {
    const value = found.get(name);
    return value === undefined || value === '' ? undefined : value;
  };
  const need = (name: string): string => text(name) ?? missing(name);
  const amount = (name: string): Amount | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    const read = readAmount(value);
    if (read === undefined) illegal(name, '^([0-9]{1,20})(\\.[0-9]{1,20})?$');
    if (read <= 0n) refuse(400, -1013, `Invalid ${name}.`);
    return read;
  };
  return {
    text,
    need,
    amount,
    needAmount: (name) => amount(name) ?? missing(name),
    whole(name) {
      const value = text(name);
      if (value === undefined) return undefined;
      return /^\d{1,16}$/.test(value) ? Number(value) : illegal(name, '^[0-9]{1,20}$');
    },
    flag: (name) => text(name)?.toLowerCase() === 'true',
    oneOf(name, options, missingIs) {
      const value = text(name) ?? missingIs ?? missing(name);
      return options.find((option) => option === value) ?? refuse(400, -1100, `Invalid ${name}.`);
    },
  };
}

function illegal(name: string, range: string): never {
  return refuse(400, -1100, `Illegal characters found in parameter '${name}'; legal range is '${range}'.`);
}

/** `+` is a space in a query and in a form. Throws where an escape is broken. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return refuse(400, -1100, 'Illegal characters found in a parameter.');
  }
}
