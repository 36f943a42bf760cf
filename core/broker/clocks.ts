import { epochMsOf, minuteMs, secondMs } from '../base/instants';
import type { Clock } from '../base/ports';
import type { Adapter } from './adapters/adapter';
import type { Upstream } from './upstream';

const measuredForMs = 30 * minuteMs;
const againAfterMs = 30 * secondMs;
/** More than a clock drifts between two measures: it was set, or the computer slept. */
const jumpMs = secondMs / 2;
/** Before it was measured, this computer's own clock is taken for as good as an answer that was so long on each way. */
const unmeasuredMs = secondMs / 2;
/** Beyond this exchanges refuse; binance takes one second of the future. */
const offMs = secondMs;

/** How far an exchange's clock is before this computer's; the truth is at most `halfMs` away from it, half of what the answer took. */
interface Measure {
  readonly offsetMs: number;
  readonly halfMs: number;
}

/**
 * The one with the shorter way. The longer one, which may have waited anywhere, only proves that the other is wrong where
 * that is out of its reach, and moves it just so far.
 */
function better(before: Measure, now: Measure): Measure {
  if (now.halfMs <= before.halfMs) return now;
  const nearest = Math.min(Math.max(before.offsetMs, now.offsetMs - now.halfMs), now.offsetMs + now.halfMs);
  return nearest === before.offsetMs ? before : { offsetMs: nearest, halfMs: now.halfMs };
}

/** How the exchanges' clocks differ from this computer's, as far as they said. */
export function createExchangeClocks(upstream: Upstream, clock: Clock, off: (exchange: string) => void) {
  const known = new Map<string, Measure & { readonly nextMs: number; readonly aheadMs: number }>();

  /** How far this computer's clock is before the one that nobody sets. */
  const aheadMs = () => epochMsOf(clock.now()) - clock.monotonicMs();
  const hasJumped = (since: number) => Math.abs(aheadMs() - since) > jumpMs;

  async function measure(exchange: string, adapter: Adapter): Promise<void> {
    const found = known.get(exchange);
    const [began, ahead] = [clock.monotonicMs(), aheadMs()];
    const isGood = found !== undefined && !hasJumped(found.aheadMs);
    const before = { offsetMs: found?.offsetMs ?? 0, halfMs: isGood ? found.halfMs : unmeasuredMs };
    // Set first, so that those who come meanwhile do not ask too.
    known.set(exchange, { ...before, nextMs: began + againAfterMs, aheadMs: ahead });
    const answer = await upstream.asked(exchange, adapter.own.time());
    const theirs = answer && adapter.own.readTime(answer);
    // Set on the way, it is measured anew by whoever comes next.
    if (theirs === undefined || hasJumped(ahead)) return;
    const half = (clock.monotonicMs() - began) / 2;
    const now = better(before, { offsetMs: Math.round(theirs + half - epochMsOf(clock.now())), halfMs: half });
    const isOff = Math.abs(now.offsetMs) > offMs;
    // One measure may have waited on its way: an alarm needs several that say the same.
    const nextMs = clock.monotonicMs() + (isOff || half > unmeasuredMs ? againAfterMs : measuredForMs);
    known.set(exchange, { ...now, nextMs, aheadMs: aheadMs() });
    if (isOff) off(exchange);
  }

  return {
    /** Ms since 1970 there. Never waits: until the exchange was asked, this computer's own. */
    now(exchange: string, adapter: Adapter): number {
      const found = known.get(exchange);
      if (found === undefined || hasJumped(found.aheadMs) || found.nextMs <= clock.monotonicMs())
        void measure(exchange, adapter);
      return epochMsOf(clock.now()) + (found?.offsetMs ?? 0);
    },
    /** Waits for the first measure. */
    async ready(exchange: string, adapter: Adapter): Promise<void> {
      if (!known.has(exchange)) await measure(exchange, adapter);
    },
  };
}

export type ExchangeClocks = ReturnType<typeof createExchangeClocks>;
