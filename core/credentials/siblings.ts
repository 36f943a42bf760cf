import { fail, isFailure } from '../base/failure';
import type { TestItem } from '../contract/credentials';
import type { ExchangeInfo } from '../contract/exchanges';
import { offersSiblings, siblingsToTry } from '../exchanges/diagnosis/buttons';
import { checkedFields, keyEndingOf, type Catalogue } from './fields';
import type { CredentialFields, StoredCredential } from './record';

/**
 * The fields of a credential as its sibling takes them.
 * @throws exchange.unknown, credential.notSibling, credential.field*
 */
export function fieldsFor(
  exchange: string,
  from: { info: ExchangeInfo; fields: CredentialFields },
  exchanges: Catalogue,
): CredentialFields {
  const info = exchanges.exchangeOf(exchange);
  if (info === undefined) throw fail('exchange.unknown', { exchange });
  // A key goes to nobody but the company that made it, whatever was asked for.
  if (!from.info.siblings.includes(exchange)) {
    throw fail('credential.notSibling', { name: info.name, exchange: from.info.name });
  }
  return checkedFields({ info, typed: from.fields, pasted: {}, exchanges });
}

/** The record under the sibling's name; what a person says of it stays. */
export function recordFor(
  record: StoredCredential,
  to: { info: ExchangeInfo; fields: CredentialFields; keyFingerprint: string },
): StoredCredential {
  const { info, fields, keyFingerprint } = to;
  return {
    ...record,
    exchange: info.id,
    keyEnding: keyEndingOf(fields),
    keyFingerprint,
    fields: info.fields.map(({ name }) => name).filter((name) => fields[name] !== undefined),
  };
}

/** Where else the key of a failed test may belong. */
export function whereElse(
  { id, diagnosis }: TestItem,
  placeOf: (id: string) => { exchange: string },
  exchangeOf: (id: string) => ExchangeInfo | undefined,
): Pick<TestItem, 'tryAs'> {
  if (diagnosis === null || !offersSiblings(diagnosis.code)) return {};
  try {
    const info = exchangeOf(placeOf(id).exchange);
    const tryAs = info === undefined ? [] : siblingsToTry(info, exchangeOf).map((sibling) => sibling.id);
    return tryAs.length === 0 ? {} : { tryAs };
  } catch (error) {
    // Removed, or locked, while it was tested.
    if (isFailure(error, 'credential.unknown') || isFailure(error, 'vault.locked')) return {};
    throw error;
  }
}
