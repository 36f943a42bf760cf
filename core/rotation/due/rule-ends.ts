import { dayMs, epochMsOf, instantOf, type Instant } from '../../base/instants';
import { applies } from '../../rules/key-rules';
import type { KeyRule } from '../../rules/rule';
import type { DueFacts } from './facts';

/** When a rule would have a key end, or lose a right. */
export interface RuleEnd {
  readonly rule: KeyRule;
  readonly at: Instant;
  /** Counted from when it was made at the exchange; else, at the latest, from when it was added here. */
  readonly from: 'made' | 'added';
  readonly since: Instant;
}

type Facts = Pick<DueFacts, 'rules' | 'granted' | 'report' | 'added' | 'tested' | 'diagnosis'>;

/** The first end that a rule with a fixed time gives this key; null where none does. */
export const ruleEnd = (facts: Facts): RuleEnd | null => firstOf(facts, 'fixed');

/** The first day on which a rule takes a right from this key; null where none does. */
export const ruleLapse = (facts: Facts): RuleEnd | null => firstOf(facts, 'permission');

/** A key that answered after that day has outlived the rule: it was renewed, or the rule is not for it. */
function firstOf({ rules, granted, report, added, tested, diagnosis }: Facts, kind: KeyRule['kind']): RuleEnd | null {
  const made = report?.created ?? null;
  const since = made ?? added;
  const alive = diagnosis === null ? tested : (report?.asked ?? null);
  let first: RuleEnd | null = null;
  // A loop, because every row of a list of ten thousand comes by here, and most exchanges have no such rule.
  for (const rule of rules) {
    if (rule.kind !== kind || rule.days === null) continue;
    if (!applies(rule, granted, report?.ip.state ?? 'unknown')) continue;
    const at = after(since, rule.days);
    if ((alive !== null && at <= alive) || (first !== null && at >= first.at)) continue;
    first = { rule, at, from: made === null ? 'added' : 'made', since };
  }
  return first;
}

/** Exchanges count in days of 24 hours; calendar days are the person's. */
export const after = (from: Instant, days: number): Instant => instantOf(epochMsOf(from) + days * dayMs);
