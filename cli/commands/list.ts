import type { CredentialRow } from '../../core/contract/credentials';
import { table } from '../table';
import { endsText, ipText, purposeWords, rightsText, rightWords } from '../words';
import type { CliCommand } from './command';

const states: Readonly<Record<CredentialRow['state'], string>> = {
  untested: 'untested',
  works: 'works',
  fails: 'FAILS',
};
const columns = ['ID', 'LABEL', 'EXCHANGE', 'PURPOSE', 'STATE', 'FINDING', 'IP', 'ENDS', 'DUE', 'RIGHTS'];
const findingColumn = 5;

export const list: CliCommand = {
  name: 'list',
  summary: 'list the keys: rights, IP restriction, end, next due day, worst finding',
  async run(session) {
    await session.open();
    const rows = await session.call('credential.list', {});
    const { red, yellow } = session.style;
    session.output.value(rows, () =>
      rows.length === 0
        ? 'No keys yet. `keyhaven add` adds one; `keyhaven practice fill` brings four to try.'
        : table(
            columns,
            rows.map((row) => [
              row.id.slice(0, 8),
              row.label,
              row.exchangeName,
              purposeWords[row.purpose],
              states[row.state],
              row.worst === null ? '-' : `${row.worst} (${String(row.findings)})`,
              ipText(row.ip),
              endsText(row),
              row.due?.day ?? '-',
              rightsText(row.rights),
            ]),
            session.style,
            // By the whole text: where WITHDRAW is cut off, the cell is red all the same.
            (cell, column, whole) => {
              if (whole.includes(rightWords.withdraw) || whole.startsWith('FAILS')) return red(cell);
              if (column !== findingColumn) return cell;
              if (whole.startsWith('critical')) return red(cell);
              return whole.startsWith('high') ? yellow(cell) : cell;
            },
          ),
    );
    return 'ok';
  },
};
