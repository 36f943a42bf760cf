import type { Answer, JobName } from '../../core/contract/contract';
import { keyhaven, Refused, valueOf, type Failure } from './bridge';

/** Begins a job and waits for its end. @throws Refused as the job, or its beginning, was refused */
export async function untilEnd(operation: JobName, begin: () => Promise<Answer<{ jobId: string }>>): Promise<void> {
  // A short job can end before the answer that tells its id.
  const ended = new Map<string, Failure | null>();
  let wake: () => void = () => undefined;
  const stop = keyhaven.onJob((event) => {
    if (event.operation !== operation || event.state === 'item') return;
    ended.set(event.jobId, event.state === 'done' ? null : event.error);
    wake();
  });
  try {
    const { jobId } = await valueOf(begin());
    while (!ended.has(jobId)) await new Promise<void>((resolve) => (wake = resolve));
    const failure = ended.get(jobId) ?? null;
    if (failure !== null) throw new Refused(failure);
  } finally {
    stop();
  }
}
