import { useEffect, useState } from 'react';
import { epochMsOf, secondMs, type Instant } from './time';

/** Whole seconds until a moment, counting down; 0 from then on. */
export function useSecondsUntil(until: Instant): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNowMs(Date.now()), secondMs);
    return () => clearInterval(ticking);
  }, []);
  return Math.max(0, Math.ceil((epochMsOf(until) - nowMs) / secondMs));
}
