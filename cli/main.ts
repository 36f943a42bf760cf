import { version } from '../package.json';
import { clearerVariable, clearWhenDue } from './clipboard/clearer';
import { exitCodes } from './exit-codes';
import { runProgram } from './program';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read has seen enough (`keyhaven log | head`): the command itself goes on to its end.
    if (error.code !== 'EPIPE') process.exitCode = exitCodes.failed.code;
  });
}

if (process.env[clearerVariable] !== undefined) {
  void clearWhenDue(process.stdin);
} else {
  void runProgram(process.argv.slice(2), { version, bundles: import.meta.dirname }).then((code) => {
    process.exitCode ??= code;
  });
}
