import { Argument } from 'commander';
import { fail } from '../../core/base/failure';
import type { PracticeFault, PracticeStatus } from '../../core/contract/exchanges';
import { practiceFaults, practiceStyles } from '../../core/contract/lists';
import type { Session } from '../session';
import type { CliCommand } from './command';

const actions = ['serve', 'status', 'fill', 'add', 'fault', 'stop'] as const;

export const practice: CliCommand = {
  name: 'practice',
  summary: 'run the practice exchange (until Ctrl-C), take keys from it, or let it misbehave',
  describe: (command) =>
    command
      .addArgument(new Argument('[action]', 'what to do').choices(actions).default('serve'))
      .addArgument(
        new Argument('[what]', 'for fault: how it misbehaves; for add: which exchange').choices([
          ...practiceFaults,
          ...practiceStyles,
        ]),
      )
      .option('--rights <names>', 'for add: its rights, in the exchange’s own words, with commas between them')
      .option('-l, --label <text>', 'for add: what you call it'),
  async run(session, [action = 'serve', what], options) {
    switch (action as (typeof actions)[number]) {
      case 'serve':
        return serve(session);
      case 'status':
        return say(session, await session.call('practice.status', {}));
      case 'stop':
        return say(session, await session.call('practice.stop', {}));
      case 'fault':
        return say(session, await session.call('practice.fault', { fault: faultCalled(what) }));
      case 'add':
        return addKey(session, what, options);
      case 'fill': {
        await session.open();
        const { ids } = await session.call('practice.fill', {});
        session.output.value(
          { ids },
          () => `${String(ids.length)} practice keys are in the vault. \`keyhaven test\` asks what they may do.`,
        );
        return 'ok';
      }
    }
  },
};

function faultCalled(name: string | undefined): PracticeFault {
  const fault = practiceFaults.find((known) => known === name);
  if (fault === undefined) throw fail('usage.badOption', { why: `Say which fault: ${practiceFaults.join(', ')}` });
  return fault;
}

async function addKey(
  session: Session,
  style: string | undefined,
  { rights, label }: { readonly rights?: string; readonly label?: string },
): Promise<'ok'> {
  if (!practiceStyles.some((known) => known === style))
    throw fail('usage.badOption', { why: `Say which exchange: ${practiceStyles.join(', ')}` });
  await session.open();
  const { id } = await session.call('practice.addKey', {
    exchange: `practice:${style}`,
    ...(rights !== undefined && { rights: rights.split(',').map((right) => right.trim()) }),
    ...(label !== undefined && { label }),
  });
  session.output.value({ id }, () => 'The key is in the vault. `keyhaven test` asks what it may do.');
  return 'ok';
}

function say({ output }: Session, status: PracticeStatus): 'ok' {
  const fault = status.fault === null || status.fault === 'none' ? '' : `, misbehaving: ${status.fault}`;
  output.value(status, () =>
    status.state === 'running' ? `running at ${status.address ?? ''}${fault}` : status.state,
  );
  return 'ok';
}

/** The practice exchange is a child of whoever started it: of a running Keyhaven, or of this command, and then ends with it. */
async function serve(session: Session): Promise<'ok'> {
  say(session, await session.call('practice.start', {}));
  if ((await session.server()) !== null) {
    session.output.note('It runs in the running Keyhaven; `keyhaven practice stop` stops it.');
    return 'ok';
  }
  session.output.note('Ctrl-C stops it; its keys and balances are kept.');
  await new Promise<void>((resolve) => {
    // A timer keeps the command alive; a signal handler alone would not.
    const alive = setInterval(() => {}, 60_000);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        clearInterval(alive);
        resolve();
      });
    }
  });
  return 'ok';
}
