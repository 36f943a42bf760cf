import { Decimal, greatest } from '../base/decimals';
import { hourMs, secondMs } from '../base/instants';
import type { Clock } from '../base/ports';
import type { MarketRef } from '../tokens/actions';
import type { Facts, MarketFacts } from '../tokens/decision/decision';
import type { Grant } from '../tokens/grant';
import type { Adapter, MarketRow, OwnRequest, PriceRow } from './adapters/adapter';
import type { Upstream } from './upstream';

/** A price may be this old when an order is valued by it. */
const freshMs = 5 * secondMs;
/** From this age on it is fetched anew beside the order that uses it, so that the next one need not wait. */
const renewMs = 2 * secondMs;
const marketKeptMs = hourMs;

interface Kept<T> {
  readonly value: T;
  readonly atMs: number;
}

/** Whose books: demo accounts trade on books of their own. */
type Place = Pick<Grant, 'exchange' | 'demo'>;

const keyOf = ({ exchange, demo }: Place, { venue, id }: MarketRef) =>
  `${exchange} ${demo ? 'demo' : 'live'} ${venue} ${id}`;

/** What the broker itself asks of markets and prices, by public calls: a client's word for a price is worth nothing. */
export function createMarkets(upstream: Upstream, clock: Clock) {
  const rows = new Map<string, Kept<MarketRow>>();
  const prices = new Map<string, Kept<PriceRow>>();
  const asking = new Map<string, Promise<unknown>>();

  /** Those who want the same at once ask once. */
  function once(key: string, ask: () => Promise<void>): Promise<unknown> {
    const under = asking.get(key) ?? ask().finally(() => asking.delete(key));
    asking.set(key, under);
    return under;
  }

  const asked = ({ exchange, demo }: Place, adapter: Adapter, { request, signed }: OwnRequest) =>
    upstream.asked(exchange, { request: demo ? adapter.asDemo(request) : request, signed });

  const age = (kept: Kept<unknown> | undefined) => (kept === undefined ? Infinity : clock.monotonicMs() - kept.atMs);

  async function needMarket(place: Place, adapter: Adapter, ref: MarketRef): Promise<void> {
    const key = keyOf(place, ref);
    if (age(rows.get(key)) < marketKeptMs) return;
    await once(`market ${key}`, async () => {
      const answer = await asked(place, adapter, adapter.own.market(ref));
      const value = answer && adapter.own.readMarket(ref, answer);
      if (value !== undefined) rows.set(key, { value, atMs: clock.monotonicMs() });
    });
  }

  async function needPrices(place: Place, adapter: Adapter, ref: MarketRef): Promise<void> {
    const key = keyOf(place, ref);
    const old = age(prices.get(key));
    if (old < renewMs) return;
    const under = once(`prices ${key}`, async () => {
      // As old as the question: the answer may have waited on its way.
      const atMs = clock.monotonicMs();
      const answer = await asked(place, adapter, adapter.own.prices(ref));
      const value = answer && adapter.own.readPrices(ref, answer);
      if (value !== undefined) prices.set(key, { value, atMs });
    });
    if (old >= freshMs) await under;
  }

  function pricesOf(place: Place, ref: MarketRef): PriceRow | null {
    const kept = prices.get(keyOf(place, ref));
    return kept !== undefined && age(kept) <= freshMs ? kept.value : null;
  }

  return {
    /** Fetches what a decision over these markets needs, values in `currencies` included. What cannot be had is unknown in the facts. */
    async facts(
      place: Place,
      adapter: Adapter,
      refs: readonly MarketRef[],
      currencies: readonly string[],
    ): Promise<Facts> {
      await Promise.all(refs.flatMap((ref) => [needMarket(place, adapter, ref), needPrices(place, adapter, ref)]));
      const pairs = refs.flatMap((ref) => {
        const quote = rows.get(keyOf(place, ref))?.value.quote;
        return quote === undefined ? [] : currencies.filter((one) => one !== quote).map((to) => [quote, to] as const);
      });
      await Promise.all(pairs.map(([from, to]) => needPrices(place, adapter, adapter.own.spotMarket(from, to))));
      return {
        market(ref): MarketFacts | undefined {
          const kept = rows.get(keyOf(place, ref));
          // A row that could not be renewed for long may be of a market that was changed.
          if (kept === undefined || age(kept) > 2 * marketKeptMs) return undefined;
          const { symbol, base, quote, settle, contractSize, inverse } = kept.value;
          return { symbol, base, quote, settle, contractSize, inverse, prices: pricesOf(place, ref) };
        },
        rate(from, to) {
          if (from === to) return Decimal.of('1');
          const found = pricesOf(place, adapter.own.spotMarket(from, to));
          return found === null ? undefined : greatest(found.last, found.bid, found.ask);
        },
      };
    },
  };
}

export type Markets = ReturnType<typeof createMarkets>;
