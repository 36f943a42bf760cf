import type { ProcessLauncher } from '../../../core/base/ports';
import { isAlive } from '../../desktop/support/processes';

/** A launcher that keeps count of the exchange workers it started. */
export interface WorkerCount extends ProcessLauncher {
  /** The workers that run at this moment, as the system has them. */
  alive(): number[];
  /** How many ran at once, at most. */
  most(): number;
}

export function countingWorkers(launcher: ProcessLauncher): WorkerCount {
  const pids = new Set<number>();
  let most = 0;
  const alive = () => [...pids].filter(isAlive);
  return {
    start(program, environment) {
      const child = launcher.start(program, environment);
      if (program === 'worker' && child.pid !== undefined) {
        pids.add(child.pid);
        most = Math.max(most, alive().length);
      }
      return child;
    },
    alive,
    most: () => most,
  };
}
