import { Decimal, smallest } from '../../base/decimals';
import { dayMs, minuteMs } from '../../base/instants';
import type { MarketRef, OrderRef } from '../actions';
import type { Usage } from '../decision/decision';
import type { EndpointClass } from '../policy/policy';
import { Calls } from './calls';
import type { OrderToReserve, Outcome } from './ledger';
import {
  afterwards,
  editedInPlace,
  isSameEdit,
  isSettled,
  newOrder,
  openValue,
  placedValue,
  unseenSale,
  withoutEdit,
  type HeldOrder,
} from './order';
import { Sums } from './sums';

/** What one order adds to the token's sums, so that just that is taken off again. */
interface Share {
  readonly currency: string;
  readonly placed: Decimal | null;
  readonly open: Decimal | null;
  readonly net: Decimal;
  /** A sale that takes nobody knows how much. */
  readonly blind: boolean;
}

interface Net {
  readonly market: MarketRef;
  /** Bought less sold by orders that are forgotten. */
  past: Decimal;
  present: Decimal;
  blind: number;
}

/** A signature is valid for at most a minute (binance: 60 s); ten more, so that no clock's error lets it through twice. */
const signatureKeptMs = 11 * minuteMs;

/** The exchange's own: of the order, and of those that it became. */
const idsOf = ({ orderId, became }: HeldOrder): readonly string[] => (orderId === null ? [] : [orderId, ...became]);

const nameOf = ({ venue, id }: MarketRef): string => `${venue} ${id}`;

/** What one token did. Everything here is of the moment: the disk is not its business. */
export class TokenState {
  readonly token: string;
  readonly orders = new Map<string, HeldOrder>();
  readonly #byOrderId = new Map<string, Set<string>>();
  readonly #shares = new Map<string, Share>();
  /** Client ids in the order in which their 24 hours end, and from when these count. */
  readonly #window = new Map<string, number>();
  readonly #placed = new Sums();
  readonly #open = new Sums();
  readonly #nets = new Map<string, Net>();
  readonly calls = new Map<EndpointClass, Calls>();
  readonly signatures = new Map<string, number>();

  constructor(token: string) {
    this.token = token;
  }

  /** What is over by then is forgotten. */
  advance(now: number): void {
    for (const [clientId, since] of this.#window) {
      if (since > now - dayMs) break;
      this.#window.delete(clientId);
      const order = this.orders.get(clientId);
      if (order !== undefined) this.#put(order);
    }
    for (const [signature, at] of this.signatures) {
      if (at > now - signatureKeptMs) break;
      this.signatures.delete(signature);
    }
  }

  count(endpointClass: EndpointClass, now: number, count = 1): void {
    this.callsOf(endpointClass).add(now, count);
  }

  callsOf(endpointClass: EndpointClass): Calls {
    const calls = this.calls.get(endpointClass) ?? new Calls();
    this.calls.set(endpointClass, calls);
    return calls;
  }

