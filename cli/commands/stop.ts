import { fail, isFailure } from '../../core/base/failure';
import type { CliCommand } from './command';
import { stopAllTokens } from './token-change';

export const stop: CliCommand = {
  name: 'stop',
  summary:
    'end the running Keyhaven: the app quits, `keyhaven serve` stops; the vault is locked first (`keyhaven token stop`: freeze all tokens)',
  describe: (command) => command.option('--tokens', 'freeze all tokens at once instead; Keyhaven goes on'),
  async run(session, _args, { tokens }) {
    if (tokens === true) return stopAllTokens(session, undefined);
    const server = await session.server();
    if (server === null) throw fail('server.none');
    await session.call('app.stop', {}).catch((error: unknown) => {
      // One that ended before it could say so has done what it was asked.
      if (!isFailure(error, 'control.gone')) throw error;
    });
    await session.gone();
    session.output.value({ stopped: true, pid: server.pid }, () =>
      [
        `Keyhaven (pid ${server.pid}) has locked and ends.`,
        '  → Programs with a token reach no exchange until it runs again, and then go on; `keyhaven token stop` freezes all tokens.',
      ].join('\n'),
    );
    return 'ok';
  },
};
