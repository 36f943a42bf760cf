import type { ExchangeField, ExchangeInfo } from '../../contract/exchanges';
import type { FieldName } from '../../contract/words';
import { catalogueRows, practiceStyles, type CatalogueRow } from './rows';
import { fieldShapes } from './shapes';

const practicePrefix = 'practice:';
const rows: readonly CatalogueRow[] = catalogueRows;

/** A practice credential is one from its creation and goes to the practice exchange alone. */
export function isPractice(exchange: string): boolean {
  return exchange.startsWith(practicePrefix);
}

/** ccxt's id of the exchange whose style is spoken: `binance` for `practice:binance`. */
export function styleOf(exchange: string): string {
  return isPractice(exchange) ? exchange.slice(practicePrefix.length) : exchange;
}

/** The row behind an id, undefined for an unknown one. A practice exchange has the row of its style. */
export function rowOf(exchange: string): CatalogueRow | undefined {
  if (isPractice(exchange) && !practiceStyles.some((style) => style === styleOf(exchange))) return undefined;
  return rows.find(({ id }) => id === styleOf(exchange));
}

/** All exchanges, the practice ones last. */
export function exchangeList(): ExchangeInfo[] {
  return [...rows.map(({ id }) => id), ...practiceStyles.map((style) => practicePrefix + style)].flatMap(
    (id) => exchangeOf(id) ?? [],
  );
}

/** What a front end needs to know of one exchange, undefined for an unknown id. */
export function exchangeOf(id: string): ExchangeInfo | undefined {
  const row = rowOf(id);
  if (row === undefined) return undefined;
  const practice = isPractice(id);
  return {
    id,
    name: practice ? `Practice ${row.name}` : row.name,
    fields: row.fields.map(asField),
    support: row.support,
    siblings: practice ? [] : [...row.siblings],
    keyPage: practice ? null : row.keyPage,
  };
}

function asField({ shape: _shape, ...field }: CatalogueRow['fields'][number]): ExchangeField {
  return field;
}

/**
 * Why a value, trimmed as it is kept, cannot be this field of this exchange, in words that go on "… does not look like one of Binance: "; null where
 * nothing speaks against it. Unsure shapes are not refused. An unknown exchange or field has no shape: null.
 */
export function fieldProblem(exchange: string, field: FieldName, value: string): string | null {
  if (value.trim() === '') return 'it is empty';
  const shape = rowOf(exchange)?.fields.find(({ name }) => name === field)?.shape;
  return shape === undefined ? null : fieldShapes[shape](value);
}
