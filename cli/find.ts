import { fail } from '../core/base/failure';
import type { CredentialRow } from '../core/contract/credentials';
import type { Session } from './session';

const shortestPrefix = 4;

/** The key a person named: by its id, the beginning of its id, or its label. @throws credential.unknown, credential.ambiguous */
export function chooseCredential<T extends Pick<CredentialRow, 'id' | 'label'>>(rows: readonly T[], name: string): T {
  const byId = rows.find(({ id }) => id === name);
  if (byId) return byId;
  const fits = rows.filter(
    ({ id, label }) => label === name || (name.length >= shortestPrefix && id.startsWith(name.toLowerCase())),
  );
  const [first, second] = fits;
  if (first === undefined) throw fail('credential.unknown');
  if (second !== undefined) throw fail('credential.ambiguous', { name });
  return first;
}

export async function findCredential(session: Session, name: string): Promise<CredentialRow> {
  return chooseCredential(await session.call('credential.list', {}), name);
}
