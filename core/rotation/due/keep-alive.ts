import { daysBetween, type Instant } from '../../base/instants';
import type { DueFacts } from './facts';
import { idleEnd } from './use';

const mostDaysBefore = 7;
/** A key that dies after ten days is used after seven. */
const ofIdle = 0.3;
/** An exchange that does not answer is not asked every minute, and one that counts only later is not asked all day. */
export const betweenTriesDays = 1;

/**
 * Whether it is time to use a key once, so that it does not die of disuse. Whether the person allowed that is for the caller
 * to know. A key whose last test the exchange refused is left alone: some lock out whoever goes on trying.
 */
export function keepAliveDue(
  facts: Pick<DueFacts, 'rules' | 'granted' | 'report' | 'tokens' | 'tested' | 'diagnosis'>,
  now: Instant,
): boolean {
  const end = idleEnd(facts);
  if (end === null) return false;
  if (facts.diagnosis !== null && !passes.has(facts.diagnosis.code)) return false;
  if (facts.tested !== null && Math.abs(daysBetween(facts.tested, now)) < betweenTriesDays) return false;
  return daysBetween(now, end.at) <= Math.min(mostDaysBefore, (end.rule.days ?? 0) * ofIdle);
}

/** Failures that say nothing against the key, and that pass by themselves. */
const passes: ReadonlySet<string> = new Set([
  'rateLimited',
  'maintenance',
  'exchangeFailing',
  'network',
  'timeout',
  'proxyDown',
  'practiceNotRunning',
  'workerFailed',
  'clockOff',
]);
