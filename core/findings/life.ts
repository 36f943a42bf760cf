import { daysBetween, type Instant } from '../base/instants';
import { answerOf, byRule, ours } from './evidence';
import { ruleEnd, type RuleEnd } from '../rotation/due/rule-ends';
import { dayOf } from './end';
import type { Case, Said } from './facts';
import type { FindingRow } from './row';
import { inDays } from './words';

const soonDays = 14;
const veryLateDays = 3;
/** The exchange and a rule that are so near to each other agree. */
const agreeWithinDays = 2;

const renew = (exchangeName: string) =>
  `Make a new key at ${exchangeName} with the same rights and an IP list, add it here, and give it to your tools.`;

export const expiresSoon: FindingRow = {
  kind: 'expiresSoon',
  look(subject, now) {
    const { report, exchangeName } = subject;
    if (report === null) return null;
    const byARule = ruleEnd(subject);
    // What the key itself tells beats what is known of its kind in general.
    if (report.expires === 'never') return disputed(subject, byARule, now);
    if (report.expires === 'unknown') return endsByRule(subject, byARule, now);
    const days = daysBetween(now, report.expires);
    if (days > soonDays) return disputed(subject, byARule, now);
    const other = byARule !== null && Math.abs(daysBetween(byARule.at, report.expires)) > agreeWithinDays;
    return {
      severity: urgency(days),
      title: days <= 0 ? 'This key has expired' : `This key expires ${inDays(days)}`,
      reason: `${exchangeName} ends it on ${dayOf(report.expires)} (UTC); from then on everything that uses it is refused.${
        other ? ` ${otherwise(byARule)}, but what the exchange says of this very key counts.` : ''
      }`,
      next: renew(exchangeName),
      rights: [],
      evidence: [...subject.told, ...(other ? [byRule(byARule.rule)] : [])],
    };
  },
};

/** The exchange does not say when it ends; what is known of its keys does. */
function endsByRule({ exchangeName, added, told }: Case, end: RuleEnd | null, now: Instant): Said | null {
  if (end === null) return null;
  const days = daysBetween(now, end.at);
  if (days > soonDays) return null;
  const since = end.from === 'made' ? '' : ` It was made before ${dayOf(added)}, when it was added here.`;
  return {
    severity: urgency(days),
    title: days <= 0 ? 'This key has probably expired' : `This key probably expires ${inDays(days)}`,
    reason: `${end.rule.rule} (${end.rule.source}), which is ${end.from === 'made' ? 'on' : 'at the latest on'} ${dayOf(end.at)}.${since} ${exchangeName} itself does not say when this key ends.`,
    next: `Look at the key’s page at ${exchangeName} for its end. ${renew(exchangeName)}`,
    rights: [],
    evidence: [byRule(end.rule), ...told, ...(end.from === 'added' ? [ours('added here', added)] : [])],
  };
}

/** A rule has it end soon and the exchange says otherwise: the exchange counts, and a person hears of both. */
function disputed({ report, exchangeName, told }: Case, end: RuleEnd | null, now: Instant): Said | null {
  if (report === null || end === null || daysBetween(now, end.at) > soonDays) return null;
  const says = report.expires === 'never' ? 'never ends' : `ends on ${dayOf(report.expires as Instant)}`;
  return {
    severity: 'low',
    title: 'Two sources disagree on when this key ends',
    reason: `${exchangeName} itself says that this key ${says} (${answerOf(report)}), and that counts. ${otherwise(end)}.`,
    next: `Look at the key’s page at ${exchangeName} once, so that you are not surprised.`,
    rights: [],
    evidence: [...told, byRule(end.rule)],
  };
}

const otherwise = ({ rule, at }: RuleEnd) =>
  `By what is known of its keys it would end on ${dayOf(at)}: ${rule.rule} (${rule.source}, read ${rule.seenOn})`;

const urgency = (days: number) => (days > veryLateDays ? 'high' : 'critical');

export const tradingLapsesSoon: FindingRow = {
  kind: 'tradingLapsesSoon',
  look({ report, needs, exchangeName, told }, now) {
    const lapses = report?.tradingLapses ?? null;
    if (lapses === null) return null;
    // Whoever does not trade loses nothing when the right lapses.
    if (needs.spotTrade === 'tooBroad' && needs.marginTrade === 'tooBroad') return null;
    const days = daysBetween(now, lapses);
    if (days > soonDays) return null;
    return {
      severity: 'high',
      title:
        days <= 0 ? 'The right to trade has lapsed' : `The right to trade lapses ${inDays(days)}; the key itself stays`,
      reason: `${exchangeName} switches trading off on ${dayOf(lapses)} (UTC). The key goes on reading, so a bot seems to run while its orders are refused.`,
      next: `Put an IP list on the key at ${exchangeName}, which keeps the right alive, or switch trading on again there; then test again here.`,
      rights: [],
      evidence: [...told],
    };
  },
};
