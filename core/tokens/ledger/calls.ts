import { dayMs, minuteMs } from '../../base/instants';

/** Calls of one class: the newest each with its time, older ones by the minute, so that a busy token needs no more room than this. */
const mostExact = 10_000;
/** No rate looks back further. */
const keptMs = dayMs;

export interface KeptCalls {
  /** Epoch milliseconds, the oldest first. */
  readonly exact: number[];
  /** Minutes since 1970, and how many calls in each. */
  readonly minutes: [minute: number, count: number][];
}

export class Calls {
  #exact: number[] = [];
  /** Where the exact ones begin; those before were moved into `#minutes`. */
  #from = 0;
  readonly #minutes = new Map<number, number>();

  /** Goes on with what a summary kept, piece after piece. */
  restore({ exact, minutes }: KeptCalls): void {
    this.#exact.push(...exact);
    for (const [minute, count] of minutes) this.#minutes.set(minute, count);
  }

  add(at: number, count = 1): void {
    const time = Math.max(at, this.#exact.at(-1) ?? 0);
    for (let n = 0; n < count; n += 1) this.#exact.push(time);
    this.#trim(time);
  }

  /** The newest did not happen. */
  takeBack(): void {
    if (this.#exact.length > this.#from) this.#exact.pop();
  }

  /** How many came within the last `perMs`; never too few. Of more than 10,000 the oldest minute counts whole. */
  within(perMs: number, now: number): number {
    const since = now - perMs;
    const first = this.#firstAfter(since);
    let count = this.#exact.length - first;
    if (first === this.#from)
      for (const [minute, calls] of this.#minutes) if ((minute + 1) * minuteMs > since) count += calls;
    return count;
  }

  kept(now: number): KeptCalls {
    const since = now - keptMs;
    return {
      exact: this.#exact.slice(this.#firstAfter(since)),
      minutes: [...this.#minutes].filter(([minute]) => (minute + 1) * minuteMs > since),
    };
  }

  #trim(now: number): void {
    while (this.#exact.length - this.#from > mostExact || (this.#exact[this.#from] ?? now) <= now - keptMs) {
      const time = this.#exact[this.#from] ?? now;
      this.#from += 1;
      if (time <= now - keptMs) continue;
      const minute = Math.floor(time / minuteMs);
      this.#minutes.set(minute, (this.#minutes.get(minute) ?? 0) + 1);
    }
    for (const minute of this.#minutes.keys()) {
      if ((minute + 1) * minuteMs > now - keptMs) break;
      this.#minutes.delete(minute);
    }
    if (this.#from < mostExact) return;
    this.#exact = this.#exact.slice(this.#from);
    this.#from = 0;
  }

  /** Index of the oldest exact one that is after `since`. */
  #firstAfter(since: number): number {
    let [low, high] = [this.#from, this.#exact.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#exact[middle] ?? 0) > since) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
