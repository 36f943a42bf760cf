import { minuteMs } from '../base/instants';
import type { Clock } from '../base/ports';
import type { ChannelAnswer } from './channel';

/** As long as a signature may stay valid. */
const keptMs = minuteMs;
const mostKept = 1000;

/** A call that is sent again byte for byte gets the answer of the first, also while that one is under way. */
export function createRepeats(clock: Clock) {
  const kept = new Map<string, { readonly answer: Promise<ChannelAnswer>; readonly untilMs: number }>();
  return {
    answer(key: string, first: () => Promise<ChannelAnswer>): Promise<ChannelAnswer> {
      const now = clock.monotonicMs();
      for (const [old, { untilMs }] of kept) {
        if (untilMs > now && kept.size <= mostKept) break;
        kept.delete(old);
      }
      const found = kept.get(key);
      if (found !== undefined) return found.answer;
      const answer = first();
      kept.set(key, { answer, untilMs: now + keptMs });
      return answer;
    },
  };
}
