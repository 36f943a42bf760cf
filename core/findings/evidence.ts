import type { Instant } from '../base/instants';
import type { FindingEvidence, PermissionReport } from '../contract/words';
import type { KeyRule } from '../rules/rule';

const confidences = {
  H: 'the exchange’s own page',
  M: 'told alike by several, or an older page of the exchange',
  L: 'hearsay',
} as const satisfies Record<KeyRule['confidence'], string>;

/** The answers that a report was made of. */
export const toldBy = (report: PermissionReport): FindingEvidence[] =>
  report.evidence.map(({ endpoint, at }) => ({ from: 'exchange', what: endpoint, at }));

/** A rule, with where it stands and how sure that is. */
export const byRule = ({ rule, source, seenOn, confidence }: KeyRule): FindingEvidence => ({
  from: 'rule',
  what: `${rule} (${source}, seen ${seenOn}; ${confidences[confidence]})`.slice(0, 300),
  at: null,
});

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
