import type { CredentialRow } from '../../../core/contract/credentials';
import { severities } from '../../../core/contract/words';
import { daysForSort, lifeOf, soonDays } from '../../lib/life';
import { purposeWords } from '../../lib/words';
import { texts } from '../../texts';

/** One tap to what needs a look. `attention` is what a person should not leave as it is. */
export const quickFilters = {
  all: () => true,
  attention: (row) => row.worst !== null && row.worst !== 'low',
  withdraw: (row) => row.rights?.withdraw === 'yes',
  noIp: (row) => row.ip?.state === 'open',
  soon: (row, nowMs) => {
    const life = lifeOf(row, nowMs);
    return life.kind === 'ends' && life.daysLeft <= soonDays;
  },
  failing: (row) => row.state === 'fails',
  untested: (row) => row.state === 'untested',
} as const satisfies Record<string, (row: CredentialRow, nowMs: number) => boolean>;
export type QuickFilter = keyof typeof quickFilters;

type Order = (a: CredentialRow, b: CredentialRow, nowMs: number) => number;
const byLabel: Order = (a, b) => collator.compare(a.label, b.label) || collator.compare(a.account, b.account);
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const gravity = (row: CredentialRow) => (row.worst === null ? severities.length : severities.indexOf(row.worst));

/** How the columns sort; what is most urgent comes first. */
export const orders = {
  finding: (a, b) => gravity(a) - gravity(b) || b.findings - a.findings,
  key: byLabel,
  ip: (a, b) => (a.ip?.state ?? '').localeCompare(b.ip?.state ?? ''),
  life: (a, b, nowMs) => daysForSort(lifeOf(a, nowMs)) - daysForSort(lifeOf(b, nowMs)),
  tested: (a, b) => (a.tested ?? '').localeCompare(b.tested ?? ''),
} as const satisfies Record<string, Order>;
export type OrderName = keyof typeof orders;

export interface View {
  readonly find: string;
  readonly quick: QuickFilter;
  readonly order: OrderName;
  readonly backwards: boolean;
}

export const firstView: View = { find: '', quick: 'all', order: 'finding', backwards: false };

/** Each row with the text that the filter looks into, made once per list and not per keystroke. */
export interface Findable {
  readonly row: CredentialRow;
  readonly text: string;
}

export const findable = (rows: readonly CredentialRow[]): Findable[] =>
  rows.map((row) => ({
    row,
    text: [
      row.label,
      row.account,
      row.exchangeName,
      row.keyEnding,
      purposeWords[row.purpose].title,
      row.practice ? texts.keys.practice : '',
    ]
      .join('\n')
      .toLowerCase(),
  }));

/** What the list shows. Every word of the filter has to be somewhere in the row. */
export function shownRows(all: readonly Findable[], view: View, nowMs: number): CredentialRow[] {
  const words = view.find.toLowerCase().split(/\s+/).filter(Boolean);
  const keep = quickFilters[view.quick];
  const order: Order = orders[view.order];
  const sign = view.backwards ? -1 : 1;
  return all
    .filter(({ row, text }) => keep(row, nowMs) && words.every((word) => text.includes(word)))
    .map(({ row }) => row)
    .sort((a, b) => sign * order(a, b, nowMs) || byLabel(a, b, nowMs));
}

export function quickCounts(rows: readonly CredentialRow[], nowMs: number): Record<QuickFilter, number> {
  const counts = { all: 0, attention: 0, withdraw: 0, noIp: 0, soon: 0, failing: 0, untested: 0 };
  for (const row of rows) {
    for (const name of Object.keys(counts) as QuickFilter[]) if (quickFilters[name](row, nowMs)) counts[name] += 1;
  }
  return counts;
}
