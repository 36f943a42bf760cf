import { createAlgos, type Algos } from './algos';
import { least, size, times, type Amount } from './amounts';
import { createBook, keptOrders, type Book } from './book';
import { Declined } from './declined';
import { marketKey, marketOf, type Market } from './markets';
import { bestFirst, crossesAt, isFired, isWorking, orderOf, sizeOf, tradeOf, walletOf, type Wish } from './orders';
import { purseOf, type Purse } from './purse';
import { reserveFor, settleContracts, settleSpot, type Settled } from './settle';
import type { Account, Order, Position, Quote } from './words';

/** What a desk needs of the house around it. */
export interface House {
  quote(market: Market): Quote;
  nextId(): string;
  changed(): void;
}

/** One account's trading: its orders, its money, its positions. All of it against the market maker, none against itself. */
export interface Desk {
  readonly account: Account;
  readonly book: Book;
  readonly algos: Algos;
  purse(wallet: string): Purse;
  position(market: Market): Position;
  leverage(market: Market): number;
  /** Takes what it can at the market maker's price, lets the rest stand. Throws `Declined`; then nothing has changed. */
  place(wish: Wish, nowMs: number): Order;
  /** Throws `Declined` where the order is over. */
  cancel(order: Order, nowMs: number): void;
  /** In place, under its id. Throws `Declined`; then the order stands as it was. */
  amend(order: Order, change: { price?: Amount; amount?: Amount }, nowMs: number): void;
  /** To be told when a market's price has moved. */
  priceMoved(market: Market, nowMs: number): void;
  /** Another leverage, also for the position held. Throws `Declined`. */
  setLeverage(market: Market, leverage: number, nowMs: number): void;
}

export const defaultLeverage = 20;

