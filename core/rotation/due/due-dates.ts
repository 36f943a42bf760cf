import type { Instant } from '../../base/instants';
import type { DueKind, DueReason } from '../../contract/rotation';
import type { KeyRule } from '../../rules/rule';
import type { DueFacts } from './facts';
import { ruleEnd, ruleLapse, type RuleEnd } from './rule-ends';
import { idleEnd } from './use';

/** A date and what it follows from; its words are in texts.ts. */
export interface DueDate {
  readonly kind: DueKind;
  readonly at: Instant;
  readonly counted: DueReason['counted'];
  /** The rule that says so, for those that a rule says. */
  readonly rule: KeyRule | null;
}

/** Every day by which a credential must be replaced or used, the earliest first. What the exchange says of this very key beats what is known of its kind. */
export function dueDates(facts: DueFacts): DueDate[] {
  const { report } = facts;
  const dates: DueDate[] = [];
  const expires = report?.expires ?? 'unknown';
  if (expires === 'unknown') add(dates, 'ruleEnds', ruleEnd(facts));
  else if (expires !== 'never') dates.push({ kind: 'expires', at: expires, counted: null, rule: null });

  if (mayTrade(facts)) {
    const lapses = report?.tradingLapses ?? null;
    if (lapses === null) add(dates, 'ruleLapses', ruleLapse(facts));
    else dates.push({ kind: 'tradingLapses', at: lapses, counted: null, rule: null });
  }

  const idle = idleEnd(facts);
  if (idle !== null) {
    const { at, rule, sign } = idle;
    dates.push({ kind: 'idle', at, counted: { from: sign.by === 'asked' ? 'asked' : 'used', at: sign.at }, rule });
  }

  const policy = policyDate(facts);
  if (policy !== null) dates.push(policy);
  return dates.length < 2 ? dates : dates.sort(byDate);
}

/** When the policy has it replaced: so many calendar days after it was made, or added where its exchange does not tell; null where that is off. */
export function policyDate({
  policy,
  report,
  added,
  zone,
}: Pick<DueFacts, 'policy' | 'report' | 'added' | 'zone'>): DueDate | null {
  if (policy.every === 'off') return null;
  const made = report?.created ?? null;
  const from = made ?? added;
  return {
    kind: 'policy',
    at: zone.addDays(from, policy.every),
    counted: { from: made === null ? 'added' : 'made', at: from },
    rule: null,
  };
}

function add(dates: DueDate[], kind: 'ruleEnds' | 'ruleLapses', end: RuleEnd | null): void {
  if (end === null) return;
  const { rule, at, from, since } = end;
  dates.push({ kind, at, rule, counted: { from, at: since } });
}

/** Whoever does not trade loses nothing when that right lapses. */
const mayTrade = ({ needs }: DueFacts) => needs.spotTrade !== 'tooBroad' || needs.marginTrade !== 'tooBroad';

const byDate = (one: DueDate, other: DueDate) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0);
