import { version } from '../package.json';
import { clearerVariable } from './clipboard/variable';
import { runProgram } from './program';

/**
 * The terminal's program. Most of it is loaded only by the command that needs it, so that a server's answer is there as
 * soon as it can be. `bundles`: the folder with the bundles of worker and practice exchange, absolute.
 */
export async function run(bundles: string): Promise<void> {
  if (process.env[clearerVariable] !== undefined) {
    const { clearWhenDue } = await import('./clipboard/clearer');
    await clearWhenDue(process.stdin);
  } else {
    const code = await runProgram(process.argv.slice(2), { version, bundles });
    process.exitCode ??= code;
  }
}