  /** The client id of the order that a reference means, where it is one of this token's. */
  find({ market, orderId, clientId }: OrderRef): string | undefined {
    const fits = (order: HeldOrder | undefined): order is HeldOrder =>
      order !== undefined &&
      (market === null || nameOf(market) === nameOf(order.market)) &&
      (orderId === null || idsOf(order).includes(orderId));
    const named = clientId === null ? [...(this.#byOrderId.get(orderId ?? '') ?? [])] : [clientId];
    return named.reverse().find((one) => fits(this.orders.get(one)));
  }

  /** @returns what takes it back again */
  reserve(wish: OrderToReserve, replaces: string | null, now: number): () => void {
    const before = this.orders.get(wish.clientId);
    const inPlace = before !== undefined && replaces === wish.clientId;
    const order = inPlace ? editedInPlace(before, wish, now) : newOrder(this.token, wish, replaces, now);
    const target = inPlace || replaces === null ? undefined : this.orders.get(replaces);
    const since = this.#window.get(wish.clientId);
    this.#window.delete(order.clientId);
    this.#window.set(order.clientId, now);
    this.#put(order);
    if (target !== undefined) this.#put({ ...target, replacedBy: order.clientId });
    return () => {
      const now = this.orders.get(order.clientId);
      // What was done to it since stays.
      if (!inPlace && now?.state === 'reserved') this.#drop(now);
      if (inPlace && now !== undefined && isSameEdit(now, order)) {
        if (since === undefined) this.#window.delete(now.clientId);
        else this.#window.set(now.clientId, since);
        this.#put(withoutEdit(now, before));
      }
      const replaced = target && this.orders.get(target.clientId);
      if (target !== undefined && replaced?.replacedBy === order.clientId)
        this.#put({ ...replaced, replacedBy: target.replacedBy });
    };
  }

  /** What the order becomes; undefined where that is nothing new. */
  settled(clientId: string, outcome: Outcome): HeldOrder | undefined {
    const order = this.orders.get(clientId);
    if (order === undefined) return undefined;
    const next = afterwards(order, outcome);
    const replacer = this.#replacerOf(order);
    // Both were seen to stand: then both count.
    if (outcome.state === 'open' && next.state === 'open' && (replacer?.state === 'open' || replacer?.state === 'done'))
      return { ...next, replacedBy: null };
    return next === order ? undefined : next;
  }

  settle(clientId: string, outcome: Outcome): void {
    const next = this.settled(clientId, outcome);
    if (next !== undefined) this.#put(next);
  }

  /** An order as a summary has it. */
  restore(order: HeldOrder, now: number): void {
    if (order.since > now - dayMs) this.#window.set(order.clientId, order.since);
    this.#put(order);
  }

  restoreNet(market: MarketRef, past: Decimal): void {
    this.#net(market).past = past;
  }

  pastNets(): { readonly market: MarketRef; readonly net: Decimal }[] {
    return [...this.#nets.values()]
      .filter(({ past }) => !past.isZero())
      .map(({ market, past }) => ({ market, net: past }));
  }

  usage(now: number): Usage {
    return {
      placed24h: (currency) => this.#placed.in(currency),
      open: (currency) => this.#open.in(currency),
      calls: (endpointClass, perMs) => this.calls.get(endpointClass)?.within(perMs, now) ?? 0,
      // An order that never came to stand may have been refused because another's has its id.
      owns: (ref) => (this.orders.get(this.find(ref) ?? '')?.state ?? 'rejected') !== 'rejected',
      reservedBy: (ref, currency) => {
        const share = this.#shares.get(this.find(ref) ?? '');
        return share?.currency === currency ? (share.open ?? Decimal.zero) : Decimal.zero;
      },
      netBought: (market) => {
        const net = this.#nets.get(nameOf(market));
        const sum = net === undefined || net.blind > 0 ? Decimal.zero : net.past.plus(net.present);
        return sum.isPositive() ? sum : Decimal.zero;
      },
    };
  }

  #put(order: HeldOrder): void {
    const { clientId, replaces } = order;
    if (isSettled(order) && !this.#window.has(clientId)) {
      this.#forget(order);
      return;
    }
    this.orders.set(clientId, order);
    for (const id of idsOf(order)) {
      const named = this.#byOrderId.get(id) ?? new Set();
      this.#byOrderId.set(id, named.add(clientId));
    }
    this.#recount(order);
    const replaced = replaces === null ? undefined : this.orders.get(replaces);
    if (replaced?.replacedBy === clientId && replaced !== order) this.#recount(replaced);
  }

  #drop(order: HeldOrder): void {
    const { clientId, replaces } = order;
    this.#takeOff(clientId);
    this.orders.delete(clientId);
    this.#window.delete(clientId);
    for (const id of idsOf(order)) {
      const named = this.#byOrderId.get(id);
      named?.delete(clientId);
      if (named?.size === 0) this.#byOrderId.delete(id);
    }
    const replaced = replaces === null ? undefined : this.orders.get(replaces);
    if (replaced?.replacedBy === clientId) this.#recount(replaced);
  }

  /** What it bought or sold stays in the sum. */
  #forget(order: HeldOrder): void {
    this.#drop(order);
    const net = this.#net(order.market);
    const unseen = unseenSale(order);
    if (order.side === 'buy') net.past = net.past.plus(order.filled);
    else net.past = net.past.minus(order.filled).minus(unseen ?? Decimal.zero);
    // It may have sold all that there was.
    if (unseen === null) net.past = smallest(net.past, Decimal.zero);
  }

  #net(market: MarketRef): Net {
    const known = this.#nets.get(nameOf(market));
    const net = known ?? { market, past: Decimal.zero, present: Decimal.zero, blind: 0 };
    this.#nets.set(nameOf(market), net);
    return net;
  }

  #recount(order: HeldOrder): void {
    this.#takeOff(order.clientId);
    const share = this.#shareOf(order);
    this.#shares.set(order.clientId, share);
    const { currency, placed, open } = share;
    if (placed !== null) this.#placed.add(currency, placed);
    if (open !== null) this.#open.add(currency, open);
    const net = this.#net(order.market);
    net.present = net.present.plus(share.net);
    if (share.blind) net.blind += 1;
  }

  #takeOff(clientId: string): void {
    const share = this.#shares.get(clientId);
    const order = this.orders.get(clientId);
    if (share === undefined || order === undefined) return;
    this.#shares.delete(clientId);
    if (share.placed !== null) this.#placed.takeOff(share.currency, share.placed);
    if (share.open !== null) this.#open.takeOff(share.currency, share.open);
    const net = this.#net(order.market);
    net.present = net.present.minus(share.net);
    if (share.blind) net.blind -= 1;
  }

  /** Its id may have been given again meanwhile, to an order that has nothing to do with this one. */
  #replacerOf({ clientId, replacedBy }: HeldOrder): HeldOrder | undefined {
    const found = replacedBy === null ? undefined : this.orders.get(replacedBy);
    return found?.replaces === clientId ? found : undefined;
  }

  #shareOf(order: HeldOrder): Share {
    const replacer = this.#replacerOf(order);
    const unseen = unseenSale(order);
    const { currency, side, filled } = order;
    // Without a currency it was not valued, and then zero says nothing.
    const isNothing = currency !== '' || (isSettled(order) && filled.isZero());
    const counted = (value: Decimal) => (value.isZero() && isNothing ? null : value);
    return {
      currency,
      placed: this.#window.has(order.clientId) ? counted(placedValue(order)) : null,
      open: isSettled(order) ? null : counted(openValue(order, replacer)),
      net: side === 'buy' ? filled : Decimal.zero.minus(filled).minus(unseen ?? Decimal.zero),
      blind: unseen === null,
    };
  }
}
