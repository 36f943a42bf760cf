import { ask } from '../terminal';
import type { CliCommand } from './command';

export const confirm: CliCommand = {
  name: 'confirm',
  summary: 'prove that the recovery code was kept, by typing it',
  async run(session) {
    await session.open();
    await session.call('vault.confirmRecovery', { code: await ask('Recovery code: ') });
    session.output.value({ confirmed: true }, () => 'The recovery code is right; it opens this vault.');
    return 'ok';
  },
};
