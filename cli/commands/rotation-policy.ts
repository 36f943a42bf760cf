import { fail, isFailure } from '../../core/base/failure';
import type { PolicyChange } from '../../core/contract/rotation';
import { authorize } from '../authorize';
import type { Session } from '../session';

/** `90d`, `90`, `off`, `inherit`. @throws usage.badOption */
export function everyNamed(text: string): PolicyChange['every'] {
  if (text === 'off') return 'off';
  if (text === 'inherit') return null;
  const days = /^(\d{1,4})d?$/.exec(text)?.[1];
  if (days === undefined || Number(days) < 1 || Number(days) > 3650)
    throw fail('usage.badOption', { why: 'Say how often: 1d to 3650d, off, or inherit' });
  return Number(days);
}

/** Sets a policy; only where keys come due later by it is a person asked. @throws credential.unknown, authorization.* */
export async function setPolicy(session: Session, change: PolicyChange): Promise<void> {
  try {
    await session.call('rotation.shorten', change);
  } catch (error) {
    if (!isFailure(error, 'rotation.later')) throw error;
    const { credential } = change;
    await authorize(session, { kind: 'mute', ...(credential !== undefined && { credential }) });
    await session.call('rotation.setPolicy', change);
  }
}
