import { fail } from '../../core/base/failure';
import type { TokenRow } from '../../core/contract/tokens';
import { authorize } from '../authorize';
import type { ExitName } from '../exit-codes';
import type { Session } from '../session';
import { printable } from '../table';
import { momentText } from '../words';
import { findToken } from './token-find';
import { ordersSentence, ordersText } from './token-words';

type Orders = 'keep' | 'cancel' | undefined;

/** Lets it do less: at once, and without a yes. */
export async function narrowToken(
  session: Session,
  action: 'pause' | 'freeze' | 'revoke',
  name: string | undefined,
  orders: Orders,
): Promise<ExitName> {
  await session.open();
  const { id, label } = await findToken(session, name);
  const said = `“${printable(label)}”`;
  if (action === 'pause') {
    const { token } = await session.call('token.pause', { id });
    session.output.value(
      { token },
      () => `${said} only closes now: reads, cancels of its own orders, and orders that certainly reduce.`,
    );
    return 'ok';
  }
  const over = await session.call(`token.${action}`, { id, ...(orders !== undefined && { orders }) });
  const what = action === 'freeze' ? 'is frozen: nothing of it goes through' : 'is revoked for good';
  session.output.value(over, () => `${said} ${what}. ${ordersSentence(over.orders)}`);
  return over.orders !== null && over.orders.unknown > 0 ? 'problems' : 'ok';
}

/** Lets it do more again: with a person's yes. */
export async function widenToken(
  session: Session,
  action: 'resume' | 'thaw' | 'renew',
  name: string | undefined,
  time: string | undefined,
): Promise<ExitName> {
  const forMs = time === undefined ? undefined : await durationOf(time);
  await session.open();
  const { id, label, credential } = await findToken(session, name);
  await authorize(session, { kind: 'issue', credential });
  const { token } =
    action === 'renew'
      ? await session.call('token.renew', { id, ...(forMs !== undefined && { forMs }) })
      : await session.call(`token.${action}`, { id });
  session.output.value({ token }, () => `“${printable(label)}” ${widened(token)}`);
  return 'ok';
}

const widened = ({ standing, expires }: TokenRow): string =>
  standing === 'active'
    ? `does what its policy allows, until ${momentText(expires)}.`
    : `is not frozen or paused any more, but has expired (${momentText(expires)}): \`keyhaven token renew\` lets it go on.`;

async function durationOf(text: string): Promise<number> {
  const read = await import('../../core/tokens/policy/values');
  const ms = read.durationOf(text);
  if (ms === undefined || ms < 60_000)
    throw fail('usage.badOption', { why: '--for takes a time such as 90m, 12h or 7d' });
  // Longer ones are refused where they are judged.
  if (ms > 30 * 24 * 60 * 60 * 1000) throw fail('token.tooLong');
  return ms;
}

/** Freezes everything that could still do something. */
export async function stopAllTokens(session: Session, orders: Orders): Promise<ExitName> {
  await session.open();
  const stopped = await session.call('token.stopAll', orders === undefined ? {} : { orders });
  session.output.value(stopped, () => {
    const count = `${stopped.frozen} ${stopped.frozen === 1 ? 'token is' : 'tokens are'} frozen; nothing of any token goes through.`;
    if (stopped.orders === null) return `${count} ${ordersSentence(null)}`;
    const more = stopped.orders.unknown > 0 ? ' Keyhaven goes on until none is unknown.' : '';
    return `${count} Resting orders: ${ordersText(stopped.orders)}.${more}`;
  });
  return stopped.orders !== null && stopped.orders.unknown > 0 ? 'problems' : 'ok';
}
