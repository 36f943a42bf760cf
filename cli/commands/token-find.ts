import { fail } from '../../core/base/failure';
import type { TokenRow } from '../../core/contract/tokens';
import type { Session } from '../session';

const shortestPrefix = 4;
const isOver = ({ state }: TokenRow) => state === 'revoked' || state === 'ended';

/** The token a person named: by its id, the beginning of its id, or its label, of which those that are not over come first. @throws token.unknown, token.ambiguous */
export function chooseToken(rows: readonly TokenRow[], name: string): TokenRow {
  const byId = rows.find(({ id }) => id === name);
  if (byId) return byId;
  const fits = rows.filter(
    ({ id, label }) => label === name || (name.length >= shortestPrefix && id.startsWith(name.toLowerCase())),
  );
  const alive = fits.filter((row) => !isOver(row));
  const [first, second] = alive.length > 0 ? alive : fits;
  if (first === undefined) throw fail('token.unknown');
  if (second !== undefined) throw fail('token.ambiguous', { name });
  return first;
}

export async function findToken(session: Session, name: string | undefined): Promise<TokenRow> {
  if (name === undefined)
    throw fail('usage.badOption', { why: 'Say which token: its label, its id or the beginning of it' });
  return chooseToken(await session.call('token.list', {}), name);
}
