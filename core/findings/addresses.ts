import { applies } from '../rules/key-rules';
import type { KeyRule } from '../rules/rule';
import { answerOf, byRule } from './evidence';
import { dayOf } from './end';
import type { Case } from './facts';
import type { FindingRow } from './row';

/** What follows for a key without an IP list, by itself. */
const consequences = new Set<KeyRule['kind']>(['fixed', 'inactivity', 'permission']);

export const noIpList: FindingRow = {
  kind: 'noIpList',
  look(subject) {
    const { report, granted, rules, exchangeName, told } = subject;
    if (report?.ip.state !== 'open') return null;
    const followed = rules
      .filter(({ kind, appliesWhen }) => consequences.has(kind) && appliesWhen.noIpList)
      .filter((rule) => applies(rule, granted, 'open'))
      // The day that the key itself tells beats what is known of its kind in general.
      .filter(({ kind }) => kind !== 'permission' || report.tradingLapses === null);
    return {
      severity: 'high',
      title: 'This key works from any address',
      reason: `It has no IP list, so a stolen copy can be used from anywhere.${consequence(subject, followed)}`.slice(
        0,
        1000,
      ),
      next: `Edit the key at ${exchangeName}, restrict it to the addresses that your tools connect from, save, and test again here.`,
      rights: [],
      evidence: [...told, ...followed.slice(0, 4).map(byRule)],
    };
  },
};

function consequence({ report }: Case, rules: readonly KeyRule[]): string {
  if (rules.length === 0 || report === null) return '';
  const told = ` Without a list, ${rules.map(({ rule, source }) => `${rule} (${source})`).join('; ')}.`;
  const { expires } = report;
  // Nothing to contradict: the exchange does not say, or no rule here speaks of an end by the calendar.
  if (expires === 'unknown' || !rules.some(({ kind, days }) => kind === 'fixed' && days !== null)) return told;
  const says = expires === 'never' ? 'never ends' : `ends on ${dayOf(expires)}`;
  return `${told} The exchange itself says that this key ${says} (${answerOf(report)}), and that counts.`;
}
