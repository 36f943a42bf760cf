import { amount, show, times, type Amount } from '../../market/amounts';
import type { Market } from '../../market/markets';
import type { World } from '../style';

/** What is shown where the market maker takes any amount. */
const anyAmount = amount('1000');
const shownSize = (size: Amount | null): string => show(size ?? anyAmount, 8);

export function bookTicker(world: World, market: Market): object {
  const { bid, ask, bidSize, askSize } = world.floor.quote(market);
  return {
    symbol: market.id,
    ...(market.settle === null ? {} : { time: world.nowMs }),
    bidPrice: show(bid, 8),
    bidQty: shownSize(bidSize),
    askPrice: show(ask, 8),
    askQty: shownSize(askSize),
  };
}

export function priceTicker(world: World, market: Market): object {
  const price = show(world.floor.quote(market).last, 8);
  return { symbol: market.id, price, ...(market.settle === null ? {} : { time: world.nowMs }) };
}

/** The market stands still until somebody moves its price, so that all of a day is its last price. */
export function ticker24h(world: World, market: Market): object {
  const last = show(world.floor.quote(market).last, 8);
  const { bidPrice, bidQty, askPrice, askQty } = bookTicker(world, market) as Record<string, string>;
  return {
    symbol: market.id,
    ...(market.settle === null ? { bidPrice, bidQty, askPrice, askQty, prevClosePrice: last } : {}),
    priceChange: '0.00000000',
    priceChangePercent: '0.000',
    weightedAvgPrice: last,
    lastPrice: last,
    lastQty: show(market.least, 8),
    openPrice: last,
    highPrice: last,
    lowPrice: last,
    volume: show(anyAmount, 8),
    ...(market.inverse
      ? { baseVolume: show(anyAmount, 8) }
      : { quoteVolume: show(times(anyAmount, world.floor.quote(market).last), 8) }),
    openTime: world.nowMs - 86_400_000,
    closeTime: world.nowMs,
    firstId: 1,
    lastId: 1,
    count: 1,
  };
}

export function depth(world: World, market: Market): object {
  const { bid, ask, bidSize, askSize } = world.floor.quote(market);
  return {
    lastUpdateId: world.nowMs,
    ...(market.settle === null ? {} : { E: world.nowMs, T: world.nowMs }),
    bids: [[show(bid, 8), shownSize(bidSize)]],
    asks: [[show(ask, 8), shownSize(askSize)]],
  };
}

export function recentTrades(world: World, market: Market): object[] {
  const { last } = world.floor.quote(market);
  const qty = show(market.least, 8);
  return [
    {
      id: 1,
      price: show(last, 8),
      qty,
      quoteQty: show(times(last, market.least), 8),
      time: world.nowMs,
      isBuyerMaker: true,
      isBestMatch: true,
    },
  ];
}

/** Source: `GET /api/v3/klines`, the interval's length in ms; months count 30 days. */
const intervals: Record<string, number> = {
  '1s': 1_000,
  '1m': 60_000,
  '3m': 180_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '2h': 7_200_000,
  '4h': 14_400_000,
  '6h': 21_600_000,
  '8h': 28_800_000,
  '12h': 43_200_000,
  '1d': 86_400_000,
  '3d': 259_200_000,
  '1w': 604_800_000,
  '1M': 2_592_000_000,
};

export const intervalNames = Object.keys(intervals);

/** Flat candles up to now, the oldest first. */
export function klines(world: World, market: Market, interval: string, count: number, endMs: number): unknown[] {
  const lengthMs = intervals[interval] ?? 60_000;
  const price = show(world.floor.quote(market).last, 8);
  const lastMs = Math.floor(Math.min(endMs, world.nowMs) / lengthMs) * lengthMs;
  return Array.from({ length: count }, (_, index) => {
    const openMs = lastMs - (count - 1 - index) * lengthMs;
    return [openMs, price, price, price, price, '1.00000000', openMs + lengthMs - 1, price, 1, '0.5', price, '0'];
  });
}
