import type { Instant } from '../base/instants';
import type { FindingEvidence, PermissionReport } from '../contract/words';
import type { KeyRule } from '../rules/rule';

const confidences = {
  H: 'the exchange’s own words',
  M: 'told alike by several, or an older page of the exchange',
  L: 'hearsay',
} as const satisfies Record<KeyRule['confidence'], string>;

/** The answers that a report was made of. */
export const toldBy = (report: PermissionReport): FindingEvidence[] =>
  report.evidence.map(({ endpoint, at }) => ({ from: 'exchange', what: endpoint, at }));

/** Made once for each rule: ten thousand keys may rest on the same one. */
const ofRules = new WeakMap<KeyRule, FindingEvidence>();

/** A rule, with where it stands and how sure that is. */
export function byRule(of: KeyRule): FindingEvidence {
  const { rule, source, seenOn, confidence } = of;
  const made = ofRules.get(of) ?? {
    from: 'rule',
    what: `${rule} (${source}, read ${seenOn}; ${confidences[confidence]})`.slice(0, 300),
    at: null,
  };
  ofRules.set(of, made);
  return made;
}

/** What Keyhaven itself saw or knows. */
export const ours = (what: string, at: Instant | null, credential?: string): FindingEvidence => ({
  from: 'keyhaven',
  what,
  at,
  ...(credential !== undefined && { credential }),
});

/** The first answer of the exchange and when it came, for a sentence; the report's own time where it names no endpoint. */
export const answerOf = (report: PermissionReport): string =>
  `${report.evidence[0]?.endpoint ?? 'its own answer'}, ${report.asked.slice(0, 10)}`;
