import type { Instant } from '../base/instants';
import { moneyAtRisk, type Health, type HealthItem, type MoneyAtRisk, type MutedItem } from '../contract/health';
import { rights, type Finding, type MutedFinding, type PermissionReport, type Right } from '../contract/words';
import { rankOf } from './findings';
import { scoreOf, severityCounts } from './score';

/** A credential as health looks at it: what is shown of it, what the exchange says it may do, and what is found. */
export interface Patient {
  readonly shown: Omit<HealthItem, 'finding' | 'money'>;
  readonly report: PermissionReport | null;
  readonly told: readonly Finding[];
  readonly muted: readonly MutedFinding[];
}

const leaves: readonly Right[] = ['withdraw', 'transfer', 'fiatP2p', 'subAccount'];
const trades: readonly Right[] = rights.filter((right) => right !== 'read' && !leaves.includes(right));

/** What somebody with the key could do to the money behind it. Unknown is never harmless. */
export function moneyOf({ shown, report }: Pick<Patient, 'shown' | 'report'>): MoneyAtRisk {
  if (shown.practice) return 'practice';
  if (report === null) return 'notKnown';
  const may = (some: readonly Right[], word: 'yes' | 'unknown') => some.some((right) => report.rights[right] === word);
  if (may(leaves, 'yes')) return 'canLeave';
  if (may(trades, 'yes')) return 'canBeTraded';
  return may([...leaves, ...trades], 'unknown') ? 'notKnown' : 'onlySeen';
}

/** How all credentials together stand: pure, whatever the clock says. Practice credentials count only where there are no real ones. */
export function healthOf(
  patients: readonly Patient[],
  limit: number,
  now: Instant,
): Omit<Health, 'frozen' | 'rules' | 'secondFactors'> {
  const practiceCounts = patients.every(({ shown }) => shown.practice);
  const counted = patients.filter(({ shown }) => practiceCounts || !shown.practice).flatMap(({ told }) => told);
  const { score, parts } = scoreOf(counted);
  const todo = patients
    .flatMap((patient) => {
      const money = moneyOf(patient);
      return patient.told.map((finding): HealthItem => ({ ...patient.shown, finding, money }));
    })
    .sort(byUrgency(practiceCounts));
  const muted = patients
    .flatMap(({ shown, muted: of }) => of.map((one): MutedItem => ({ ...shown, ...one })))
    .sort((one, other) => (one.mute.until < other.mute.until ? -1 : 1));
  return {
    at: now,
    score: patients.length === 0 ? null : score,
    parts: [...parts],
    practiceCounts,
    todo: todo.slice(0, limit),
    more: Math.max(0, todo.length - limit),
    muted: muted.slice(0, limit),
    moreMuted: Math.max(0, muted.length - limit),
    counts: {
      ...severityCounts(todo.map(({ finding }) => finding)),
      keys: patients.length,
      calm: patients.filter(({ told }) => told.length === 0).length,
      muted: muted.length,
    },
  };
}

/** The worst first, then where the most money is at risk; practice keys come last beside real ones. */
function byUrgency(practiceCounts: boolean) {
  const order = ({ finding, money, practice, label }: HealthItem) =>
    [!practiceCounts && practice ? 1 : 0, rankOf(finding.severity), moneyAtRisk.indexOf(money), label] as const;
  return (one: HealthItem, other: HealthItem): number => {
    const [left, right] = [order(one), order(other)];
    for (const place of [0, 1, 2] as const) if (left[place] !== right[place]) return left[place] - right[place];
    return left[3] < right[3] ? -1 : left[3] > right[3] ? 1 : 0;
  };
}
