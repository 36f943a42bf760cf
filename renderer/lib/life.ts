import type { CredentialRow } from '../../core/contract/credentials';
import { dayMs, daysUntil, epochMsOf, instantOf, type Instant } from './time';

/** From here on a date is told as near. */
export const soonDays = 14;

/** How long a key is still good as it is: until the first day by which it must be replaced or used, and why. */
export type Life =
  | {
      readonly kind: 'ends';
      readonly why: NonNullable<CredentialRow['due']>['kind'];
      /** The reason in a sentence; empty where only the date is known. */
      readonly text: string;
      readonly at: Instant;
      readonly daysLeft: number;
    }
  | { readonly kind: 'never' | 'unknown' | 'notAsked' };

/** Calendar days until a due date; negative as soon as its moment is past. Tomorrow morning is tomorrow, also late in the evening. */
export function dueIn({ at, day }: Pick<NonNullable<CredentialRow['due']>, 'at' | 'day'>, nowMs: number): number {
  const days = daysUntil(day, nowMs);
  return at <= instantOf(nowMs) ? Math.min(-1, days) : days;
}

export function lifeOf(
  row: Pick<CredentialRow, 'expires' | 'tradingLapses'> & Partial<Pick<CredentialRow, 'due'>>,
  nowMs: number,
): Life {
  if (row.due) {
    const { kind, at, text } = row.due;
    return { kind: 'ends', why: kind, text, at, daysLeft: dueIn(row.due, nowMs) };
  }
  const ends = (why: 'expires' | 'tradingLapses', at: Instant): Life => ({
    kind: 'ends',
    why,
    text: '',
    at,
    daysLeft: Math.floor((epochMsOf(at) - nowMs) / dayMs),
  });
  const expires = row.expires === null || row.expires === 'never' || row.expires === 'unknown' ? null : row.expires;
  const lapses = row.tradingLapses;
  if (expires !== null && (lapses === null || expires <= lapses)) return ends('expires', expires);
  if (lapses !== null) return ends('tradingLapses', lapses);
  return { kind: row.expires === null ? 'notAsked' : row.expires === 'never' ? 'never' : 'unknown' };
}

/** Days left, for sorting: what never ends comes last, unknown before it. */
export function daysForSort(life: Life): number {
  if (life.kind === 'ends') return life.daysLeft;
  return life.kind === 'never' ? Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER - 1;
}
