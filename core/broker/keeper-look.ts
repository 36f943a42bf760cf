import { Decimal } from '../base/decimals';
import type { Grant } from '../tokens/grant';
import type { LedgerOrder } from '../tokens/ledger/ledger';
import type { OrderState, OwnOrder, OwnRequest, WholeAnswer } from './adapters/adapter';
import { EgressTrouble } from './channel';
import type { KeeperParts } from './keeper';

/** An order as an exchange told of it, followed into those that it became where it was triggered. */
export interface Looked {
  readonly said: Exclude<OrderState, { state: 'became' }>;
  /** Null where it is an order as it was placed, or nobody knows. */
  readonly became: Extract<OrderState, { state: 'became' }> | null;
}

/** How the keeper asks an exchange. `signal` ends every request that is under way. */
export function createLook(
  { tenants, adapterOf, outsideOf }: Pick<KeeperParts, 'tenants' | 'adapterOf' | 'outsideOf'>,
  signal: AbortSignal,
) {
  /** @throws what egress, vault and practice throw */
  async function ask(grant: Grant, own: OwnRequest): Promise<WholeAnswer | undefined> {
    const way = outsideOf(grant);
    const { upstream, clocks, pauses } = way;
    if (pauses.secondsLeft(own.request.host) > 0) return undefined;
    const adapter = adapterOf(grant.exchange);
    const real = await tenants.realKey(grant);
    const nowMs = clocks.now(grant.exchange, adapter);
    const asked = grant.demo ? adapter.asDemo(own.request) : own.request;
    const request = own.signed ? adapter.sign(asked, { real, form: 'own', nowMs, clientIds: [] }) : asked;
    const mayGo = () => {
      // Another way out was chosen while it waited: the next look goes there.
      if (outsideOf(grant) !== way) throw new EgressTrouble('cancelled', false);
    };
    return upstream.whole(grant.exchange, request, { signal, mayGo });
  }

  async function one(grant: Grant, order: OwnOrder, cancels: boolean): Promise<OrderState> {
    const { own } = adapterOf(grant.exchange);
    if (cancels) {
      const answer = await ask(grant, own.cancel(order));
      const said = answer && own.readCancel(answer);
      if (said?.state === 'done') return said;
    }
    const answer = await ask(grant, own.order(order));
    return answer === undefined ? { state: 'unknown' } : own.readOrder(answer, order);
  }

  /** One after another: what the exchange allows is the bots'. */
  async function each(grant: Grant, order: LedgerOrder, ids: readonly string[], cancels: boolean) {
    const parts: OrderState[] = [];
    for (const orderId of ids) {
      const said = one(grant, { ...order, orderId }, cancels);
      parts.push(await said.catch((): OrderState => ({ state: 'unknown' })));
    }
    return parts;
  }

  /** The triggered order itself; cancelled where it waits, which is not asked of one that was seen to be over. */
  async function itself(grant: Grant, order: OwnOrder, cancels: boolean): Promise<OrderState> {
    const said = await one(grant, order, false);
    return said.state === 'open' && cancels ? one(grant, order, true) : said;
  }

  /** One look at one order, and at those that it became; cancelled first where `cancels`. */
  return async function look(grant: Grant, order: LedgerOrder, cancels: boolean): Promise<Looked> {
    const first: OrderState =
      order.orderId !== null && order.became.length > 0
        ? { state: 'became', orderId: order.orderId, orders: order.became }
        : await one(grant, order, cancels);
    if (first.state !== 'became') return { said: first, became: null };
    const { orderId, orders } = first;
    const parts = await each(grant, order, orders, cancels);
    const said = together(orderId, parts);
    if (said.state !== 'done' || isWhole(order, said.filled)) return { said, became: first };
    // All that is known is over, and it is not all of the order: the exchange may have named another since.
    const now = await itself(grant, { ...order, orderId }, cancels);
    if (now.state !== 'became') return { said: together(orderId, [...parts, withoutFills(now)]), became: first };
    const later = now.orders.filter((id) => !orders.includes(id));
    const more = await each(grant, order, later, cancels);
    return { said: together(orderId, [...parts, ...more]), became: { ...now, orders: [...orders, ...later] } };
  };
}

const isWhole = ({ amount }: LedgerOrder, filled: Decimal): boolean => amount !== null && filled.compare(amount) >= 0;

/** What a triggered order filled stands in those that it became, and counts once. */
const withoutFills = (said: OrderState): OrderState =>
  said.state === 'open' || said.state === 'done' ? { ...said, filled: Decimal.zero } : said;

/** What several orders come to. Where one is not known, nothing is: what is not surely unfilled stays reserved. */
function together(orderId: string, parts: readonly OrderState[]): Looked['said'] {
  let filled = Decimal.zero;
  for (const part of parts) {
    if (part.state === 'notFound') continue;
    if (part.state !== 'open' && part.state !== 'done') return { state: 'unknown' };
    filled = filled.plus(part.filled);
  }
  const gone = parts.some(({ state }) => state === 'notFound');
  // One that is forgotten says nothing of another that rests: that one is still to be cancelled, and is no free budget.
  if (gone) return parts.some(({ state }) => state === 'open') ? { state: 'unknown' } : { state: 'notFound' };
  return { state: parts.every(({ state }) => state === 'done') ? 'done' : 'open', orderId, filled };
}
