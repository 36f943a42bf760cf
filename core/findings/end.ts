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
  let first: RuleEnd | null = null;
  // A loop, because every row of a list of ten thousand comes by here, and most exchanges have no such rule.
  for (const rule of rules) {
    if (rule.kind !== 'fixed' || rule.days === null) continue;
    if (!applies(rule, granted, report?.ip.state ?? 'unknown')) continue;
    const at = after(made ?? added, rule.days);
    if ((alive !== null && at <= alive) || (first !== null && at >= first.at)) continue;
    first = { rule, at, from: made === null ? 'added' : 'made' };
  }
  return first;
}

export const after = (from: Instant, days: number): Instant => instantOf(epochMsOf(from) + days * dayMs);

/** The day, in UTC. */
export const dayOf = (at: Instant): string => at.slice(0, 10);
