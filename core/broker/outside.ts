import type { Clock } from '../base/ports';
import type { Egress } from './channel';
import { createExchangeClocks, type ExchangeClocks } from './clocks';
import { createMarkets, type Markets } from './markets';
import { createPauses, type Pauses } from './pauses';
import { createUpstream, type OriginOf, type Upstream } from './upstream';

/** The exchanges as they are seen on one way out of this computer. */
export interface Outside {
  readonly upstream: Upstream;
  readonly markets: Markets;
  readonly clocks: ExchangeClocks;
  /** An exchange pauses an address, and each way has its own. */
  readonly pauses: Pauses;
}

export interface OutsidesParts {
  /** By the route of a credential; null for directly. */
  readonly egressThrough: (route: string | null) => Egress;
  readonly originOf: OriginOf;
  readonly clock: Clock;
  readonly clockOff: (exchange: string) => void;
}

/** One for each way out, made when it is first gone. Nothing that one credential's way needs is asked on another. */
export function createOutsides({ egressThrough, originOf, clock, clockOff }: OutsidesParts) {
  const made = new Map<string | null, { readonly outside: Outside; readonly egress: Egress }>();

  function make(route: string | null): Outside {
    const egress = egressThrough(route);
    const pauses = createPauses(clock);
    const upstream = createUpstream({ egress, originOf, pauses });
    const clocks = createExchangeClocks(upstream, clock, clockOff);
    const outside = { upstream, markets: createMarkets(upstream, clock), clocks, pauses };
    made.set(route, { outside, egress });
    return outside;
  }

  return {
    through: (route: string | null): Outside => made.get(route)?.outside ?? make(route),
    async close(): Promise<void> {
      await Promise.all([...made.values()].map(({ egress }) => egress.close()));
    },
  };
}
