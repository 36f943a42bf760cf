import { fail } from '../../core/base/failure';
import { table } from '../table';
import { momentText } from '../words';
import type { CliCommand } from './command';

const most = 1000;
const standard = 30;

export const log: CliCommand = {
  name: 'log',
  summary: 'read the audit log, newest first, or export it',
  describe: (command) =>
    command
      .option('-n, --lines <count>', `how many lines (${standard} where it is left out)`)
      .option('--filter <text>', 'only lines whose action, subject or outcome holds this text')
      .option('--export <file>', 'write the whole log to a new file, oldest line first; - is standard output')
      .option('--csv', 'export for a spreadsheet, instead of the lines as they stand'),
  async run(session, _args, { lines, filter, export: path, csv }) {
    if (typeof path === 'string') {
      if (lines !== undefined || filter !== undefined) {
        throw fail('usage.badOption', { why: '--export takes the whole log, without --lines and --filter' });
      }
      // It reads the log's lines by their schema, which the other commands would load for nothing.
      const { exportLog } = await import('./log-export');
      return exportLog(session, path, csv === true ? 'csv' : 'jsonl');
    }
    if (csv === true) throw fail('usage.badOption', { why: '--csv goes with --export' });
    const limit = Number(lines ?? standard);
    if (!Number.isInteger(limit) || limit < 1 || limit > most) {
      throw fail('usage.badOption', { why: `--lines takes a whole number from 1 to ${String(most)}` });
    }
    await session.open();
    const page = await session.call('audit.list', { limit, ...(typeof filter === 'string' && { filter }) });
    const keys = await session.call('credential.list', {});
    const labels = new Map([...keys, ...(await session.call('token.list', {}))].map(({ id, label }) => [id, label]));
    const named = (subject: string) => subject.replace(/^[0-9a-z]{26}/, (id) => labels.get(id) ?? id.slice(0, 8));
    session.output.value(page, () =>
      table(
        ['NO', 'TIME', 'WHO', 'WHAT', 'OUTCOME', 'SUBJECT'],
        page.entries.map((entry) => [
          String(entry.sequence),
          momentText(entry.time),
          entry.actor,
          entry.action,
          entry.outcome,
          named(entry.subject),
        ]),
        session.style,
      ),
    );
    return 'ok';
  },
};
