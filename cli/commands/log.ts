import { fail } from '../../core/base/failure';
import { table } from '../table';
import { momentText } from '../words';
import type { CliCommand } from './command';

const most = 1000;

export const log: CliCommand = {
  name: 'log',
  summary: 'read the audit log, newest first',
  describe: (command) =>
    command
      .option('-n, --lines <count>', 'how many lines', '30')
      .option('--filter <text>', 'only lines whose action, subject or outcome holds this text'),
  async run(session, _args, { lines, filter }) {
    const limit = Number(lines);
    if (!Number.isInteger(limit) || limit < 1 || limit > most) {
      throw fail('usage.badOption', { why: `--lines takes a whole number from 1 to ${String(most)}` });
    }
    await session.open();
    const page = await session.call('audit.list', { limit, ...(typeof filter === 'string' && { filter }) });
    const labels = new Map((await session.call('credential.list', {})).map(({ id, label }) => [id, label]));
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
