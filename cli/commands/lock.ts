import type { CliCommand } from './command';

export const lock: CliCommand = {
  name: 'lock',
  summary: 'lock the vault of the running Keyhaven, and clear the clipboard if it holds a secret of ours',
  describe: (command) =>
    command.option('--everything', 'end also what was granted to programs, whatever the settings say'),
  async run(session, _args, { everything }) {
    if ((await session.server()) === null) {
      session.output.value(
        { locked: false, server: null },
        () => 'No Keyhaven is running here, so nothing is open: each command locks the vault again when it ends.',
      );
      return 'ok';
    }
    await session.call('vault.lock', everything === true ? { stops: 'everything' } : {});
    const { goesOn } = await session.call('vault.status', {});
    session.output.value({ locked: true, goesOn }, () =>
      goesOn
        ? 'The vault is locked. What was granted to programs goes on; `keyhaven lock --everything` ends that too.'
        : 'The vault is locked, and its keys are wiped from memory.',
    );
    return 'ok';
  },
};
