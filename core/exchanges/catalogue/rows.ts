import type { ExchangeField, ExchangeInfo } from '../../contract/exchanges';
import type { DiagnosisFamily } from '../diagnosis/families';
import { inspectorOf } from '../inspectors/inspectors';
import type { CcxtRow } from './ccxt-row';
import { fieldsOf } from './fields';
import { generated } from './generated';
import { askedHostOf, hostsOf } from './hosts';
import { kindsOf } from './key-kinds';
import { keyPages } from './key-pages';
import { aliases, names } from './names';
import type { FieldShape } from './shapes';
import { siblingsOf } from './siblings';

/** ccxt's ids of the exchanges that it has. */
export type CcxtExchange = keyof typeof generated;

export interface CatalogueRow extends Readonly<Omit<ExchangeInfo, 'fields'>> {
  readonly fields: readonly CatalogueField[];
  /** The host at which its inspector asks; undefined where nothing is asked. */
  readonly host: string | undefined;
  /** Which table of error codes speaks for it. */
  readonly family: DiagnosisFamily | undefined;
}

export type CatalogueField = ExchangeField & { readonly shape: FieldShape };

const families: Readonly<Record<string, DiagnosisFamily>> = {
  binance: 'binance',
  binanceusdm: 'binance',
  binancecoinm: 'binance',
  binanceus: 'binance',
  okx: 'okx',
  myokx: 'okx',
  okxus: 'okx',
};

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
  const inspector = inspectorOf(id);
  return {
    id,
    name: names[id] ?? name,
    aliases: [...(aliases[id] ?? [])],
    fields: fieldsOf(id, requires),
    kinds: [...kindsOf(id, requires)],
    support: inspector === undefined ? 'kept' : 'inspected',
    siblings: [...siblingsOf(id)],
    hosts: hostsOf(id, api),
    docs,
    keyPage: keyPages[id] ?? null,
    host: askedHostOf(id, api, inspector),
    family: families[id],
  };
}

/** Exchanges whose style the practice exchange speaks; their practice ids are `practice:<id>`. */
export const practiceStyles = ['binance', 'okx'] as const;
