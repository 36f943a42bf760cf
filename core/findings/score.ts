import { severities, type Finding, type FindingKind, type Severity } from '../contract/words';
import { rankOf } from './findings';

/** What a kind of finding takes off the score: for the first key that has it, for each further one, and for all together at most. */
interface Cost {
  readonly first: number;
  readonly more: number;
  readonly most: number;
}

const critical: Cost = { first: 30, more: 10, most: 60 };
const high: Cost = { first: 10, more: 4, most: 30 };
const medium: Cost = { first: 4, more: 1, most: 12 };
const low: Cost = { first: 1, more: 1, most: 4 };
/** Told, and no reason to think less of the vault. */
const nothing: Cost = { first: 0, more: 0, most: 0 };

/** Every kind of finding in every severity that it can have. */
export const costs = {
  canWithdraw: { critical: { first: 40, more: 15, most: 80 }, high: { first: 12, more: 5, most: 30 } },
  withdrawUnknown: { medium: { first: 2, more: 1, most: 8 }, low },
  noIpList: { high },
  expiresSoon: { critical: { first: 15, more: 5, most: 40 }, high: { first: 6, more: 2, most: 20 }, low: nothing },
  tradingLapsesSoon: { high: { first: 6, more: 2, most: 20 } },
  idleEndsSoon: { high: { first: 6, more: 2, most: 20 }, medium },
  broaderThanPurpose: { medium },
  lacksNeeded: { medium: { first: 2, more: 1, most: 8 } },
  testFailed: { high, medium: { first: 2, more: 1, most: 8 } },
  wrongRegion: { high },
  accountBlocks: { high, medium },
  clockOff: { high: { first: 6, more: 0, most: 6 }, medium: { first: 3, more: 0, most: 3 } },
  secondFactorUnconfirmed: { high: { first: 15, more: 10, most: 40 }, low },
  storedTwice: { medium: { first: 2, more: 1, most: 8 } },
  unused: { medium, low },
  old: { medium, low },
  untested: { low: { first: 2, more: 1, most: 8 } },
  notTestedLately: { low },
  practiceAmongReal: { low: nothing },
} as const satisfies Record<FindingKind, Partial<Record<Severity, Cost>>>;

/** Where a kind has a severity that nobody thought of. */
const usual = { critical, high, medium, low } as const satisfies Record<Severity, Cost>;

/** One reason why the score is not 100. */
export interface ScorePart {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly keys: number;
  readonly points: number;
}

export interface Score {
  /** 0 to 100: 100 less the points of its parts. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
}

/**
 * The score of all findings that count, the costliest part of each severity first. The parts together are exactly what is missing: where they would
 * take more than there is, the last ones take what is left.
 */
export function scoreOf(findings: readonly Pick<Finding, 'kind' | 'severity'>[]): Score {
  const counted = new Map<string, { kind: FindingKind; severity: Severity; keys: number }>();
  for (const { kind, severity } of findings) {
    const part = counted.get(`${severity} ${kind}`) ?? { kind, severity, keys: 0 };
    counted.set(`${severity} ${kind}`, { ...part, keys: part.keys + 1 });
  }
  const wanted = [...counted.values()]
    .map((part) => ({ ...part, points: pointsOf(part.kind, part.severity, part.keys) }))
    .sort((one, other) => rankOf(one.severity) - rankOf(other.severity) || other.points - one.points);
  let score = 100;
  const parts = wanted.map((part): ScorePart => {
    const points = Math.min(part.points, score);
    score -= points;
    return { ...part, points };
  });
  return { score, parts };
}

function pointsOf(kind: FindingKind, severity: Severity, keys: number): number {
  const of: Partial<Record<Severity, Cost>> = costs[kind];
  const { first, more, most } = of[severity] ?? usual[severity];
  return Math.min(most, first + more * (keys - 1));
}

export const severityCounts = (findings: readonly Pick<Finding, 'severity'>[]): Record<Severity, number> =>
  Object.fromEntries(
    severities.map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length]),
  ) as Record<Severity, number>;
