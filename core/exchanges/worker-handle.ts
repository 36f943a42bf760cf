import { fail } from '../base/failure';
import { secondMs } from '../base/instants';
import type { ChildProcess, ProcessLauncher } from '../base/ports';
import { childEnvironment } from './child-environment';
import { FromWorker, type Job, type ToWorker } from './worker/messages';

/** What a worker needs for one job, without what the handle adds. */
export type Question = Omit<Job, 'type' | 'id'>;

export interface WorkerHandle {
  /**
   * The worker's answer; null when it ended, or had to be ended, without one.
   * @throws job.cancelled at once when `signal` aborts
   */
  ask(question: Question, signal: AbortSignal): Promise<FromWorker | null>;
  /** Ends the worker. What was asked and not answered is answered with null. */
  dispose(): Promise<void>;
}

interface Waiting {
  readonly answered: (answer: FromWorker | null) => void;
}

/** A worker answers a cancel and its own deadline within milliseconds. One that does not has hung, and is ended. */
const graceMs = 2 * secondMs;

/** One warm worker: started by the first question, started anew after it died, ended when nothing was asked for `idleMs`. */
export function createWorkerHandle({ launcher, idleMs }: { launcher: ProcessLauncher; idleMs: number }): WorkerHandle {
  const waiting = new Map<string, Waiting>();
  let child: ChildProcess | null = null;
  let gone: Promise<void> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function running(): ChildProcess {
    if (child !== null) return child;
    const started = launcher.start('worker', childEnvironment());
    child = started;
    started.onMessage((message) => {
      const said = FromWorker.safeParse(message);
      if (said.success) waiting.get(said.data.id)?.answered(said.data);
    });
    gone = new Promise((resolve) => {
      started.onExit(() => {
        if (child === started) forget();
        resolve();
      });
    });
    return started;
  }

  function started(): ChildProcess | null {
    try {
      return running();
    } catch {
      return null;
    }
  }

  /** The worker is gone or going: nobody waits for it any longer. */
  function forget(): void {
    child = null;
    for (const { answered } of [...waiting.values()]) answered(null);
  }

  function end(): void {
    const ending = child;
    clearTimeout(idle);
    forget();
    ending?.kill();
  }

  async function ask(question: Question, signal: AbortSignal): Promise<FromWorker | null> {
    if (signal.aborted) throw fail('job.cancelled');
    clearTimeout(idle);
    const worker = started();
    if (worker === null) return null;
    lastId += 1;
    const id = String(lastId);
    const tell = (message: ToWorker) => {
      worker.send(message);
    };
    return new Promise((resolve, reject) => {
      let hung = setTimeout(end, question.deadlineMs + graceMs);
      const cancel = () => {
        reject(fail('job.cancelled'));
        tell({ type: 'cancel', id });
        clearTimeout(hung);
        hung = setTimeout(end, graceMs);
      };
      waiting.set(id, {
        answered: (answer) => {
          clearTimeout(hung);
          signal.removeEventListener('abort', cancel);
          waiting.delete(id);
          if (waiting.size === 0 && child !== null) rest();
          resolve(answer);
        },
      });
      signal.addEventListener('abort', cancel, { once: true });
      tell({ type: 'job', id, ...question });
    });
  }

  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(end, idleMs).unref();
  }

  return {
    ask,
    dispose: async () => {
      end();
      await gone;
    },
  };
}
