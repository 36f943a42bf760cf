import type { ExchangeField, ExchangeInfo } from '../../contract/exchanges';
import { supportOf } from '../support';
import type { CcxtRow } from './ccxt-row';
import { fieldsOf } from './fields';
import { generated } from './generated';
import { hostsOf } from './hosts';
import { kindsOf } from './key-kinds';
import { keyPages } from './key-pages';
import { aliases, names } from './names';
import type { FieldShape } from './shapes';
import { siblingsOf } from './siblings';

/** ccxt's ids of the exchanges that it has. */
export type CcxtExchange = keyof typeof generated;

export interface CatalogueRow extends Readonly<Omit<ExchangeInfo, 'fields'>> {
  readonly fields: readonly CatalogueField[];
}

export type CatalogueField = ExchangeField & { readonly shape: FieldShape };

/** ccxt's ids, in the order of the alphabet. */
export const catalogueIds = Object.keys(generated) as readonly CcxtExchange[];

const made = new Map<string, CatalogueRow>();

/** What Keyhaven knows of one of ccxt's exchanges: ccxt's own row and what the reviewed tables say beside it. Undefined for an id that it has not. */
export function ccxtRowOf(id: string): CatalogueRow | undefined {
  if (!isCcxtExchange(id)) return undefined;
  const row = made.get(id) ?? rowFrom(id, generated[id]);
  made.set(id, row);
  return row;
}

export function isCcxtExchange(id: string): id is CcxtExchange {
  return Object.hasOwn(generated, id);
}

function rowFrom(id: CcxtExchange, { name, requires, docs, api }: CcxtRow): CatalogueRow {
  return {
    id,
    name: names[id] ?? name,
    aliases: [...(aliases[id] ?? [])],
    fields: fieldsOf(id, requires),
    kinds: [...kindsOf(id, requires)],
    support: supportOf(id),
    siblings: [...siblingsOf(id)],
    hosts: hostsOf(id, api),
    docs,
    keyPage: keyPages[id] ?? null,
  };
}

export { practiceStyles } from '../../contract/lists';
