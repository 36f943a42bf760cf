import { daysBetween } from '../../core/base/instants';
import type { Life, PolicyLevel, RotationPolicy } from '../../core/contract/rotation';
import { dayText } from '../words';

/** The words of rotation as a person at a terminal reads them. */

const levels = {
  key: 'chosen for this key',
  purpose: 'chosen for its purpose',
  default: 'your default',
  advice: 'the exchange’s advice',
  builtIn: 'nobody chose',
} as const satisfies Record<PolicyLevel, string>;

export const everyText = (every: RotationPolicy['every']): string =>
  every === 'off' ? 'off' : every === 1 ? 'every day' : `every ${String(every)} days`;

export const policyText = ({ every, from }: RotationPolicy): string => `${everyText(every)} (${levels[from]})`;

/** "in 12 days", by calendar days. */
export function leftText(days: number): string {
  if (days === 0) return 'today';
  const count = Math.abs(days) === 1 ? '1 day' : `${String(Math.abs(days))} days`;
  return days < 0 ? `${count} ago` : `in ${count}`;
}

export function lifeText({ ending, created, added, ended, by, provenDead }: Life): string {
  const days = Math.max(0, Math.floor(daysBetween(created ?? added, ended)));
  const lived = days === 1 ? '1 day' : `${String(days)} days`;
  const dead = provenDead === null ? 'not proven dead' : `proven dead ${dayText(provenDead)}`;
  return `…${ending} lived ${lived}, replaced ${dayText(ended)} in the ${by}, ${dead}`;
}
