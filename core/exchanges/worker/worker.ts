import { ask } from './ask';
import { FromWorker, ToWorker, type Job } from './messages';
import { findParent, type Parent } from './parent';

/**
 * The exchange worker: a process of its own for ccxt, which is big, prints secrets easily and can hang. It gets one credential per job,
 * answers with facts, and keeps nothing. The parent ends it when it is idle.
 */
process.title = 'keyhaven-exchange-worker';
silence();
const parent = findParent();
if (parent === null) process.exit(64);
serve(parent);

/** An error's text may hold a signed address, so a crash says nothing but its exit code, and nothing that ccxt prints gets out. */
function silence(): void {
  process.on('uncaughtException', () => process.exit(70));
  process.on('unhandledRejection', () => process.exit(70));
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const) {
    console[name] = () => {};
  }
}

function serve({ send, onMessage }: Parent): void {
  const running = new Map<string, AbortController>();

  onMessage((message) => {
    const told = ToWorker.safeParse(message);
    if (!told.success) return;
    if (told.data.type === 'cancel') running.get(told.data.id)?.abort();
    else void run(told.data);
  });

  async function run(job: Job): Promise<void> {
    const { id } = job;
    const controller = new AbortController();
    const deadline = setTimeout(() => {
      controller.abort(late);
    }, job.deadlineMs);
    running.set(id, controller);
    const answer = await ask(job, controller.signal).catch((): FromWorker => ({ type: 'broken', id }));
    clearTimeout(deadline);
    running.delete(id);
    const cancelled = controller.signal.aborted && controller.signal.reason !== late;
    send(checked(cancelled ? { type: 'cancelled', id } : answer));
  }
}

/** Why a job was ended: its time was up. Any other end is a cancel. */
const late = new Error('deadline');

/** Nothing leaves that is not in the list of what may. */
function checked(answer: FromWorker): FromWorker {
  const { data } = FromWorker.safeParse(answer);
  return data ?? { type: 'broken', id: answer.id };
}
