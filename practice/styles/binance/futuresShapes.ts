import { over, show, size, times } from '../../market/amounts';
import { marketOf, valueOf, type Market } from '../../market/markets';
import { profitOf } from '../../market/positions';
import { averagePrice } from '../../market/settle';
import type { Order, Position, Trade } from '../../market/words';
import { idOf, statusOf } from './spotShapes';

/** As every call of the futures answers an order. */
export function futuresOrder(order: Order): object {
  const market = marketOf(order.market);
  const average = averagePrice(order);
  const type = order.said.type ?? 'LIMIT';
  const cumulated =
    market?.inverse === true
      ? { cumBase: show(average === 0n ? 0n : over(times(order.filled, market.contract), average), 8) }
      : { cumQuote: show(order.cost) };
  return {
    orderId: Number(order.id),
    symbol: idOf(order),
    ...(market?.inverse === true ? { pair: `${market.base}${market.quote}` } : {}),
    status: statusOf(order),
    clientOrderId: order.clientId,
    price: show(order.price ?? 0n),
    avgPrice: show(average),
    origQty: show(order.amount),
    executedQty: show(order.filled),
    cumQty: show(order.filled),
    ...cumulated,
    timeInForce: order.said.timeInForce ?? order.timeInForce,
    type,
    reduceOnly: order.reduceOnly,
    closePosition: false,
    side: order.side.toUpperCase(),
    positionSide: 'BOTH',
    stopPrice: '0',
    workingType: 'CONTRACT_PRICE',
    priceProtect: false,
    origType: type,
    priceMatch: 'NONE',
    selfTradePreventionMode: 'EXPIRE_MAKER',
    goodTillDate: 0,
    time: order.createdMs,
    updateTime: order.updatedMs,
  };
}

export function userTrade(trade: Trade): object {
  const market = marketOf(trade.market);
  const value = market === undefined ? 0n : valueOf(market, trade.amount, trade.price);
  return {
    symbol: idOf(trade),
    id: Number(trade.id),
    orderId: Number(trade.orderId),
    side: trade.side.toUpperCase(),
    price: show(trade.price),
    qty: show(trade.amount),
    realizedPnl: show(trade.profit),
    ...(market?.inverse === true
      ? { pair: `${market.base}${market.quote}`, marginAsset: market.settle, baseQty: show(value, 8) }
      : { quoteQty: show(value) }),
    commission: show(trade.fee),
    commissionAsset: trade.feeAsset,
    time: trade.atMs,
    positionSide: 'BOTH',
    buyer: trade.side === 'buy',
    maker: trade.maker,
  };
}

/** As `positionRisk` answers a position; the mark price is the last one. */
export function positionRisk(
  market: Market,
  held: Position,
  mark: bigint,
  leverage: number,
  mode: 'cross' | 'isolated',
): object {
  const notional = show(
    held.amount < 0n ? -valueOf(market, size(held.amount), mark) : valueOf(market, held.amount, mark),
  );
  const margin = show(held.margin);
  return {
    symbol: market.id,
    positionSide: 'BOTH',
    positionAmt: show(held.amount),
    entryPrice: show(held.entry),
    breakEvenPrice: show(held.entry),
    markPrice: show(mark),
    unRealizedProfit: show(profitOf(market, held, size(held.amount), mark)),
    liquidationPrice: '0',
    leverage: String(leverage),
    marginType: mode,
    maxNotionalValue: '20000000',
    isAutoAddMargin: 'false',
    isolatedMargin: mode === 'isolated' ? margin : '0',
    isolatedWallet: mode === 'isolated' ? margin : '0',
    ...(market.inverse ? { notionalValue: notional, maxQty: '100000' } : { notional }),
    marginAsset: market.settle,
    initialMargin: margin,
    maintMargin: '0',
    positionInitialMargin: margin,
    openOrderInitialMargin: '0',
    adl: 0,
    bidNotional: '0',
    askNotional: '0',
    updateTime: held.updatedMs,
  };
}
