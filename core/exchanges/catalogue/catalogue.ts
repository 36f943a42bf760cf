import type { ExchangeField, ExchangeInfo } from '../../contract/exchanges';
import type { FieldName } from '../../contract/words';
import { usualField } from './fields';
import { catalogueIds, ccxtRowOf, practiceStyles, type CatalogueField, type CatalogueRow } from './rows';
import { fieldShapes } from './shapes';

const practicePrefix = 'practice:';

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
  return ccxtRowOf(styleOf(exchange));
}

/** All exchanges by name, the practice ones last. */
export function exchangeList(): ExchangeInfo[] {
  const byName = new Intl.Collator('en').compare;
  const real = catalogueIds.flatMap((id) => exchangeOf(id) ?? []).sort((one, other) => byName(one.name, other.name));
  return [...real, ...practiceStyles.flatMap((style) => exchangeOf(practicePrefix + style) ?? [])];
}

/** What a front end needs to know of one exchange, undefined for an unknown id. */
export function exchangeOf(id: string): ExchangeInfo | undefined {
  const row = rowOf(id);
  if (row === undefined) return undefined;
  const fields = row.fields.map(asField);
  if (!isPractice(id)) return { ...row, fields };
  return { ...row, id, name: `Practice ${row.name}`, fields, siblings: [], hosts: [], docs: null, keyPage: null };
}

/**
 * An exchange that the catalogue has not: a new ccxt dropped it, or an older Keyhaven opens the vault of a newer one. A key of it is still
 * shown and copied, under the names that its fields were kept by.
 */
export function goneExchange(id: string, fields: readonly FieldName[]): ExchangeInfo {
  return {
    id,
    name: id,
    aliases: [],
    fields: fields.map((name) => asField({ name, required: false, ...usualField(name) })),
    kinds: ['hmac'],
    support: 'gone',
    siblings: [],
    hosts: [],
    docs: null,
    keyPage: null,
  };
}

function asField({ shape: _shape, ...field }: CatalogueField): ExchangeField {
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
