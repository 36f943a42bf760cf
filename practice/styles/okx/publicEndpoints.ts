import { show, times } from '../../market/amounts';
import { markets, type Market } from '../../market/markets';
import type { World } from '../style';
import { open, type Endpoints } from './endpoint';
import { instruments } from './instruments';
import { marketNamed } from './orders';
import { typeOf } from './orderShapes';
import { success } from './refusals';

const okxMarkets = markets.filter(({ style }) => style === 'okx');
/** What is shown where the market maker takes any amount. */
const anyAmount = '1000';

/** The market stands still until somebody moves its price, so that all of a day is its last price. */
function ticker(world: World, market: Market): object {
  const { bid, ask, last, bidSize, askSize } = world.floor.quote(market);
  const price = show(last);
  return {
    instType: typeOf(market),
    instId: market.id,
    last: price,
    lastSz: show(market.least),
    askPx: show(ask),
    askSz: askSize === null ? anyAmount : show(askSize),
    bidPx: show(bid),
    bidSz: bidSize === null ? anyAmount : show(bidSize),
    ...{ open24h: price, high24h: price, low24h: price, sodUtc0: price, sodUtc8: price },
    volCcy24h: market.settle === null ? show(times(last, BigInt(anyAmount) * 10n ** 18n)) : anyAmount,
    vol24h: anyAmount,
    ts: String(world.nowMs),
  };
}

function books(world: World, market: Market): object {
  const { bid, ask, bidSize, askSize } = world.floor.quote(market);
  const sizeOf = (size: bigint | null): string => (size === null ? anyAmount : show(size));
  return {
    asks: [[show(ask), sizeOf(askSize), '0', '1']],
    bids: [[show(bid), sizeOf(bidSize), '0', '1']],
    ts: String(world.nowMs),
  };
}

const minute = 60_000;
/** Source: `bar` of "Get candlesticks", in ms; the UTC spellings begin at other hours, which flat candles do not show. */
const bars: Record<string, number> = {
  ...{ '1m': minute, '3m': 3 * minute, '5m': 5 * minute, '15m': 15 * minute, '30m': 30 * minute },
  ...{ '1H': 60 * minute, '2H': 120 * minute, '4H': 240 * minute, '1D': 1_440 * minute, '1Dutc': 1_440 * minute },
};

/** Flat candles up to now, the youngest first. */
function candles(world: World, market: Market, bar: string, count: number): string[][] {
  const lengthMs = bars[bar] ?? minute;
  const price = show(world.floor.quote(market).last);
  const lastMs = Math.floor(world.nowMs / lengthMs) * lengthMs;
  return Array.from({ length: count }, (_, index) => [
    String(lastMs - index * lengthMs),
    ...[price, price, price, price, '1', '1', price],
    index === 0 ? '0' : '1',
  ]);
}

export const publicEndpoints: Endpoints = {
  'GET /api/v5/public/time': open(({ world }) => success([{ ts: String(world.nowMs) }])),
  'GET /api/v5/public/instruments': open(instruments),
  'GET /api/v5/public/mark-price': open(({ world, given }) => {
    const id = given.text('instId');
    const wanted = okxMarkets.filter((market) => market.settle !== null && (id ?? market.id) === market.id);
    return success(
      wanted.map((market) => ({
        ...{ instType: typeOf(market), instId: market.id, ts: String(world.nowMs) },
        markPx: show(world.floor.quote(market).last),
      })),
    );
  }),
  'GET /api/v5/system/status': open(() => success([])),
  'GET /api/v5/market/ticker': open(({ world, given }) => success([ticker(world, marketNamed(given))])),
  'GET /api/v5/market/tickers': open(({ world, given }) => {
    const type = given.need('instType');
    return success(okxMarkets.filter((market) => typeOf(market) === type).map((market) => ticker(world, market)));
  }),
  'GET /api/v5/market/books': open(({ world, given }) => success([books(world, marketNamed(given))])),
  'GET /api/v5/market/candles': open(({ world, given }) =>
    success(
      candles(
        world,
        marketNamed(given),
        given.text('bar') ?? '1m',
        Math.min(Number(given.text('limit') ?? 100) || 100, 300),
      ),
    ),
  ),
};
