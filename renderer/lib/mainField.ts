import type { CredentialDetail } from '../../core/contract/credentials';
import type { FieldName } from '../../core/contract/words';

type Field = CredentialDetail['fields'][number];

/** What is meant by "the secret" of a key, the first that it has; the API key itself comes last. */
const order: readonly FieldName[] = ['secret', 'privateKey', 'token', 'password', 'walletAddress', 'apiKey'];

/** The fields of a key with the one first that is copied most. */
export function mainFirst(fields: readonly Field[]): Field[] {
  const main = order.map((name) => fields.find((field) => field.name === name)).find((field) => field !== undefined);
  return main === undefined ? [...fields] : [main, ...fields.filter((field) => field !== main)];
}
