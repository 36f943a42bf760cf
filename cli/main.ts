import { version } from '../package.json';
import { clearerVariable } from './clipboard/variable';
import { runProgram } from './program';

// Most of the program is loaded only by the command that needs it, so that a server's answer is there as soon as it can be.
if (process.env[clearerVariable] !== undefined) {
  void import('./clipboard/clearer').then(({ clearWhenDue }) => clearWhenDue(process.stdin));
} else {
  void runProgram(process.argv.slice(2), { version, bundles: import.meta.dirname }).then((code) => {
    process.exitCode ??= code;
  });
}
