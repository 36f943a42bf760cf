import { show } from '../../market/amounts';
import { marketsOf, type Market, type Venue } from '../../market/markets';
import type { OpenCall } from './endpoint';
import type { Given } from './given';
import { refuse } from './refusals';

export type FuturesVenue = Extract<Venue, 'usdm' | 'coinm'>;

export function futuresMarket(given: Given, venue: FuturesVenue): Market {
  const id = given.need('symbol');
  return marketsOf('binance', venue).find((market) => market.id === id) ?? refuse(400, -1121, 'Invalid symbol.');
}

export const futuresTypes = ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET'] as const;

export const futuresExchangeInfo =
  (venue: FuturesVenue) =>
  ({ world }: OpenCall): unknown => ({
    timezone: 'UTC',
    serverTime: world.nowMs,
    ...(venue === 'usdm' ? { futuresType: 'U_MARGINED' } : {}),
    rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 }],
    exchangeFilters: [],
    ...(venue === 'usdm' ? { assets: [{ asset: 'USDT', marginAvailable: true, autoAssetExchange: '-10000' }] } : {}),
    symbols: marketsOf('binance', venue).map(symbolInfo),
  });

function symbolInfo(market: Market): object {
  const state = market.inverse
    ? { contractStatus: 'TRADING', contractSize: Number(show(market.contract)) }
    : { status: 'TRADING' };
  return {
    symbol: market.id,
    pair: market.base + market.quote,
    contractType: 'PERPETUAL',
    deliveryDate: 4133404800000,
    onboardDate: 1569398400000,
    ...state,
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset: market.base,
    quoteAsset: market.quote,
    marginAsset: market.settle,
    pricePrecision: 2,
    quantityPrecision: market.inverse ? 0 : 3,
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: ['PoW'],
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    filters: filtersOf(market),
    orderTypes: futuresTypes,
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX'],
  };
}

function filtersOf({ tick, step, least, leastValue }: Market): object[] {
  const [tickSize, stepSize, minQty] = [show(tick), show(step), show(least)];
  return [
    { filterType: 'PRICE_FILTER', minPrice: tickSize, maxPrice: '4529764', tickSize },
    { filterType: 'LOT_SIZE', minQty, maxQty: '1000', stepSize },
    { filterType: 'MARKET_LOT_SIZE', minQty, maxQty: '120', stepSize },
    ...(leastValue === 0n ? [] : [{ filterType: 'MIN_NOTIONAL', notional: show(leastValue) }]),
  ];
}
