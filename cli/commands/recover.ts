import { ask } from '../terminal';
import { fail } from '../../core/base/failure';
import type { CliCommand } from './command';

export const recover: CliCommand = {
  name: 'recover',
  summary: 'open the vault with its recovery code and set anew how it opens',
  async run(session) {
    const { state, mode } = await session.call('vault.status', {});
    if (state === 'none' || mode === null) throw fail('vault.none');
    const code = await ask('Recovery code: ', { hidden: true });
    const passphrase = mode === 'keychain' ? {} : { passphrase: await session.passphrase('New passphrase: ') };
    await session.call('vault.recover', { code, mode, ...passphrase });
    session.output.value({ recovered: true, mode }, () => 'The vault is open again; from now on it opens as before.');
    return 'ok';
  },
};
