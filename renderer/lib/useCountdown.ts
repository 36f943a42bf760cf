import { useCallback, useEffect, useState } from 'react';
import { secondMs } from './time';

/** Seconds left of something that ends by itself; null while nothing runs. `onEnd` is called at the end, early or not. */
export function useCountdown(onEnd: () => void) {
  const [endsAtMs, setEndsAtMs] = useState<number | null>(null);
  const [secondsLeft, setSecondsLeft] = useState(0);

  const start = useCallback((lastsMs: number) => {
    setEndsAtMs(Date.now() + lastsMs);
    setSecondsLeft(Math.ceil(lastsMs / secondMs));
  }, []);
  const stop = useCallback(() => {
    setEndsAtMs(null);
    onEnd();
  }, [onEnd]);

  useEffect(() => {
    if (endsAtMs === null) return;
    const ticking = setInterval(() => {
      const left = Math.ceil((endsAtMs - Date.now()) / secondMs);
      if (left > 0) setSecondsLeft(left);
      else stop();
    }, secondMs);
    return () => clearInterval(ticking);
  }, [endsAtMs, stop]);

  return { secondsLeft: endsAtMs === null ? null : secondsLeft, start, stop };
}
