import { fail } from '../base/failure';
import type { ExchangeField, ExchangeInfo } from '../contract/exchanges';
import type { FieldName } from '../contract/words';
import { isPhantom } from '../tokens/phantom/shapes';
import { endingOf } from './mask';
import type { CredentialFields } from './record';

/** What the store asks of the exchanges' catalogue. */
export interface Catalogue {
  readonly exchangeOf: (id: string) => ExchangeInfo | undefined;
  /** Why a value cannot be this field, in plain words and without the value; null where it can. */
  readonly fieldProblem: (exchange: string, field: FieldName, value: string) => string | null;
}

interface Offered {
  readonly info: ExchangeInfo;
  readonly typed: CredentialFields;
  readonly pasted: CredentialFields;
  readonly exchanges: Catalogue;
}

/**
 * The fields as they are kept: trimmed, complete, each of the shape that its exchange gives.
 * @throws credential.fieldUnknown, credential.fieldMissing, credential.fieldMalformed, each naming the field in the exchange's words
 */
export function checkedFields({ info, typed, pasted, exchanges }: Offered): CredentialFields {
  const known = new Set<string>(info.fields.map(({ name }) => name));
  const unknown = Object.keys(typed).find((name) => !known.has(name));
  if (unknown !== undefined) throw fail('credential.fieldUnknown', { exchange: info.name, field: unknown });

  const checked: CredentialFields = {};
  for (const field of info.fields) {
    const value = tidied(typed[field.name] ?? '') || tidied(pasted[field.name] ?? '');
    if (value === '') {
      if (field.required) throw fail('credential.fieldMissing', { field: field.label, exchange: info.name });
      continue;
    }
    const twin = info.fields.find(({ name }) => checked[name] === value);
    const why =
      lineProblem(field, value) ??
      exchanges.fieldProblem(info.id, field.name, value) ??
      (isPhantom(value) ? 'it is one of a Keyhaven token, which is good at Keyhaven’s own address alone' : null) ??
      (twin === undefined ? null : `it is the same as “${twin.label}”`);
    if (why !== null) throw fail('credential.fieldMalformed', { field: field.label, exchange: info.name, why });
    checked[field.name] = value;
  }
  if (Object.keys(checked).length === 0)
    throw fail('credential.fieldMissing', { field: info.fields[0]?.label ?? 'The API key', exchange: info.name });
  return checked;
}

const keyOrder = [
  'apiKey',
  'walletAddress',
  'accountId',
  'login',
  'uid',
  'token',
  'privateKey',
  'secret',
  'password',
  'twofa',
] as const satisfies readonly FieldName[];

const secretOnes: ReadonlySet<FieldName> = new Set(['token', 'privateKey', 'secret', 'password', 'twofa']);

/** What a list and a report show of a credential's key, to know it again: nothing where a secret stands in its place. */
export function keyEndingOf(fields: CredentialFields): string {
  const name = keyOrder.find((candidate) => fields[candidate] !== undefined);
  return name === undefined || secretOnes.has(name) ? '' : endingOf(fields[name] ?? '');
}

/**
 * What makes two credentials one and the same. An API key alone does; a wallet or a user has many keys, so that there all fields count.
 */
export function identityOf(fields: CredentialFields): string {
  if (fields.apiKey !== undefined) return fields.apiKey;
  return keyOrder.flatMap((name) => fields[name] ?? []).join('\0');
}

/** Without what copying adds at the ends. A PEM gets real line breaks, however it was written down, because signing libraries differ in what they take. */
function tidied(value: string): string {
  const trimmed = value.replace(/^[\s\u200b]+|[\s\u200b]+$/g, '');
  return trimmed.startsWith('-----BEGIN ') ? trimmed.replace(/\\n|\r\n?/g, '\n') : trimmed;
}

function lineProblem({ multiline }: ExchangeField, value: string): string | null {
  const withoutLines = multiline ? value.replaceAll('\n', '') : value;
  if (withoutLines.includes('\n')) return 'it holds a line break';
  return /\p{Cc}/u.test(withoutLines) ? 'it holds a character that cannot be seen' : null;
}