export function createDesk(account: Account, house: House): Desk {
  const book = createBook(account.orders);
  const purse = (wallet: string): Purse => purseOf((account.wallets[wallet] ??= {}));
  const leverage = (market: Market): number => account.leverage[marketKey(market)] ?? defaultLeverage;

  function position(market: Market): Position {
    const key = marketKey(market);
    const held = account.positions.find((one) => one.market === key);
    if (held !== undefined) return held;
    return { market: key, wallet: walletOf(market), amount: 0n, entry: 0n, margin: 0n, updatedMs: 0 };
  }

  function keepPosition(next: Position): void {
    account.positions = account.positions.filter((one) => one.market !== next.market);
    if (next.amount !== 0n) account.positions.push(next);
  }

  function reserve(order: Order, market: Market): void {
    const { bid, ask } = house.quote(market);
    const marketPrice = order.trigger?.price ?? (order.side === 'buy' ? ask : bid);
    const held = market.settle === null ? 0n : position(market).amount;
    const rest = { ...order, amount: order.amount - order.filled };
    const wanted = reserveFor(market, rest, marketPrice, held, leverage(market));
    purse(order.wallet).lock(wanted.asset, wanted.amount);
    order.locked = wanted.amount;
    order.lockedAsset = wanted.asset;
  }

  function release(order: Order): void {
    purse(order.wallet).unlock(order.lockedAsset, order.locked);
    order.locked = 0n;
  }

  function end(order: Order, status: Order['status'], nowMs: number): void {
    order.status = status;
    order.updatedMs = nowMs;
    release(order);
    book.over(order);
  }

  function finish(order: Order, status: Order['status'], nowMs: number): void {
    end(order, status, nowMs);
    endList(order, nowMs);
  }

  /** What happens to one order of a list ends the others. */
  function endList(order: Order, nowMs: number): void {
    if (order.listId === null) return;
    const others = book.working().filter((other) => other !== order && other.listId === order.listId);
    for (const other of others) end(other, 'expired', nowMs);
  }

  function fill(order: Order, market: Market, quantity: Amount, price: Amount, maker: boolean, nowMs: number): void {
    const settled = settle(order, market, quantity, price, nowMs);
    order.filled += quantity;
    order.cost += times(quantity, price);
    order.fee += settled.fee;
    order.feeAsset = settled.feeAsset;
    order.updatedMs = nowMs;
    account.trades.push(tradeOf(order, { id: house.nextId(), quantity, price, maker, atMs: nowMs }, settled));
    if (account.trades.length > keptOrders * 1.1) account.trades.splice(0, account.trades.length - keptOrders);
    if (order.filled >= order.amount) finish(order, 'filled', nowMs);
    else endList(order, nowMs);
  }

  function settle(order: Order, market: Market, quantity: Amount, price: Amount, nowMs: number): Settled {
    if (market.settle === null) return settleSpot(market, order, purse(order.wallet), quantity, price);
    const held = position(market);
    const factor = leverage(market);
    const done = settleContracts(market, market.settle, order, purse(order.wallet), held, quantity, price, factor);
    keepPosition({ ...done.position, updatedMs: nowMs });
    return done;
  }

  /** As much as the market maker has at the touch, at `price`; an order that only reduces stops at a closed position. */
  function take(order: Order, market: Market, price: Amount, maker: boolean, nowMs: number): void {
    const quote = house.quote(market);
    const offered = order.side === 'buy' ? quote.askSize : quote.bidSize;
    const rest = order.amount - order.filled;
    const able = least(offered ?? rest, reducible(order, market, rest));
    if (able <= 0n) return;
    if (offered !== null) {
      if (order.side === 'buy') quote.askSize = offered - able;
      else quote.bidSize = offered - able;
    }
    fill(order, market, able, price, maker, nowMs);
  }

  function reducible(order: Order, market: Market, rest: Amount): Amount {
    if (!order.reduceOnly) return rest;
    const held = position(market).amount;
    return held < 0n !== (order.side === 'sell') ? least(rest, size(held)) : 0n;
  }

  function available(order: Order, market: Market): Amount {
    const quote = house.quote(market);
    const rest = order.amount - order.filled;
    return least((order.side === 'buy' ? quote.askSize : quote.bidSize) ?? rest, rest);
  }

  /** The first meeting with the market: takes, then rests or is over. */
  function begin(order: Order, market: Market, nowMs: number): void {
    const quote = house.quote(market);
    const crosses = order.price === null || crossesAt(order.side, order.price, quote);
    if (order.postOnly && crosses) {
      finish(order, 'canceled', nowMs);
      return;
    }
    const touch = order.side === 'buy' ? quote.ask : quote.bid;
    const whole = crosses && available(order, market) === order.amount - order.filled;
    if (crosses && (order.timeInForce !== 'FOK' || whole)) take(order, market, touch, false, nowMs);
    if (isWorking(order) && (order.kind === 'market' || order.timeInForce !== 'GTC')) finish(order, 'expired', nowMs);
  }

  function fire(order: Order, market: Market, nowMs: number): void {
    order.status = 'open';
    order.updatedMs = nowMs;
    endList(order, nowMs);
    try {
      // One order of a list holds the money for all of them until another one fires.
      if (order.locked === 0n) reserve(order, market);
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      finish(order, 'expired', nowMs);
      return;
    }
    begin(order, market, nowMs);
  }

  function place(wish: Wish, nowMs: number): Order {
    const quote = house.quote(wish.market);
    const order = orderOf(wish, sizeOf(wish, quote), nowMs);
    if (order.amount <= 0n) throw new Declined('tooSmall');
    if (order.reduceOnly && reducible(order, wish.market, 1n) === 0n) throw new Declined('nothingToReduce');
    if (order.trigger !== null && isFired(order.trigger, quote.last)) throw new Declined('firesAtOnce');
    const waitsInList = order.listId !== null && order.trigger !== null;
    if (!waitsInList) reserve(order, wish.market);
    order.id = house.nextId();
    book.add(order);
    if (order.trigger === null) begin(order, wish.market, nowMs);
    house.changed();
    return order;
  }

  function cancel(order: Order, nowMs: number): void {
    if (!isWorking(order)) throw new Declined('notOpen');
    finish(order, 'canceled', nowMs);
    house.changed();
  }

  function amend(order: Order, change: { price?: Amount; amount?: Amount }, nowMs: number): void {
    const market = marketOf(order.market);
    if (!isWorking(order) || market === undefined) throw new Declined('notOpen');
    const before = { price: order.price, amount: order.amount };
    release(order);
    order.price = change.price ?? order.price;
    order.amount = change.amount ?? order.amount;
    try {
      if (order.amount > order.filled) reserve(order, market);
    } catch (error) {
      Object.assign(order, before);
      reserve(order, market);
      throw error;
    }
    order.updatedMs = nowMs;
    if (order.amount <= order.filled) finish(order, 'filled', nowMs);
    else if (order.status === 'open') begin(order, market, nowMs);
    house.changed();
  }

  function priceMoved(market: Market, nowMs: number): void {
    const key = marketKey(market);
    const mine = book.working().filter((order) => order.market === key);
    const { last } = house.quote(market);
    for (const order of mine) {
      if (order.status === 'waiting' && order.trigger !== null && isFired(order.trigger, last)) {
        fire(order, market, nowMs);
      }
    }
    for (const order of bestFirst(mine)) {
      if (order.status !== 'open' || order.price === null) continue;
      if (crossesAt(order.side, order.price, house.quote(market))) take(order, market, order.price, true, nowMs);
    }
  }

  function setLeverage(market: Market, factor: number, nowMs: number): void {
    const held = position(market);
    const needed = (held.margin * BigInt(leverage(market))) / BigInt(factor);
    if (market.settle !== null && held.amount !== 0n) {
      purse(held.wallet).lock(market.settle, needed - held.margin);
      keepPosition({ ...held, margin: needed, updatedMs: nowMs });
    }
    account.leverage[marketKey(market)] = factor;
    house.changed();
  }

  const algos = createAlgos(account, { ...house, position, place });
  return { account, book, algos, purse, position, leverage, place, cancel, amend, priceMoved, setLeverage };
}
