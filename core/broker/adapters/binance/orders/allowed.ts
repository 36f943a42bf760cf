import type { Allowed } from '../parameters';

/**
 * Every parameter of every endpoint that moves money. Sources: developers.binance.com, "Trading endpoints" of spot, "Trade" of
 * margin, USD-M and COIN-M futures, and ccxt 4.5.84's builders, seen 2026-11. What is not here is refused.
 */

/** Named differently for each order of a list: `abovePrice`, `pendingPrice`. */
const leg = (prefix: string): Allowed => {
  const named = {
    Type: 'word',
    ClientOrderId: 'id',
    Price: 'decimal',
    StopPrice: 'decimal',
    TrailingDelta: 'integer',
    IcebergQty: 'decimal',
    TimeInForce: 'word',
    StrategyId: 'idle',
    StrategyType: 'idle',
    PegPriceType: 'moves',
    PegOffsetType: 'moves',
    PegOffsetValue: 'moves',
  } as const satisfies Allowed;
  return Object.fromEntries(Object.entries(named).map(([name, kind]) => [prefix + name, kind]));
};

const answer = { newOrderRespType: 'idle', selfTradePreventionMode: 'idle' } as const satisfies Allowed;

/** `autoRepayAtCancel` pays back what the order itself borrowed, which is nothing. */
const onMargin = {
  isIsolated: 'flag',
  sideEffectType: 'sideEffect',
  autoRepayAtCancel: 'flag',
} as const satisfies Allowed;

const spotOrder = {
  symbol: 'symbol',
  side: 'word',
  type: 'word',
  timeInForce: 'word',
  quantity: 'decimal',
  quoteOrderQty: 'decimal',
  price: 'decimal',
  newClientOrderId: 'id',
  strategyId: 'idle',
  strategyType: 'idle',
  stopPrice: 'decimal',
  trailingDelta: 'integer',
  icebergQty: 'decimal',
  pegPriceType: 'moves',
  pegOffsetType: 'moves',
  pegOffsetValue: 'moves',
  ...answer,
} as const satisfies Allowed;

const legacyOco = {
  symbol: 'symbol',
  listClientOrderId: 'id',
  side: 'word',
  quantity: 'decimal',
  limitClientOrderId: 'id',
  price: 'decimal',
  limitIcebergQty: 'decimal',
  limitStrategyId: 'idle',
  limitStrategyType: 'idle',
  stopClientOrderId: 'id',
  stopPrice: 'decimal',
  stopLimitPrice: 'decimal',
  stopIcebergQty: 'decimal',
  stopLimitTimeInForce: 'word',
  stopStrategyId: 'idle',
  stopStrategyType: 'idle',
  trailingDelta: 'integer',
  ...answer,
} as const satisfies Allowed;

const oto: Allowed = {
  symbol: 'symbol',
  listClientOrderId: 'id',
  workingSide: 'word',
  workingQuantity: 'decimal',
  pendingSide: 'word',
  pendingQuantity: 'decimal',
  ...leg('working'),
  ...leg('pending'),
  ...answer,
};

const otoco: Allowed = {
  symbol: 'symbol',
  listClientOrderId: 'id',
  workingSide: 'word',
  workingQuantity: 'decimal',
  pendingSide: 'word',
  pendingQuantity: 'decimal',
  ...leg('working'),
  ...leg('pendingAbove'),
  ...leg('pendingBelow'),
  ...answer,
};

/** One order of a batch, too. */
export const contractOrder = {
  symbol: 'symbol',
  side: 'word',
  positionSide: 'word',
  type: 'word',
  timeInForce: 'word',
  quantity: 'decimal',
  reduceOnly: 'flag',
  price: 'decimal',
  newClientOrderId: 'id',
  stopPrice: 'decimal',
  triggerPrice: 'decimal',
  closePosition: 'flag',
  activationPrice: 'decimal',
  callbackRate: 'decimal',
  workingType: 'idle',
  priceProtect: 'idle',
  priceMatch: 'moves',
  goodTillDate: 'integer',
  ...answer,
} as const satisfies Allowed;

const { newClientOrderId: _plainId, stopPrice: _plainStop, ...algoBase } = contractOrder;
const algoOrder = {
  ...algoBase,
  algoType: 'word',
  clientAlgoId: 'id',
  activatePrice: 'decimal',
} as const satisfies Allowed;

export const contractEdit = {
  symbol: 'symbol',
  side: 'word',
  orderId: 'integer',
  origClientOrderId: 'id',
  quantity: 'decimal',
  price: 'decimal',
  priceMatch: 'moves',
} as const satisfies Allowed;

