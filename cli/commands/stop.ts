import { fail, isFailure } from '../../core/base/failure';
import type { CliCommand } from './command';

export const stop: CliCommand = {
  name: 'stop',
  summary: 'end the running Keyhaven: the app quits, `keyhaven serve` stops; the vault is locked first',
  async run(session) {
    const server = await session.server();
    if (server === null) throw fail('server.none');
    await session.call('app.stop', {}).catch((error: unknown) => {
      // One that ended before it could say so has done what it was asked.
      if (!isFailure(error, 'control.gone')) throw error;
    });
    await session.gone();
    session.output.value({ stopped: true, pid: server.pid }, () => `Keyhaven (pid ${server.pid}) has locked and ends.`);
    return 'ok';
  },
};
