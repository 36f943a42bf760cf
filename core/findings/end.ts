import { dayMs, epochMsOf, instantOf, type Instant } from '../base/instants';
import { applies } from '../rules/key-rules';
import type { KeyRule } from '../rules/rule';
import type { Case } from './facts';

/** When a rule would have a key end. */
export interface RuleEnd {
  readonly rule: KeyRule;
  readonly at: Instant;
  /** Counted from when it was made at the exchange; else, at the latest, from when it was added here. */
  readonly from: 'made' | 'added';
}

/**
 * The first end that a rule with a fixed time gives this key; null where none does. A key that answered after that day has
 * outlived the rule: it was renewed, or the rule is not for it.
 */
export function ruleEnd({ rules, granted, report, added, tested, diagnosis }: Case): RuleEnd | null {
  const made = report?.created ?? null;
  const alive = diagnosis === null ? tested : (report?.asked ?? null);
  const ends = rules
    .filter(({ kind }) => kind === 'fixed')
    .filter((rule) => applies(rule, granted, report?.ip.state ?? 'unknown'))
    .flatMap((rule) => (rule.days === null ? [] : [{ rule, at: after(made ?? added, rule.days) }]))
    .filter(({ at }) => alive === null || at > alive)
    .sort((one, other) => epochMsOf(one.at) - epochMsOf(other.at));
  const [first] = ends;
  return first === undefined ? null : { ...first, from: made === null ? 'added' : 'made' };
}

export const after = (from: Instant, days: number): Instant => instantOf(epochMsOf(from) + days * dayMs);

/** The day, in UTC. */
export const dayOf = (at: Instant): string => at.slice(0, 10);
