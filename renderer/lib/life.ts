import type { CredentialRow } from '../../core/contract/credentials';
import { dayMs, epochMsOf, type Instant } from './time';

/** From here on a date is told as near. */
export const soonDays = 14;

/** How long a key still works: the first of the dates on which it ends or loses its trading right. */
export type Life =
  | {
      readonly kind: 'ends';
      readonly why: 'expires' | 'tradingLapses';
      readonly at: Instant;
      readonly daysLeft: number;
    }
  | { readonly kind: 'never' | 'unknown' | 'notAsked' };

export function lifeOf(row: Pick<CredentialRow, 'expires' | 'tradingLapses'>, nowMs: number): Life {
  const ends = (why: 'expires' | 'tradingLapses', at: Instant): Life => ({
    kind: 'ends',
    why,
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
