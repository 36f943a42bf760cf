import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { programVariable } from '../core/exchanges/worker/node-launcher';
import { dataFolder } from '../core/home';

/**
 * What the terminal's own executable begins with. It cannot run a file that it is given, as Node could, so it is also what its
 * children are started from: which of them to be stands in the environment, and only these two names are known.
 */
const program = process.env[programVariable];
const { execPath, platform, env: environment } = process;

if (program === 'worker' || program === 'practice') {
  createRequire(execPath)(join(dirname(execPath), `${program}.js`));
} else {
  // The evaluation package belongs to the vault of its own window, without being told in every command.
  if (basename(execPath, '.exe') === 'keyhaven-evaluation')
    environment.KEYHAVEN_HOME = dataFolder({ platform, environment, userHome: homedir() }, true);
  void import('./main');
}
