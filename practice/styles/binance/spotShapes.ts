import { show, times } from '../../market/amounts';
import type { Desk } from '../../market/desk';
import { marketOf } from '../../market/markets';
import type { Order, Trade } from '../../market/words';

const coin = (value: bigint): string => show(value, 8);

export const statusOf = (order: Order): string =>
  ({
    waiting: 'NEW',
    open: order.filled === 0n ? 'NEW' : 'PARTIALLY_FILLED',
    filled: 'FILLED',
    canceled: 'CANCELED',
    expired: 'EXPIRED',
  })[order.status];

export const idOf = (order: { market: string }): string => marketOf(order.market)?.id ?? '';
const listOf = ({ listId }: Order): number => (listId === null ? -1 : Number(listId));

/** What every answer about an order has in common. */
function common(order: Order): object {
  return {
    price: coin(order.price ?? 0n),
    origQty: coin(order.amount),
    executedQty: coin(order.filled),
    origQuoteOrderQty: coin(order.quoteAmount ?? 0n),
    cummulativeQuoteQty: coin(order.cost),
    status: statusOf(order),
    timeInForce: order.timeInForce,
    type: order.said.type ?? 'LIMIT',
    side: order.side.toUpperCase(),
    ...(order.trigger === null ? {} : { stopPrice: coin(order.trigger.price) }),
    selfTradePreventionMode: 'EXPIRE_MAKER',
  };
}

/** `newOrderRespType`: ACK, RESULT or FULL; market and limit orders are answered in full when nothing is said. */
export function answerToNew(desk: Desk, order: Order, wanted: string | undefined): object {
  const ack = {
    symbol: idOf(order),
    orderId: Number(order.id),
    orderListId: listOf(order),
    clientOrderId: order.clientId,
    transactTime: order.updatedMs,
  };
  const inFull = order.said.type === 'MARKET' || order.said.type === 'LIMIT';
  const how = wanted ?? (inFull ? 'FULL' : 'ACK');
  if (how === 'ACK') return ack;
  const result = { ...ack, ...common(order), workingTime: order.createdMs };
  return how === 'FULL' ? { ...result, fills: fillsOf(desk, order) } : result;
}

function fillsOf(desk: Desk, order: Order): object[] {
  if (order.filled === 0n) return [];
  return desk.account.trades
    .filter(({ orderId }) => orderId === order.id)
    .map(({ id, price, amount, fee, feeAsset }) => ({
      price: coin(price),
      qty: coin(amount),
      commission: coin(fee),
      commissionAsset: feeAsset,
      tradeId: Number(id),
    }));
}

/** As order queries and lists answer it. */
export function asked(order: Order): object {
  return {
    symbol: idOf(order),
    orderId: Number(order.id),
    orderListId: listOf(order),
    clientOrderId: order.clientId,
    ...common(order),
    stopPrice: coin(order.trigger?.price ?? 0n),
    icebergQty: '0.00000000',
    time: order.createdMs,
    updateTime: order.updatedMs,
    isWorking: order.status !== 'waiting',
    workingTime: order.createdMs,
  };
}

/** As a cancel answers it. `clientOrderId` is the cancel's own. */
export function canceled(order: Order, cancelId: string): object {
  return {
    symbol: idOf(order),
    origClientOrderId: order.clientId,
    orderId: Number(order.id),
    orderListId: listOf(order),
    clientOrderId: cancelId,
    transactTime: order.updatedMs,
    ...common(order),
  };
}

export function myTrade(trade: Trade): object {
  const { side, maker } = trade;
  return {
    symbol: idOf(trade),
    id: Number(trade.id),
    orderId: Number(trade.orderId),
    orderListId: -1,
    price: coin(trade.price),
    qty: coin(trade.amount),
    quoteQty: coin(times(trade.price, trade.amount)),
    commission: coin(trade.fee),
    commissionAsset: trade.feeAsset,
    time: trade.atMs,
    isBuyer: side === 'buy',
    isMaker: maker,
    isBestMatch: true,
  };
}
