import { minuteMs, secondMs } from '../base/instants';
import type { Clock } from '../base/ports';

/** Without a Retry-After: a minute for a warning, five for a ban. Binance bans from two minutes on; its docs, "Limits", seen 2026-11. */
const withoutWord = { 429: minuteMs, 418: 5 * minuteMs } as const;
const longestMs = 60 * minuteMs;

/** An exchange that says it is asked too much is left alone, by all tokens at once: one bot must not get the others banned. */
export function createPauses(clock: Clock) {
  const until = new Map<string, number>();
  return {
    /** Seconds that this host still wants to be left alone; 0 where it does not. */
    secondsLeft(host: string): number {
      return Math.max(0, Math.ceil(((until.get(host) ?? 0) - clock.monotonicMs()) / secondMs));
    },
    heed(host: string, status: number, retryAfter: string | undefined): void {
      if (status !== 429 && status !== 418) return;
      const said = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) * secondMs : withoutWord[status];
      const end = clock.monotonicMs() + Math.min(said, longestMs);
      until.set(host, Math.max(until.get(host) ?? 0, end));
    },
  };
}

export type Pauses = ReturnType<typeof createPauses>;
