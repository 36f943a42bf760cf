import { daysBetween, type Instant } from '../base/instants';
import type { FindingEvidence } from '../contract/words';
import { applies } from '../rules/key-rules';
import { after, dayOf } from './end';
import { byRule, ours } from './evidence';
import type { Case } from './facts';
import type { FindingRow } from './row';
import { inDays } from './words';

const unusedDays = 30;
const lastDays = 7;
/** A use so near to our question may be our question itself. */
const ownQuestionDays = 2 / (24 * 60);

interface LastUse {
  readonly at: Instant;
  /** Whether the exchange says so, of all use; else it is what went through tokens alone. */
  readonly whole: boolean;
  readonly evidence: readonly FindingEvidence[];
}

/** The last use that somebody can speak of; null where nobody can. Unknown is not unused. */
export function lastUse({ report, tokens, told }: Case): LastUse | null {
  const through = tokens?.lastUsed ?? null;
  const seen = report?.lastUsed ?? null;
  if (report !== null && seen !== null) {
    if (Math.abs(daysBetween(seen, report.asked)) <= ownQuestionDays) return null;
    // A token may have been used after the exchange was asked.
    if (through !== null && through > seen) return { at: through, whole: true, evidence: [...told, useOf(through)] };
    return { at: seen, whole: true, evidence: told };
  }
  if (tokens === null) return null;
  return { at: through ?? tokens.since, whole: false, evidence: [useOf(through)] };
}

const useOf = (at: Instant | null) => ours(at === null ? 'no use through a token' : 'last use through a token', at);

export const idleEndsSoon: FindingRow = {
  kind: 'idleEndsSoon',
  look(subject, now) {
    const { rules, granted, report, exchangeName } = subject;
    if (report === null || !rules.some(({ kind }) => kind === 'inactivity')) return null;
    const use = lastUse(subject);
    if (use === null) return null;
    const [first] = rules
      .filter(({ kind }) => kind === 'inactivity')
      .filter((rule) => applies(rule, granted, report.ip.state))
      .flatMap((rule) => (rule.days === null ? [] : [{ rule, at: after(use.at, rule.days) }]))
      .sort((one, other) => (one.at < other.at ? -1 : 1));
    if (first === undefined) return null;
    const days = daysBetween(now, first.at);
    if (days > lastDays) return null;
    const used = use.whole
      ? `It was last used on ${dayOf(use.at)}.`
      : `Through tokens it was last used on ${dayOf(use.at)}; use that goes past them is not known.`;
    return {
      severity: use.whole ? 'high' : 'medium',
      title: days <= 0 ? 'This key may have died of disuse' : `This key dies of disuse ${inDays(days)}`,
      reason: `${first.rule.rule} (${first.rule.source}). ${used}`,
      next: `Put an IP list on the key at ${exchangeName}, which keeps it alive, or use it; delete it there if nobody needs it.`,
      rights: [],
      evidence: [byRule(first.rule), ...use.evidence].slice(0, 12),
    };
  },
};

export const unused: FindingRow = {
  kind: 'unused',
  look(subject, now) {
    const use = lastUse(subject);
    if (use === null) return null;
    const days = Math.floor(daysBetween(use.at, now));
    if (days < unusedDays) return null;
    const { exchangeName } = subject;
    return {
      severity: use.whole ? 'medium' : 'low',
      title: `${use.whole ? 'Nobody has used this key' : 'No token has used this key'} for ${String(days)} days`,
      reason: use.whole
        ? `${exchangeName} says that it was last used on ${dayOf(use.at)}. A key that nobody uses helps only whoever finds it.`
        : `No token has used it since ${dayOf(use.at)}. Whether something uses it past Keyhaven is not known.`,
      next: `If nothing of yours needs it, delete it at ${exchangeName} and then remove it here.`,
      rights: [],
      evidence: [...use.evidence],
    };
  },
};
