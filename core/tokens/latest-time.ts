import { epochMsOf } from '../base/instants';
import type { Clock } from '../base/ports';

/**
 * Time as tokens know it, in ms since 1970: the wall's, but it never goes back while Keyhaven runs, and goes on by the other
 * clock where the wall's was set back. A clock that is set back would revive what is over.
 */
export function createLatestTime(clock: Clock): () => number {
  let latest = { wallMs: 0, monotonicMs: clock.monotonicMs() };
  return () => {
    const monotonicMs = clock.monotonicMs();
    const wallMs = Math.max(epochMsOf(clock.now()), latest.wallMs + (monotonicMs - latest.monotonicMs));
    latest = { wallMs, monotonicMs };
    return Math.floor(wallMs);
  };
}
