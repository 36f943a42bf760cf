import { fail } from '../base/failure';

/**
 * What `work` answers, unless the signal comes first. A call on the keychain cannot be ended: whatever it says later is
 * dropped, and who asked is free at once.
 * @throws keychain.cancelled
 */
export async function unlessCancelled<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  let cancel = (): void => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    cancel = () => reject(fail('keychain.cancelled'));
  });
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
