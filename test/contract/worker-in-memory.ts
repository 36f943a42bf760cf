import type { ChildProcess, ProcessLauncher } from '../../core/base/ports';
import type { Job, ToWorker } from '../../core/exchanges/worker/messages';

/** A worker of the exchanges that is no process: `asked` hears each job and answers when it likes, or never. */
export function workerInMemory(asked: (job: Job, answer: (message: object) => void) => void): ProcessLauncher {
  return {
    start: (): ChildProcess => {
      let hear: (message: unknown) => void = () => {};
      let end: (code: number | null) => void = () => {};
      return {
        pid: undefined,
        send: (message) => {
          const job = message as ToWorker;
          if (job.type === 'job') asked(job, (answer) => hear(answer));
        },
        onMessage: (listener) => void (hear = listener),
        onExit: (listener) => void (end = listener),
        kill: () => end(null),
      };
    },
  };
}
