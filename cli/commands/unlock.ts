import { fail } from '../../core/base/failure';
import type { CliCommand } from './command';

export const unlock: CliCommand = {
  name: 'unlock',
  summary: 'unlock the vault of the running Keyhaven, for its window and all commands',
  async run(session) {
    if ((await session.server()) === null) throw fail('server.none');
    const before = await session.call('vault.status', {});
    if (before.state !== 'open') await session.unlock();
    session.output.value({ unlocked: true, before: before.state }, () =>
      before.state === 'open' ? 'The vault is open already.' : 'The vault is open.',
    );
    return 'ok';
  },
};
