import type { Ccxt } from './ccxt';

/** Per exchange the codes and texts in ccxt's table of exceptions, each with the class that ccxt throws for it. */
export type Codes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Classes for what goes wrong with an order, an address or a balance. A key's test meets none of them, and they change with every version. */
const ofTrading: ReadonlySet<string> = new Set([
  'ArgumentsRequired',
  'CancelPending',
  'ContractUnavailable',
  'DuplicateOrderId',
  'InsufficientFunds',
  'InvalidAddress',
  'InvalidOrder',
  'MarginModeAlreadySet',
  'MarketClosed',
  'NoChange',
  'NotSupported',
  'OrderImmediatelyFillable',
  'OrderNotFillable',
  'OrderNotFound',
]);

/** ccxt's tables, flat: `exact` and `broad`, or per market below that. Of two classes for one code the first stands. */
export function codesOf({ exchanges }: Ccxt, isWatched: (id: string) => boolean): Codes {
  const watched = [...exchanges].filter(([id]) => isWatched(id));
  return Object.fromEntries(watched.map(([id, { exceptions }]) => [id, sorted(flat(exceptions))]));
}

function sorted(codes: Record<string, string>): Record<string, string> {
  const telling = Object.entries(codes).filter(([, name]) => !ofTrading.has(name));
  return Object.fromEntries(telling.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function flat(table: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  if (typeof table !== 'object' || table === null) return found;
  for (const [key, value] of Object.entries(table) as [string, unknown][]) {
    const codes = typeof value === 'function' ? { [key]: value.name } : flat(value);
    for (const [code, name] of Object.entries(codes)) found[code] ??= name;
  }
  return found;
}
