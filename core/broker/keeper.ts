import { minuteMs, secondMs } from '../base/instants';
import type { Clock } from '../base/ports';
import type { EndReport } from '../tokens/broker-port';
import type { Grant } from '../tokens/grant';
import type { Ledger, LedgerOrder } from '../tokens/ledger/ledger';
import type { OrderState, OwnRequest, WholeAnswer } from './adapters/adapter';
import type { ExchangeClocks } from './clocks';
import type { Pauses } from './pauses';
import type { AdapterOf, Tell, Tenants } from './tenants';
import type { Upstream } from './upstream';

export interface KeeperParts {
  readonly tenants: Tenants;
  readonly adapterOf: AdapterOf;
  readonly ledger: Ledger;
  readonly upstream: Upstream;
  readonly clocks: ExchangeClocks;
  readonly pauses: Pauses;
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
  const { tenants, adapterOf, ledger, upstream, clocks, pauses, clock, tell } = parts;
  const next = new Map<string, { atMs: number; waitMs: number }>();
  /** Since when an exchange is asked after an order, by the clock that nobody sets. */
  const askedSince = new Map<string, number>();
  const free = new Map<string, number>();
  /** One look at an order at a time: the round that runs by itself and whoever ended its token meet here. */
  const looks = new Map<string, Promise<void>>();
  /** Orders of an ended token that are over: the round that runs by itself may be quicker than whoever ended it. */
  const endedOrders = new Map<string, number>();
  let under: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const mustCancel = (grant: Grant) => {
    const { state } = tenants.standing(grant);
    return grant.policy.onEnd === 'cancel' && (state === 'frozen' || state === 'revoked' || state === 'ended');
  };

  /** @throws what egress, vault and practice throw */
  async function ask(grant: Grant, own: OwnRequest): Promise<WholeAnswer | undefined> {
    if (pauses.secondsLeft(own.request.host) > 0) return undefined;
    const adapter = adapterOf(grant.exchange);
    const real = await tenants.realKey(grant);
    const nowMs = clocks.now(grant.exchange, adapter);
    const asked = grant.demo ? adapter.asDemo(own.request) : own.request;
    const request = own.signed ? adapter.sign(asked, { real, form: 'own', nowMs, clientIds: [] }) : asked;
    return upstream.whole(grant.exchange, request, { signal: new AbortController().signal });
  }

  /** One look at one order: cancelled first where its token is over. */
  async function look(grant: Grant, order: LedgerOrder): Promise<OrderState> {
    const { own } = adapterOf(grant.exchange);
    if (mustCancel(grant)) {
      const answer = await ask(grant, own.cancel(order));
      const said = answer && own.readCancel(answer);
      if (said?.state === 'done') return said;
    }
    const answer = await ask(grant, own.order(order));
    return answer === undefined ? { state: 'unknown' } : own.readOrder(answer);
  }

  async function learn(order: LedgerOrder, said: OrderState): Promise<void> {
    if (said.state === 'unknown') return;
    if (said.state !== 'notFound') return ledger.settle(order, said);
    const since = askedSince.get(keyOf(order)) ?? clock.monotonicMs();
    askedSince.set(keyOf(order), since);
    // Not by when it was placed: a clock that was set forward would give up what is still on its way.
    if (clock.monotonicMs() - since < mayStillArriveMs) return;
    // An order that stood and is no more may have been filled: nothing of what it was valued at is given back.
    if (order.orderId === null) return ledger.settle(order, { state: 'rejected' });
    return ledger.settle(order, { state: 'done', orderId: order.orderId, filled: order.amount ?? order.filled });
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
    const said = await look(grant, order).catch((): OrderState => ({ state: 'unknown' }));
    await learn(order, said);
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

  /** What it is time to ask after. An order that is on its way just now is left to whoever sent it. */
  function due(): { grant: Grant; order: LedgerOrder }[] {
    const found = [];
    for (const order of ledger.unsettled()) {
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
    return { cancelled: endedOrders.get(token) ?? 0, kept, unknown: left.length - kept };
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
      const endMs = clock.monotonicMs() + withinMs;
      for (let round = 0; round === 0 || clock.monotonicMs() < endMs; round += 1) {
        const left = ledger.unsettled(token).filter(({ state }) => state !== 'reserved');
        for (const order of left) if (clock.monotonicMs() < endMs || round === 0) await visit(grant, order);
        if (ledger.unsettled(token).length === 0) break;
        await new Promise((resolve) => setTimeout(resolve, firstAgainMs / 4));
      }
      return reportOf(token);
    },

    async close(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await under;
    },
  };
}
