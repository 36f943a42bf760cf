import { fail } from '../base/failure';
import { minuteMs } from '../base/instants';
import type { Clock } from '../base/ports';

const mostRefusals = 3;
const countForMs = 10 * minuteMs;

/** A person's patience with other programs: whoever could ask again and again would be told yes in the end, to be rid of it. */
export function createPatience(clock: Pick<Clock, 'monotonicMs'>) {
  let refusals: number[] = [];
  return {
    /** @throws authorization.askedTooOften */
    mustLast(): void {
      const now = clock.monotonicMs();
      refusals = refusals.filter((at) => now - at < countForMs);
      const [oldest] = refusals;
      if (oldest === undefined || refusals.length < mostRefusals) return;
      throw fail('authorization.askedTooOften', { minutes: Math.ceil((oldest + countForMs - now) / minuteMs) });
    },
    refused(): void {
      refusals.push(clock.monotonicMs());
    },
  };
}
