import { isWorking } from './orders';
import type { Order } from './words';

/** So many orders that are over are kept, the youngest; a run of a million must not fill the memory. */
export const keptOrders = 10_000;

/** The orders of one account, found by id and by the client's id. */
export interface Book {
  add(order: Order): void;
  byId(id: string): Order | undefined;
  /** The youngest with this id. */
  byClientId(clientId: string): Order | undefined;
  /** Those that wait or rest, the oldest first. */
  working(): Order[];
  /** All that are kept, the oldest first. */
  all(): Order[];
  /** To be told when an order is over. */
  over(order: Order): void;
}

export function createBook(kept: readonly Order[]): Book {
  const orders = new Map<string, Order>();
  const byClient = new Map<string, Order>();
  const working = new Set<Order>();

  const ended: Order[] = [];

  function add(order: Order): void {
    orders.set(order.id, order);
    byClient.set(order.clientId, order);
    if (isWorking(order)) working.add(order);
    else ended.push(order);
  }

  /** Many at once and seldom: each one alone would cost a walk through all of them. */
  function forgetOldest(): void {
    for (const order of ended.splice(0, ended.length - keptOrders)) {
      orders.delete(order.id);
      if (byClient.get(order.clientId) === order) byClient.delete(order.clientId);
    }
  }

  for (const order of kept) add(order);
  return {
    add,
    byId: (id) => orders.get(id),
    byClientId: (clientId) => byClient.get(clientId),
    working: () => [...working],
    all: () => [...orders.values()],
    over(order) {
      if (!working.delete(order)) return;
      ended.push(order);
      if (ended.length > keptOrders * 1.1) forgetOldest();
    },
  };
}
