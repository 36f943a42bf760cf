import { show } from '../../market/amounts';
import { marketsOf, type Market } from '../../market/markets';
import type { World } from '../style';
import type { OpenCall } from './endpoint';
import type { Given } from './given';
import { refuse } from './refusals';
import { ticker24h, bookTicker, priceTicker, depth } from './quotes';

export const spotTypes = [
  'LIMIT',
  'LIMIT_MAKER',
  'MARKET',
  'STOP_LOSS',
  'STOP_LOSS_LIMIT',
  'TAKE_PROFIT',
  'TAKE_PROFIT_LIMIT',
] as const;
export type SpotType = (typeof spotTypes)[number];

const spotMarkets = marketsOf('binance', 'spot');

export function spotMarket(given: Given): Market {
  const id = given.need('symbol');
  return spotMarkets.find((market) => market.id === id) ?? refuse(400, -1121, 'Invalid symbol.');
}

export function spotExchangeInfo({ world, given }: OpenCall): unknown {
  return {
    timezone: 'UTC',
    serverTime: world.nowMs,
    rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 6000 }],
    exchangeFilters: [],
    symbols: chosen(given).map(symbolInfo),
  };
}

/** One by `symbol`, several by `symbols` (a JSON array), all where neither is there. */
export function chosen(given: Given): readonly Market[] {
  if (given.text('symbol') !== undefined) return [spotMarket(given)];
  const list = given.text('symbols');
  if (list === undefined) return spotMarkets;
  const ids = listOf(list);
  const found = spotMarkets.filter(({ id }) => ids.includes(id));
  return found.length === ids.length ? found : refuse(400, -1121, 'Invalid symbol.');
}

function listOf(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list;
  } catch {
    // What is no JSON is refused as what is no list.
  }
  return refuse(400, -1100, "Illegal characters found in parameter 'symbols'.");
}

function symbolInfo({ id, base, quote, tick, step, least, leastValue }: Market): unknown {
  const tickSize = show(tick, 8);
  return {
    symbol: id,
    status: 'TRADING',
    baseAsset: base,
    baseAssetPrecision: 8,
    quoteAsset: quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: spotTypes,
    icebergAllowed: true,
    ocoAllowed: true,
    otoAllowed: false,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: false,
    cancelReplaceAllowed: true,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: true,
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: tickSize, maxPrice: '1000000.00000000', tickSize },
      { filterType: 'LOT_SIZE', minQty: show(least, 8), maxQty: '9000.00000000', stepSize: show(step, 8) },
      {
        filterType: 'NOTIONAL',
        minNotional: show(leastValue, 8),
        applyMinToMarket: true,
        maxNotional: '9000000.00000000',
        applyMaxToMarket: false,
        avgPriceMins: 5,
      },
    ],
    permissions: [],
    permissionSets: [['SPOT', 'MARGIN']],
    defaultSelfTradePreventionMode: 'EXPIRE_MAKER',
    allowedSelfTradePreventionModes: ['EXPIRE_TAKER', 'EXPIRE_MAKER', 'EXPIRE_BOTH'],
  };
}

type Ticker = (world: World, market: Market) => unknown;

/** An object for one symbol, an array for several. */
const tickers =
  (ticker: Ticker) =>
  ({ world, given }: OpenCall): unknown =>
    given.text('symbol') === undefined
      ? chosen(given).map((market) => ticker(world, market))
      : ticker(world, spotMarket(given));

export const spotTicker24h = tickers(ticker24h);
export const spotBookTicker = tickers(bookTicker);
export const spotPrice = tickers(priceTicker);
export const spotDepth = ({ world, given }: OpenCall): unknown => depth(world, spotMarket(given));
