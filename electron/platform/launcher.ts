import { utilityProcess } from 'electron';
import { join } from 'node:path';
import type { ProcessLauncher } from '../../core/base/ports';

const names = { worker: 'Keyhaven exchange worker', practice: 'Keyhaven practice exchange' } as const;

/**
 * Starts our own bundles in Electron's utility processes, since the packaged app cannot run as Node.
 * What a child prints goes nowhere: an exchange library's debug output holds secrets.
 * @param folder where `worker.js` and `practice.js` lie
 */
export function createLauncher(folder: string): ProcessLauncher {
  return {
    start(program, environment) {
      const child = utilityProcess.fork(join(folder, `${program}.js`), [], {
        env: environment,
        stdio: 'ignore',
        serviceName: names[program],
      });
      return {
        get pid() {
          return child.pid;
        },
        send: (message) => child.postMessage(message),
        onMessage: (listener) => void child.on('message', listener),
        onExit: (listener) => void child.on('exit', listener),
        kill: () => void child.kill(),
      };
    },
  };
}
