import { epochMsOf, minuteMs, secondMs } from '../base/instants';
import type { Clock } from '../base/ports';
import type { Adapter } from './adapters/adapter';
import type { Upstream } from './upstream';

const measuredForMs = 30 * minuteMs;
const againAfterMs = 30 * secondMs;
/** More than a clock drifts between two measures: it was set, or the computer slept. */
const jumpMs = minuteMs;
/** Beyond this exchanges refuse; binance takes one second of the future. */
const offMs = secondMs;

/** How the exchanges' clocks differ from this computer's, as far as they said. */
export function createExchangeClocks(upstream: Upstream, clock: Clock, off: (exchange: string) => void) {
  const known = new Map<string, { offsetMs: number; nextMs: number; aheadMs: number }>();

  /** How far this computer's clock is before the one that nobody sets. */
  const aheadMs = () => epochMsOf(clock.now()) - clock.monotonicMs();

  async function measure(exchange: string, adapter: Adapter): Promise<void> {
    const before = known.get(exchange);
    // Set first, so that those who come meanwhile do not ask too.
    known.set(exchange, {
      offsetMs: before?.offsetMs ?? 0,
      nextMs: clock.monotonicMs() + againAfterMs,
      aheadMs: aheadMs(),
    });
    const began = clock.monotonicMs();
    const answer = await upstream.asked(exchange, adapter.own.time());
    const theirs = answer && adapter.own.readTime(answer);
    if (theirs === undefined) return;
    const halfMs = (clock.monotonicMs() - began) / 2;
    const offsetMs = Math.round(theirs + halfMs - epochMsOf(clock.now()));
    const isOff = Math.abs(offsetMs) > offMs;
    // One measure may have waited on its way: an alarm needs several that say the same.
    const nextMs = clock.monotonicMs() + (isOff ? againAfterMs : measuredForMs);
    known.set(exchange, { offsetMs, nextMs, aheadMs: aheadMs() });
    if (isOff) off(exchange);
  }

  return {
    /** Ms since 1970 there. Never waits: until the exchange was asked, this computer's own. */
    now(exchange: string, adapter: Adapter): number {
      const found = known.get(exchange);
      const jumped = found !== undefined && Math.abs(aheadMs() - found.aheadMs) > jumpMs;
      if (found === undefined || jumped || found.nextMs <= clock.monotonicMs()) void measure(exchange, adapter);
      return epochMsOf(clock.now()) + (found?.offsetMs ?? 0);
    },
    /** Waits for the first measure. */
    async ready(exchange: string, adapter: Adapter): Promise<void> {
      if (!known.has(exchange)) await measure(exchange, adapter);
    },
  };
}

export type ExchangeClocks = ReturnType<typeof createExchangeClocks>;
