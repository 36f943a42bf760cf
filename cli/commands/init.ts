import { fail } from '../../core/base/failure';
import type { Session } from '../session';
import { ask, hasTerminal } from '../terminal';
import type { CliCommand } from './command';
import { askMode, modeNamed, newPassphrase, withMode } from './opening';

export const init: CliCommand = {
  name: 'init',
  summary: 'make a new vault',
  describe: withMode,
  async run(session, _args, options) {
    const { state } = await session.call('vault.status', {});
    if (state !== 'none') throw fail('vault.exists');
    const mode = modeNamed(options.mode) ?? (await askMode(session));
    const passphrase = await newPassphrase(session, mode);
    const { recoveryCode } = await session.call('vault.create', { mode, ...passphrase });
    session.output.value({ recoveryCode }, () =>
      [
        'The vault is made. This is its recovery code, shown this once:',
        '',
        `    ${session.style.bold(recoveryCode)}`,
        '',
        'Write it down and keep it away from this computer. With it the vault opens when the keychain or the passphrase is lost.',
      ].join('\n'),
    );
    if (!session.output.json && hasTerminal()) await confirmRecovery(session);
    return 'ok';
  },
};

/** Three tries; after that the vault is there all the same, and says that the code was not confirmed. */
async function confirmRecovery(session: Session): Promise<void> {
  for (let tries = 3; tries > 0; tries -= 1) {
    const code = await ask('Type the recovery code to confirm it (Enter to do it later): ');
    if (code.trim() === '') break;
    try {
      await session.call('vault.confirmRecovery', { code });
      session.output.note('Confirmed.');
      return;
    } catch {
      session.output.note('That is not the code.');
    }
  }
  session.output.note('Not confirmed. `keyhaven confirm` asks for it again.');
}