const cancel = { symbol: 'symbol', orderId: 'integer', origClientOrderId: 'id' } as const satisfies Allowed;
const spotCancel = { ...cancel, newClientOrderId: 'id', cancelRestrictions: 'word' } as const satisfies Allowed;
const algoCancel = { symbol: 'symbol', algoId: 'integer', clientAlgoId: 'id' } as const satisfies Allowed;
const list = {
  symbol: 'symbol',
  orderListId: 'integer',
  listClientOrderId: 'id',
  newClientOrderId: 'id',
} as const satisfies Allowed;
const market = { symbol: 'symbol' } as const satisfies Allowed;
const countdown = { symbol: 'symbol', countdownTime: 'integer' } as const satisfies Allowed;
const batch = { batchOrders: 'json' } as const satisfies Allowed;
/** ccxt writes `orderidlist`, the documents `orderIdList`; both are taken. */
const batchCancel = {
  symbol: 'symbol',
  orderIdList: 'json',
  orderidlist: 'json',
  origClientOrderIdList: 'json',
  origclientorderidlist: 'json',
} as const satisfies Allowed;
const leverage = { symbol: 'symbol', leverage: 'integer' } as const satisfies Allowed;
const marginType = { symbol: 'symbol', marginType: 'word' } as const satisfies Allowed;

export const allowed = {
  'POST /api/v3/order': spotOrder,
  'POST /api/v3/order/test': { ...spotOrder, computeCommissionRates: 'flag' },
  'POST /api/v3/sor/order': spotOrder,
  'POST /api/v3/sor/order/test': { ...spotOrder, computeCommissionRates: 'flag' },
  'POST /api/v3/order/cancelReplace': {
    ...spotOrder,
    cancelReplaceMode: 'word',
    cancelNewClientOrderId: 'id',
    cancelOrigClientOrderId: 'id',
    cancelOrderId: 'integer',
    cancelRestrictions: 'word',
    orderRateLimitExceededMode: 'word',
  },
  'POST /api/v3/order/oco': legacyOco,
  'POST /api/v3/orderList/oco': {
    symbol: 'symbol',
    listClientOrderId: 'id',
    side: 'word',
    quantity: 'decimal',
    ...leg('above'),
    ...leg('below'),
    ...answer,
  },
  'POST /api/v3/orderList/oto': oto,
  'POST /api/v3/orderList/otoco': otoco,
  'DELETE /api/v3/order': spotCancel,
  'DELETE /api/v3/openOrders': market,
  'DELETE /api/v3/orderList': list,
  'POST /sapi/v1/margin/order': { ...spotOrder, ...onMargin },
  'POST /sapi/v1/margin/order/oco': { ...legacyOco, ...onMargin },
  'POST /sapi/v1/margin/order/oto': { ...oto, ...onMargin },
  'POST /sapi/v1/margin/order/otoco': { ...otoco, ...onMargin },
  'DELETE /sapi/v1/margin/order': { ...cancel, newClientOrderId: 'id', isIsolated: 'flag' },
  'DELETE /sapi/v1/margin/openOrders': { ...market, isIsolated: 'flag' },
  'DELETE /sapi/v1/margin/orderList': { ...list, isIsolated: 'flag' },
  'POST /fapi/v1/order': contractOrder,
  'POST /fapi/v1/order/test': contractOrder,
  'POST /fapi/v1/algoOrder': algoOrder,
  'POST /fapi/v1/batchOrders': batch,
  'PUT /fapi/v1/order': contractEdit,
  'PUT /fapi/v1/batchOrders': batch,
  'DELETE /fapi/v1/order': cancel,
  'DELETE /fapi/v1/algoOrder': algoCancel,
  'DELETE /fapi/v1/batchOrders': batchCancel,
  'DELETE /fapi/v1/allOpenOrders': market,
  'DELETE /fapi/v1/algoOpenOrders': market,
  'POST /fapi/v1/countdownCancelAll': countdown,
  'POST /fapi/v1/leverage': leverage,
  'POST /fapi/v1/marginType': marginType,
  'POST /dapi/v1/order': contractOrder,
  // ccxt names the id as in plain orders here; the broker's own stands beside it.
  'POST /dapi/v1/algoOrder': { ...algoOrder, newClientOrderId: 'id' },
  'POST /dapi/v1/batchOrders': batch,
  'PUT /dapi/v1/order': contractEdit,
  'PUT /dapi/v1/batchOrders': batch,
  'DELETE /dapi/v1/order': cancel,
  'DELETE /dapi/v1/algoOrder': algoCancel,
  'DELETE /dapi/v1/batchOrders': batchCancel,
  'DELETE /dapi/v1/allOpenOrders': market,
  'POST /dapi/v1/countdownCancelAll': countdown,
  'POST /dapi/v1/leverage': leverage,
  'POST /dapi/v1/marginType': marginType,
} as const satisfies Readonly<Record<string, Allowed>>;

export type MoneyEndpoint = keyof typeof allowed;
