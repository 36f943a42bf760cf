import { daysBetween, type Instant } from '../../base/instants';
import { applies } from '../../rules/key-rules';
import type { KeyRule } from '../../rules/rule';
import type { DueFacts } from './facts';
import { after } from './rule-ends';

/** A use so near to our question may be our question itself. */
const ownQuestionDays = 2 / (24 * 60);

type Facts = Pick<DueFacts, 'report' | 'tokens'>;

export interface LastUse {
  readonly at: Instant;
  /** Whether the exchange speaks of all use; else it is what went through tokens alone. */
  readonly whole: boolean;
  /** `noToken`: none was ever used, and `at` is when the first was issued. */
  readonly by: 'exchange' | 'token' | 'noToken';
}

/** The last use by whoever needs the key, of which somebody can speak; null where nobody can. Unknown is not unused. */
export function lastUse({ report, tokens }: Facts): LastUse | null {
  const through = tokens?.lastUsed ?? null;
  const seen = report?.lastUsed ?? null;
  if (report !== null && seen !== null) {
    if (isOwnQuestion(seen, report.asked)) return null;
    // A token may have been used after the exchange was asked.
    return through !== null && through > seen
      ? { at: through, whole: true, by: 'token' }
      : { at: seen, whole: true, by: 'exchange' };
  }
  if (tokens === null) return null;
  return through === null
    ? { at: tokens.since, whole: false, by: 'noToken' }
    : { at: through, whole: false, by: 'token' };
}

const isOwnQuestion = (seen: Instant, asked: Instant) => Math.abs(daysBetween(seen, asked)) <= ownQuestionDays;

/** The last sign of life by which an exchange counts how long a key was idle. */
export interface LastSign {
  readonly at: Instant;
  /** `asked`: our own question that it answered. No exchange says which calls are use, and so that is told beside it. */
  readonly by: 'exchange' | 'token' | 'asked';
}

/** Our own questions count here: where the exchange says what it counts, its word is taken, a question of ours or not. */
export function lastSign({ report, tokens }: Facts): LastSign | null {
  if (report === null) return null;
  const told: LastSign =
    report.lastUsed === null ? { at: report.asked, by: 'asked' } : { at: report.lastUsed, by: 'exchange' };
  const through = tokens?.lastUsed ?? null;
  return through !== null && through > told.at ? { at: through, by: 'token' } : told;
}

/** When a key dies of disuse. */
export interface IdleEnd {
  readonly rule: KeyRule;
  readonly at: Instant;
  readonly sign: LastSign;
}

/** The first end that a rule of disuse gives this key; null where none is for it, or it never answered. */
export function idleEnd({
  rules,
  granted,
  report,
  tokens,
}: Facts & Pick<DueFacts, 'rules' | 'granted'>): IdleEnd | null {
  if (report === null) return null;
  let first: KeyRule | null = null;
  for (const rule of rules) {
    if (rule.kind !== 'inactivity' || rule.days === null || rule.days >= (first?.days ?? Infinity)) continue;
    if (applies(rule, granted, report.ip.state)) first = rule;
  }
  if (first?.days == null) return null;
  const sign = lastSign({ report, tokens });
  return sign === null ? null : { rule: first, at: after(sign.at, first.days), sign };
}
