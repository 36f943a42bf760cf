import { instantOf, type Instant } from '../../core/base/instants';
import { fail } from '../../core/base/failure';
import { findingKinds } from '../../core/contract/lists';
import type { FindingKind } from '../../core/contract/words';
import { authorize } from '../authorize';
import type { ExitName } from '../exit-codes';
import { findCredential } from '../find';
import type { Session } from '../session';
import { printable } from '../table';
import type { HealthOptions } from './health';

export async function muteFinding(
  session: Session,
  key: string | undefined,
  finding: string | undefined,
  { reason, until }: HealthOptions,
): Promise<ExitName> {
  if (key === undefined) throw fail('usage.badOption', { why: 'Say which key, by label or id' });
  const kind = kindNamed(finding);
  if (reason === undefined || reason.trim() === '') throw fail('usage.badOption', { why: 'Say why, with --reason' });
  const day = dayNamed(until);
  await session.open();
  const { id, label } = await findCredential(session, key);
  await authorize(session, { kind: 'mute', credential: id });
  await session.call('finding.mute', { credential: id, kind, reason, until: day });
  session.output.value(
    { credential: id, kind, until: day },
    () => `${kind} of “${printable(label)}” is not told until ${day.slice(0, 10)}, unless it gets worse.`,
  );
  return 'ok';
}

export async function unmuteFinding(
  session: Session,
  key: string | undefined,
  finding: string | undefined,
): Promise<ExitName> {
  if (key === undefined) throw fail('usage.badOption', { why: 'Say which key, by label or id' });
  const kind = kindNamed(finding);
  await session.open();
  const { id, label } = await findCredential(session, key);
  await session.call('finding.unmute', { credential: id, kind });
  session.output.value({ credential: id, kind }, () => `${kind} of “${printable(label)}” is told again.`);
  return 'ok';
}

export async function answerSecondFactor(
  session: Session,
  exchange: string | undefined,
  answer: string | undefined,
): Promise<ExitName> {
  if (exchange === undefined || (answer !== 'on' && answer !== 'off'))
    throw fail('usage.badOption', { why: 'Say the exchange, and on or off' });
  await session.open();
  await session.call('health.answerSecondFactor', { exchange, answer });
  session.output.value({ exchange, answer }, () => `Kept: the login at ${exchange} has ${words[answer]}.`);
  return 'ok';
}

const words = { on: 'a second factor', off: 'no second factor' } as const;

function kindNamed(name: string | undefined): FindingKind {
  const kind = findingKinds.find((one) => one === name);
  if (kind === undefined) throw fail('usage.badOption', { why: `Say which finding: ${findingKinds.join(', ')}` });
  return kind;
}

/** The beginning of a day, in UTC. */
function dayNamed(text: string | undefined): Instant {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? Date.parse(`${text ?? ''}T00:00:00.000Z`) : NaN;
  if (Number.isNaN(time))
    throw fail('usage.badOption', { why: 'Say until when, with --until and a day such as 2027-01-31' });
  return instantOf(time);
}
