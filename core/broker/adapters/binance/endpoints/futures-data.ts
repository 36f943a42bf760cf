import type { EndpointTable } from './table';

/** Binance /futures/data, statistics on both hosts of contracts. */
export const futuresData = {
  'GET /futures/data/basis': 'public',
  'GET /futures/data/delivery-price': 'public',
  'GET /futures/data/globalLongShortAccountRatio': 'public',
  'GET /futures/data/openInterestHist': 'public',
  'GET /futures/data/takerBuySellVol': 'public',
  'GET /futures/data/takerlongshortRatio': 'public',
  'GET /futures/data/topLongShortAccountRatio': 'public',
  'GET /futures/data/topLongShortPositionRatio': 'public',
} as const satisfies EndpointTable;
