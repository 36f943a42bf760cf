import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ChildProcess, ProcessLauncher } from '../../base/ports';

export interface NodeLauncherOptions {
  /** The folder with `worker.js` and `practice.js`, absolute. */
  readonly folder: string;
  /** Hears what a child prints. Without it a child's output goes nowhere, because it could quote anything. */
  readonly onOutput?: (program: string, text: string) => void;
}

/** The launcher of the terminal and of tests: a Node child with a channel for messages, and nothing else of ours. */
export function createNodeLauncher({ folder, onOutput }: NodeLauncherOptions): ProcessLauncher {
  return {
    start(program, environment) {
      const output = onOutput === undefined ? 'ignore' : 'pipe';
      const child = fork(join(folder, `${program}.js`), [], {
        env: environment,
        // Flags of this process (an inspector, a loader) are not for a child that holds a secret.
        execArgv: [],
        stdio: ['ignore', output, output, 'ipc'],
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (text) => onOutput?.(program, String(text)));
      }
      return asPort(child);
    },
  };
}

function asPort(child: ReturnType<typeof fork>): ChildProcess {
  // A child that could not be started says so by `error` and never by `exit`.
  const exits: ((code: number | null) => void)[] = [];
  let ended = false;
  const end = (code: number | null) => {
    if (ended) return;
    ended = true;
    for (const listener of exits) listener(code);
  };
  child.on('exit', end);
  child.on('error', () => {
    if (child.pid === undefined) end(null);
  });
  return {
    pid: child.pid,
    send: (message) => {
      // The child may have ended in this very moment; `onExit` says so.
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      exits.push(listener);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
