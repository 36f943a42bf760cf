import { fail } from '../../core/base/failure';
import { ask } from '../terminal';
import type { CliCommand } from './command';
import { modeNamed, newPassphrase, withMode } from './opening';

export const recover: CliCommand = {
  name: 'recover',
  summary: 'open the vault with its recovery code and set anew how it opens (as before, where --mode is left out)',
  describe: withMode,
  async run(session, _args, options) {
    const server = await session.server();
    // Whoever can prove itself to a server must not be able to change how its vault opens, by a code that it found.
    if (server !== null) throw fail('vault.busy', { holder: `the running Keyhaven, pid ${server.pid}` });
    const { state, mode: before } = await session.call('vault.status', {});
    if (state === 'none' || before === null) throw fail('vault.none');
    const mode = modeNamed(options.mode) ?? before;
    const code = await ask('Recovery code: ', { hidden: true });
    const passphrase = await newPassphrase(session, mode);
    await session.call('vault.recover', { code, mode, ...passphrase });
    session.output.value({ recovered: true, mode }, () => 'The vault is open again.');
    return 'ok';
  },
};
