import { Decimal } from '../../base/decimals';
import { dayMs, minuteMs } from '../../base/instants';
import type { EndpointClass } from '../policy/policy';

/** One thing that happened, as the model remembers it: everything, for ever. */
export type Happened = { readonly at: number; readonly token: string } & (
  | {
      readonly kind: 'placed';
      readonly clientId: string;
      readonly side: 'buy' | 'sell';
      readonly amount: string | null;
      readonly value: string;
      readonly replaces: string | null;
      readonly signature: string;
    }
  | { readonly kind: 'rejected'; readonly clientId: string }
  | { readonly kind: 'open' | 'done'; readonly clientId: string; readonly filled: string }
  | { readonly kind: 'called'; readonly class: EndpointClass }
);

interface Order {
  readonly placed: Happened & { kind: 'placed' };
  state: 'waiting' | 'rejected' | 'open' | 'done';
  filled: Decimal;
  replacedBy: string | null;
}

const nothing = Decimal.zero;
const most = (one: Decimal, other: Decimal) => (one.exceeds(other) ? one : other);

/** What docs/ledger.md says of budgets, in its plainest form and slowly: computed anew from a list of all that happened. */
export function plainUsage(all: readonly Happened[], token: string, now: number) {
  const mine = all.filter((one) => one.token === token);
  const orders = new Map<string, Order>();
  /** Those whose id was given again, a day after they were over. */
  const past: Order[] = [];
  for (const one of mine) {
    if (one.kind === 'called') continue;
    if (one.kind === 'placed') {
      const before = orders.get(one.clientId);
      if (before !== undefined) {
        past.push(before);
        // Who is given an old id replaces nothing that its former bearer replaced.
        for (const order of orders.values()) if (order.replacedBy === one.clientId) order.replacedBy = null;
      }
      orders.set(one.clientId, { placed: one, state: 'waiting', filled: nothing, replacedBy: null });
      const target = one.replaces === null ? undefined : orders.get(one.replaces);
      if (target !== undefined) target.replacedBy = one.clientId;
      continue;
    }
    const order = orders.get(one.clientId);
    if (order === undefined) continue;
    // Over for more than its day: nobody remembers it.
    if (isOver(order) && order.placed.at <= one.at - dayMs) continue;
    if (one.kind === 'open' && order.state !== 'done' && isStanding(orders.get(order.replacedBy ?? '')))
      order.replacedBy = null;
    const further = { waiting: 0, rejected: 1, open: 2, done: 3 };
    if (further[one.kind] > further[order.state]) order.state = one.kind;
    if (one.kind !== 'rejected') order.filled = most(order.filled, Decimal.of(one.filled));
  }

  const list = [...orders.values()];
  const own = ({ placed, filled }: Order): Decimal => {
    const value = Decimal.of(placed.value);
    if (placed.amount === null) return value;
    const amount = Decimal.of(placed.amount);
    const over = filled.exceeds(amount) ? amount : filled;
    return value.minus(value.share(over, amount));
  };
  const open = (order: Order): Decimal => {
    if (isOver(order)) return nothing;
    const replacer = orders.get(order.replacedBy ?? '');
    const forgotten = replacer !== undefined && isOver(replacer) && replacer.placed.at <= now - dayMs;
    if (replacer === undefined || replacer.state === 'rejected' || forgotten) return own(order);
    if (isStanding(replacer)) return nothing;
    return most(nothing, own(order).minus(Decimal.of(replacer.placed.value)));
  };
  const placed24h = (order: Order): Decimal => {
    if (order.state === 'rejected' || order.placed.at <= now - dayMs) return nothing;
    const value = Decimal.of(order.placed.value);
    if (order.state !== 'done' || order.placed.amount === null) return value;
    const unfilled = Decimal.of(order.placed.amount).minus(order.filled);
    return unfilled.isPositive() ? value.minus(value.share(unfilled, Decimal.of(order.placed.amount))) : value;
  };
  const sum = (of: (order: Order) => Decimal) => list.reduce((total, order) => total.plus(of(order)), nothing);
  const blind = list.some((order) => order.placed.side === 'sell' && order.placed.amount === null && !isOver(order));
  const sumOfAll = (of: (order: Order) => Decimal) =>
    [...past, ...list].reduce((total, order) => total.plus(of(order)), nothing);
  const net = sumOfAll((order) => {
    if (order.placed.side === 'buy') return order.filled;
    const rest = isOver(order) ? nothing : most(nothing, Decimal.of(order.placed.amount ?? '0').minus(order.filled));
    return nothing.minus(order.filled).minus(rest);
  });
  return {
    placed24h: sum(placed24h).toString(),
    open: sum(open).toString(),
    netBought: blind || !net.isPositive() ? '0' : net.toString(),
    unsettled: list.filter((order) => !isOver(order)).map(({ placed }) => placed.clientId),
    calls: (of: EndpointClass, perMs: number) =>
      mine.filter(
        (one) =>
          one.at > now - perMs &&
          (one.kind === 'called' ? one.class === of : one.kind === 'placed' && of === 'trade.create'),
      ).length,
    seen: (signature: string) =>
      mine.some((one) => one.kind === 'placed' && one.signature === signature && one.at > now - 11 * minuteMs),
    knows: (clientId: string) => {
      const order = orders.get(clientId);
      return order !== undefined && !(isOver(order) && order.placed.at <= now - dayMs);
    },
  };
}

const isOver = ({ state }: Order) => state === 'done' || state === 'rejected';
const isStanding = (order: Order | undefined) => order?.state === 'open' || order?.state === 'done';
