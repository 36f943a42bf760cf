import { fail } from '../../core/base/failure';
import { authorize } from '../authorize';
import { ask } from '../terminal';
import type { CliCommand } from './command';
import { tellCopies } from './copies';
import { replacement, withNewPassphrase } from './new-passphrase';
import { presentPassphrase } from './passphrase';
import { showCode } from './recovery-code';

const sentence = 'it may have leaked';

export const leaked: CliCommand = {
  name: 'leaked',
  summary: 'say that the vault may have leaked: everything is encrypted anew, and older generations are removed',
  describe: withNewPassphrase,
  async run(session, _args, options) {
    await session.open();
    const { mode } = await session.call('vault.status', {});
    session.output.note(
      'Everything in the vault is encrypted anew, with a new recovery code and a new way in. Copies that somebody has already can still be opened the old way: delete the keys in them at the exchanges and make new ones.',
    );
    const typed = await ask(`Type “${sentence}” to go on: `);
    if (typed.trim().toLowerCase() !== sentence) throw fail('authorization.denied');
    const present = await presentPassphrase(session, mode);
    await authorize(session, { kind: 'change' });
    const anew = mode === 'keychain' ? {} : { newPassphrase: await replacement(options) };
    const made = await session.call('vault.leaked', { ...present, ...anew });
    showCode(session, made.recoveryCode);
    await tellCopies(session);
    return 'ok';
  },
};
