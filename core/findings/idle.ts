import { daysBetween, type Instant } from '../base/instants';
import type { FindingEvidence } from '../contract/words';
import { idleEnd, lastUse, type LastSign, type LastUse } from '../rotation/due/use';
import { dayOf } from './end';
import { byRule, ours } from './evidence';
import type { Case } from './facts';
import type { FindingRow } from './row';
import { inDays } from './words';

const unusedDays = 30;
const lastDays = 7;

/** What a last use rests on. */
function evidenceOf({ at, whole, by }: LastUse, { told }: Case): readonly FindingEvidence[] {
  if (by === 'exchange') return told;
  return [...(whole ? told : []), useOf(by === 'noToken' ? null : at)];
}

const useOf = (at: Instant | null) => ours(at === null ? 'no use through a token' : 'last use through a token', at);

export const idleEndsSoon: FindingRow = {
  kind: 'idleEndsSoon',
  look(subject, now) {
    const end = idleEnd(subject);
    if (end === null) return null;
    const days = daysBetween(now, end.at);
    if (days > lastDays) return null;
    const { rule, sign } = end;
    const { exchangeName, told } = subject;
    return {
      severity: sign.by === 'exchange' || subject.report?.lastUsed != null ? 'high' : 'medium',
      title: days <= 0 ? 'This key may have died of disuse' : `This key dies of disuse ${inDays(days)}`,
      reason: `${rule.rule} (${rule.source}). ${signed[sign.by](dayOf(sign.at), exchangeName)}`,
      next: `Put an IP list on the key at ${exchangeName}, which keeps it alive, or use it (a test here is a use where the exchange counts every call); delete it there if nobody needs it.`,
      rights: [],
      evidence: [byRule(rule), ...(sign.by === 'token' ? [useOf(sign.at)] : told)].slice(0, 12),
    };
  },
};

const signed = {
  exchange: (day) => `It was last used on ${day}.`,
  token: (day) => `Through tokens it was last used on ${day}; use that goes past them is not known.`,
  asked: (day, exchangeName) =>
    `${exchangeName} last answered Keyhaven on ${day}; whether it counts that as use, and when others used the key, it does not say.`,
} as const satisfies Record<LastSign['by'], (day: string, exchangeName: string) => string>;

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
      evidence: [...evidenceOf(use, subject)],
    };
  },
};
