import { fail } from '../../core/base/failure';
import type { OpenMode } from '../../core/contract/words';
import { authorize } from '../authorize';
import type { Session } from '../session';
import type { CliCommand } from './command';
import { tellCopies } from './copies';
import { replacement, withNewPassphrase } from './new-passphrase';
import { modeNamed, withMode } from './opening';

export const passphrase: CliCommand = {
  name: 'passphrase',
  summary: 'change the passphrase, or with --mode how the vault opens',
  describe: (command) => withNewPassphrase(withMode(command)),
  async run(session, _args, options) {
    await session.open();
    const { mode: before } = await session.call('vault.status', {});
    const mode = modeNamed(options.mode) ?? before;
    if (mode === null || (mode === 'keychain' && mode === before)) throw fail('vault.noPassphrase');
    const present = await presentPassphrase(session, before);
    await authorize(session, { kind: 'change' });
    if (mode === 'keychain') await session.call('vault.changeMode', { mode, ...present });
    else {
      const newPassphrase = await replacement(options);
      const { passphrase: given } = present;
      await (mode === before && given !== undefined
        ? session.call('vault.changePassphrase', { passphrase: given, newPassphrase })
        : session.call('vault.changeMode', { mode, ...present, newPassphrase }));
    }
    session.output.value({ changed: true, mode }, () => 'The vault opens the new way from now on.');
    await tellCopies(session);
    return 'ok';
  },
};

/** The present one where the vault has one; `session` asks once for all that needs it. */
export async function presentPassphrase(session: Session, mode: OpenMode | null): Promise<{ passphrase?: string }> {
  return mode === 'keychain' ? {} : { passphrase: await session.passphrase('Passphrase: ') };
}
