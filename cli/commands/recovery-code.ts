import { authorize } from '../authorize';
import type { Session } from '../session';
import type { CliCommand } from './command';
import { tellCopies } from './copies';

export const recoveryCode: CliCommand = {
  name: 'recovery-code',
  summary: 'make a new recovery code; the old one stops opening the vault',
  async run(session) {
    await session.open();
    await authorize(session, { kind: 'change' });
    const made = await session.call('vault.newRecoveryCode', {});
    showCode(session, made.recoveryCode);
    await tellCopies(session);
    return 'ok';
  },
};

/** The only time that a code is shown. */
export function showCode({ output, style }: Session, code: string): void {
  output.value({ recoveryCode: code }, () =>
    [
      'This is the new recovery code, shown this once:',
      '',
      `    ${style.bold(code)}`,
      '',
      'Write it down and destroy the old one. `keyhaven confirm` proves that it was kept.',
    ].join('\n'),
  );
}
