import { Decimal } from '../base/decimals';
import { minuteMs, secondMs } from '../base/instants';
import type { Clock } from '../base/ports';
import type { EndReport } from '../tokens/broker-port';
import type { Grant } from '../tokens/grant';
import type { Ledger, LedgerOrder } from '../tokens/ledger/ledger';
import { createLook, type Looked } from './keeper-look';
import type { Outside } from './outside';
import type { AdapterOf, Tell, Tenants } from './tenants';

export interface KeeperParts {
  readonly tenants: Tenants;
  readonly adapterOf: AdapterOf;
  readonly ledger: Ledger;
  readonly outsideOf: (grant: Grant) => Outside;
  readonly clock: Clock;
  readonly tell: Tell;
}

/** At most one question a second for each real key: the keeper must not use up what the bots may ask. */
const paceMs = secondMs;
const firstAgainMs = 2 * secondMs;
const longestAgainMs = minuteMs;
const soonMs = secondMs / 4;
/** An order that rests is looked at this often, where no client asks for it. */
const restingMs = 20 * secondMs;
/** What is sent now may still come to stand: no order is given up before the longest window of a request is over. */
const mayStillArriveMs = 2 * minuteMs;

const keyOf = ({ token, clientId }: LedgerOrder) => `${token} ${clientId}`;

/**
 * Finds out what became of orders where no answer said it, and cancels those that an ended token left resting. It works
 * from the ledger alone, so that what a kill interrupted goes on at the next start.
 */
