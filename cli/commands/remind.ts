import type { CliCommand } from './command';

export const remind: CliCommand = {
  name: 'remind',
  summary:
    'say of which keys you are to be reminded now, without opening the vault; exit code 10 where one is due soon, 11 where one is overdue',
  describe: (command) =>
    command.option(
      '--notify',
      'say it on the desktop, each reminder once, as the Keyhaven app does; for cron and systemd',
    ),
  // Also where a server runs: what is needed lies beside the vault, and a server may have it locked.
  where: 'here',
  async run(session, _args, { notify }) {
    // It brings the keychain and the D-Bus client with it, and the other commands would load them for nothing.
    const { remindFrom } = await import('../reminding');
    return remindFrom(session, notify === true);
  },
};
