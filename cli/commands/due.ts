import type { DueList } from '../../core/contract/rotation';
import { daysLeft } from '../../core/rotation/due/due-list';
import type { ExitName } from '../exit-codes';
import { wholeDays } from '../options';
import type { Session } from '../session';
import type { Style } from '../style';
import { table } from '../table';
import type { CliCommand } from './command';
import { leftText } from './rotation-words';

const usualDays = 14;
const whenColumn = 1;

export const due: CliCommand = {
  name: 'due',
  summary:
    'say which keys must be replaced or used, by when and why; exit code 10 where one is due soon, 11 where one is overdue',
  describe: (command) =>
    command.option('--days <number>', `how soon is soon; ${String(usualDays)} where it is left out`, wholeDays),
  async run(session, _args, { days = usualDays }) {
    return showDue(session, days as number);
  },
};

/** What is due within so many calendar days, and what is overdue. */
export async function showDue(session: Session, days: number): Promise<ExitName> {
  await session.open();
  const list = await session.call('rotation.due', { days });
  session.output.value(list, () => human(list, days, session.style));
  if (list.keys.length === 0) return 'ok';
  return list.keys.some(({ reasons: [first] }) => first !== undefined && first.at <= list.at) ? 'critical' : 'high';
}

/** Every reason has its line; a key is named at its first. */
function human({ keys, today, zone, at }: DueList, days: number, style: Style): string {
  if (keys.length === 0) return `Nothing is due within ${days === 1 ? 'a day' : `${String(days)} days`}.`;
  const rows = keys.flatMap(({ label, exchangeName, keyEnding, reasons }) =>
    reasons.map((reason, index) => ({
      cells: [
        reason.day,
        reason.at <= at ? `OVERDUE, ${leftText(daysLeft(today, reason.day))}` : leftText(daysLeft(today, reason.day)),
        index === 0 ? label : '',
        index === 0 ? `${exchangeName} …${keyEnding}` : '',
        reason.text,
      ],
    })),
  );
  const lines = table(
    ['DUE', 'WHEN', 'KEY', 'EXCHANGE', 'WHY'],
    rows.map(({ cells }) => cells),
    style,
    (cell, column, whole) => (column === whenColumn && whole.startsWith('OVERDUE') ? style.red(cell) : cell),
  );
  return `${lines}\n\n${style.dim(`Days are those of ${zone}.`)}`;
}