export function createKeeper(parts: KeeperParts) {
  const { tenants, ledger, clock, tell } = parts;
  /** Nobody waits for an answer at the end: what is asked now is asked again at the next start. */
  const closing = new AbortController();
  const look = createLook(parts, closing.signal);
  const next = new Map<string, { atMs: number; waitMs: number }>();
  /** Since when an exchange is asked after an order, by the clock that nobody sets. */
  const askedSince = new Map<string, number>();
  const free = new Map<string, number>();
  /** One look at an order at a time: the round that runs by itself and whoever ended its token meet here. */
  const looks = new Map<string, Promise<void>>();
  /**
   * Orders of an ended token that are over, since the last report: the round that runs by itself may be quicker than whoever
   * ended it.
   */
  const endedOrders = new Map<string, number>();
  /** Tokens whose end is under way. */
  const ending = new Set<string>();
  let under: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const mustCancel = (grant: Grant) => {
    const { state } = tenants.standing(grant);
    return grant.policy.onEnd === 'cancel' && (state === 'frozen' || state === 'revoked' || state === 'ended');
  };

  async function learn(order: LedgerOrder, { said, became }: Looked): Promise<void> {
    if (became !== null) {
      const { orderId, orders } = became;
      // It stood, so it can never again be taken for one that did not.
      await ledger.settle(order, { state: 'open', orderId, filled: Decimal.zero, became: orders });
    }
    if (said.state === 'unknown') return;
    if (said.state !== 'notFound') {
      askedSince.delete(keyOf(order));
      return ledger.settle(order, said);
    }
    const since = askedSince.get(keyOf(order)) ?? clock.monotonicMs();
    askedSince.set(keyOf(order), since);
    // Not by when it was placed: a clock that was set forward would give up what is still on its way.
    if (clock.monotonicMs() - since < mayStillArriveMs) return;
    // An order that stood and is no more may have been filled, or not: each budget takes the worse of the two.
    const orderId = order.orderId ?? became?.orderId ?? null;
    if (orderId === null) return ledger.settle(order, { state: 'rejected' });
    return ledger.settle(order, { state: 'done', orderId, filled: order.filled, lost: true });
  }

  function visit(grant: Grant, order: LedgerOrder): Promise<void> {
    const key = keyOf(order);
    const under = looks.get(key);
    if (under !== undefined) return under;
    const look = visitAlone(grant, order).finally(() => looks.delete(key));
    looks.set(key, look);
    return look;
  }

  async function visitAlone(grant: Grant, order: LedgerOrder): Promise<void> {
    const key = keyOf(order);
    const before = next.get(key)?.waitMs ?? firstAgainMs / 2;
    const waitMs = Math.min(before * 2, longestAgainMs);
    next.set(key, { atMs: clock.monotonicMs() + (isCalm(grant, order) ? restingMs : waitMs), waitMs });
    const nothing: Looked = { said: { state: 'unknown' }, became: null };
    await learn(order, await look(grant, order, mustCancel(grant)).catch(() => nothing));
    const now = ledger.order(order.token, { market: order.market, orderId: null, clientId: order.clientId });
    if (now === undefined || now.state === order.state) return;
    tell({ kind: 'order', token: order.token, clientId: order.clientId, state: now.state });
    if (now.state !== 'done' && now.state !== 'rejected') return;
    next.delete(key);
    askedSince.delete(key);
    if (mustCancel(grant)) endedOrders.set(order.token, (endedOrders.get(order.token) ?? 0) + 1);
  }

  /** It rests, and may. */
  const isCalm = (grant: Grant, order: LedgerOrder) => order.state === 'open' && !mustCancel(grant);

  /** Nothing is kept of what others settled: a client id may be used again. */
  function prune(unsettled: readonly LedgerOrder[]): void {
    const left = new Set(unsettled.map(keyOf));
    for (const kept of [next, askedSince]) for (const key of kept.keys()) if (!left.has(key)) kept.delete(key);
    for (const token of endedOrders.keys())
      if (!ending.has(token) && tenants.grant(token)?.settled !== false) endedOrders.delete(token);
  }

  /** What it is time to ask after. An order that is on its way just now is left to whoever sent it. */
  function due(): { grant: Grant; order: LedgerOrder }[] {
    const found = [];
    const unsettled = ledger.unsettled();
    prune(unsettled);
    for (const order of unsettled) {
      const grant = tenants.grant(order.token);
      const atMs = next.get(keyOf(order))?.atMs ?? 0;
      if (grant === undefined || order.state === 'reserved' || atMs > clock.monotonicMs()) continue;
      found.push({ grant, order, atMs, calm: isCalm(grant, order) ? 1 : 0 });
    }
    // Many that rest would take every turn at this pace, and what nobody knows of, or what is to be cancelled, none.
    return found.sort((one, other) => one.calm - other.calm || one.atMs - other.atMs);
  }

  /** One question for each real key whose pace allows it. */
  async function round(): Promise<void> {
    const asked = new Set<string>();
    const visits: Promise<void>[] = [];
    for (const { grant, order } of due()) {
      if (asked.has(grant.credential)) continue;
      if ((free.get(grant.credential) ?? 0) > clock.monotonicMs()) continue;
      asked.add(grant.credential);
      free.set(grant.credential, clock.monotonicMs() + paceMs);
      visits.push(visit(grant, order));
    }
    await Promise.all(visits);
  }

  function tick(): Promise<void> {
    under ??= round()
      // A ledger that cannot be written refuses orders too; the next round tries again.
      .catch(() => undefined)
      .finally(() => {
        under = null;
      });
    return under;
  }

  function reportOf(token: string): EndReport {
    const grant = tenants.grant(token);
    const left = ledger.unsettled(token);
    const kept = grant?.policy.onEnd === 'cancel' ? 0 : left.filter(({ state }) => state === 'open').length;
    const cancelled = endedOrders.get(token) ?? 0;
    endedOrders.delete(token);
    return { cancelled, kept, unknown: left.length - kept };
  }

  async function cancelLeft(token: string, grant: Grant, withinMs: number): Promise<void> {
    const endMs = clock.monotonicMs() + withinMs;
    for (let round = 0; round === 0 || clock.monotonicMs() < endMs; round += 1) {
      const left = ledger.unsettled(token).filter(({ state }) => state !== 'reserved');
      for (const order of left) if (clock.monotonicMs() < endMs || round === 0) await visit(grant, order);
      if (closing.signal.aborted || ledger.unsettled(token).length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, firstAgainMs / 4));
    }
  }

  return {
    start(): void {
      timer ??= setInterval(() => void tick(), paceMs);
      timer.unref();
    },

    tick,

    /** An answer left open what became of this order. */
    soon(order: LedgerOrder): void {
      next.set(keyOf(order), { atMs: clock.monotonicMs() + soonMs, waitMs: firstAgainMs / 2 });
    },

    /**
     * A token has ended: cancels at once what it left resting, without the pace, for as long as `withinMs`. What is left
     * goes on in the background.
     */
    async end(token: string, withinMs: number): Promise<EndReport> {
      const grant = tenants.grant(token);
      if (grant === undefined || !mustCancel(grant)) return reportOf(token);
      ending.add(token);
      try {
        await cancelLeft(token, grant, withinMs);
        return reportOf(token);
      } finally {
        ending.delete(token);
      }
    },

    async close(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      timer = null;
      closing.abort();
      // A look that fails is looked again at the next start; the end must not fail for it.
      await Promise.allSettled([under, ...looks.values()]);
    },
  };
}
