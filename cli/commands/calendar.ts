import { lstat } from 'node:fs/promises';
import { fail } from '../../core/base/failure';
import { writeNew, writeOver } from '../../core/base/new-file';
import type { ExitName } from '../exit-codes';
import { wholeDays } from '../options';
import { writeOut } from '../output';
import type { Session } from '../session';
import { printable } from '../table';
import type { CliCommand } from './command';
import { showDue } from './due';

interface Options {
  readonly ics?: string;
  readonly days?: number;
  readonly private?: boolean;
  readonly force?: boolean;
}

const usualDays = 90;
const standardOutput = '-';

export const calendar: CliCommand = {
  name: 'calendar',
  summary: 'show what is due in the next 90 days, or write it as a calendar file for other programs',
  describe: (command) =>
    command
      .option('--ics <file>', 'write a calendar (RFC 5545) with alarms and without secrets; - is standard output')
      .option('--days <number>', `how far to look ahead; ${String(usualDays)} where it is left out`, wholeDays)
      .option('--private', 'leave labels and accounts out of the file')
      .option('--force', 'write over a file that is there already'),
  async run(session, _args, options) {
    const { ics, days = usualDays, private: isPrivate = false, force = false } = options as Options;
    if (ics !== undefined) return writeCalendar(session, ics, { days, isPrivate, force });
    await showDue(session, days);
    return 'ok';
  },
};

async function writeCalendar(
  session: Session,
  path: string,
  { days, isPrivate, force }: { days: number; isPrivate: boolean; force: boolean },
): Promise<ExitName> {
  // Before the passphrase is asked for.
  if (path !== standardOutput && !force && (await lstat(path).catch(() => null)) !== null) throw fail('export.exists');
  await session.open();
  const made = await session.call('rotation.calendar', { days, private: isPrivate });
  if (path === standardOutput) {
    writeOut(made.calendar);
    return 'ok';
  }
  const bytes = await (force ? writeOver : writeNew)(path, pieces(made.calendar));
  const { events } = made;
  session.output.value(
    { events, bytes },
    () =>
      `${String(events)} ${events === 1 ? 'day is' : 'days are'} in ${printable(path)}, for the next ${String(days)} days.`,
  );
  return 'ok';
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}
