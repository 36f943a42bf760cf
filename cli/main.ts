import { homedir } from 'node:os';
import { systemClock } from '../core/base/clock';
import { fail } from '../core/base/failure';
import type { Confirmation } from '../core/base/ports';
import { systemRandomness } from '../core/base/random';
import { createNodeLauncher } from '../core/exchanges/worker/node-launcher';
import { dataFolder } from '../core/home';
import { createKeyhaven } from '../core/keyhaven';
import { createKeytarPort } from '../core/keychain/keytar-adapter';
import { version } from '../package.json';
import { clearerVariable, clearWhenDue } from './clipboard/clearer';
import { createTerminalClipboard } from './clipboard/terminal-clipboard';
import { exitCodes } from './exit-codes';
import { runProgram } from './program';
import type { GlobalOptions } from './session';
import { printable } from './table';
import { ask } from './terminal';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read has seen enough (`keyhaven log | head`): the command itself goes on to its end.
    if (error.code !== 'EPIPE') process.exitCode = exitCodes.failed.code;
  });
}

/** A typed yes on the controlling terminal; a pipe cannot give it. */
const confirmation: Confirmation = {
  confirm: async ({ title, detail }) =>
    (await ask(`${printable(title)}\n${printable(detail)}\nType yes to go on: `)).trim().toLowerCase() === 'yes',
};

const { platform, env: environment } = process;

const openKeyhaven = async ({ evaluation = false }: GlobalOptions) =>
  createKeyhaven({
    home: dataFolder({ platform, environment, userHome: homedir() }, evaluation),
    holder: `keyhaven in a terminal (pid ${String(process.pid)})`,
    app: {
      version,
      runtime: 'node',
      runtimeVersion: process.versions.node,
      platform,
      server: 'none',
      pid: process.pid,
    },
    clock: systemClock,
    randomness: systemRandomness,
    keychain: createKeytarPort(),
    launcher: createNodeLauncher({ folder: import.meta.dirname }),
    clipboard: createTerminalClipboard(),
    confirmation,
    fileSaver: null,
    // The terminal opens no browser, has no look of its own and no window.
    openLink: async () => {
      throw fail('argument.invalid', { where: 'operation' });
    },
    onPreferences: async () => {},
    showWindow: null,
    stop: null,
  });

if (process.env[clearerVariable] !== undefined) {
  void clearWhenDue(process.stdin);
} else {
  void runProgram(process.argv.slice(2), version, openKeyhaven).then((code) => {
    process.exitCode ??= code;
  });
}
