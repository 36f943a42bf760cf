import { fail } from '../base/failure';
import { secondMs } from '../base/instants';
import type { Clock } from '../base/ports';

/**
 * Lets at most `most` things happen within `withinMs`, whoever asks: who got hold of the window for a moment does not get
 * every secret in that moment. The answer counts one. @throws authorization.tooMany
 */
export function createPace(
  clock: Pick<Clock, 'monotonicMs'>,
  { most, withinMs }: { most: number; withinMs: number },
): () => void {
  let times: number[] = [];
  return () => {
    const now = clock.monotonicMs();
    times = times.filter((time) => now - time < withinMs);
    const [oldest] = times;
    if (oldest !== undefined && times.length >= most)
      throw fail('authorization.tooMany', { seconds: Math.ceil((oldest + withinMs - now) / secondMs) });
    times.push(now);
  };
}
