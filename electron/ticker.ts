import { minuteMs } from '../core/base/instants';

/** Something that is to be looked at from time to time. */
export interface Duty {
  /** Whether it is time: costs nothing where it is not. */
  readonly isTime: () => boolean;
  readonly look: () => Promise<unknown>;
}

/** A look at the clock, no more, unless something is due by then: timers are not trusted across sleep. */
const tickMs = minuteMs;

/** The one timer for everything that waits for a date. What fails is tried at a later look. */
export function startTicker(duties: readonly Duty[]): void {
  setInterval(() => {
    for (const duty of duties) if (duty.isTime()) duty.look().catch(() => undefined);
  }, tickMs);
}
