import type { KeyRecord } from '../state';
import type { Answer, World } from './style';

/** The flags of "Get API Key Permission" (`GET /sapi/v1/account/apiRestrictions`). Source: Binance wallet docs, seen 2026-11. */
export const rightNames = [
  'enableReading',
  'enableWithdrawals',
  'enableInternalTransfer',
  'enableMargin',
  'enableFutures',
  'permitsUniversalTransfer',
  'enableVanillaOptions',
  'enableFixApiTrade',
  'enableFixReadOnly',
  'enableSpotAndMarginTrading',
  'enablePortfolioMarginTrading',
] as const;

/** What the end of the trading authority takes away; reading stays. */
const tradingRights: readonly string[] = [
  'enableMargin',
  'enableFutures',
  'enableVanillaOptions',
  'enableFixApiTrade',
  'enableSpotAndMarginTrading',
  'enablePortfolioMarginTrading',
];

export const time = (world: World): unknown => ({ serverTime: world.nowMs });

export function apiRestrictions(world: World, key: KeyRecord): unknown {
  const lapsesAtMs = key.tradingLapsesAt === null ? undefined : Date.parse(key.tradingLapsesAt);
  const lapsed = lapsesAtMs !== undefined && lapsesAtMs <= world.nowMs;
  const granted = (name: string): boolean => key.rights[name] === true && !(lapsed && tradingRights.includes(name));
  return {
    ipRestrict: key.ipList.length > 0,
    createTime: Date.parse(key.createdAt),
    ...Object.fromEntries(rightNames.map((name) => [name, granted(name)])),
    ...(lapsesAtMs === undefined ? {} : { tradingAuthorityExpirationTime: lapsesAtMs }),
  };
}

export const apiTradingStatus = (world: World): unknown => ({
  data: {
    isLocked: false,
    plannedRecoverTime: 0,
    triggerCondition: { GCR: 150, IFER: 150, UFR: 300 },
    updateTime: world.nowMs,
  },
});

/** `canTrade` and its like are the account's, not the key's: a key without any right still sees them true. */
export const account = (world: World): unknown => ({
  makerCommission: 10,
  takerCommission: 10,
  buyerCommission: 0,
  sellerCommission: 0,
  commissionRates: { maker: '0.00100000', taker: '0.00100000', buyer: '0.00000000', seller: '0.00000000' },
  canTrade: true,
  canWithdraw: true,
  canDeposit: true,
  brokered: false,
  requireSelfTradePrevention: false,
  preventSor: false,
  updateTime: world.nowMs,
  accountType: 'SPOT',
  balances: Object.entries(world.balances).map(([asset, balance]) => ({ asset, ...balance })),
  permissions: ['SPOT'],
  uid: 100000001,
});

export const futuresBalance = (world: World): unknown => [
  {
    accountAlias: 'practice',
    asset: 'USDT',
    balance: '0.00000000',
    crossWalletBalance: '0.00000000',
    crossUnPnl: '0.00000000',
    availableBalance: '0.00000000',
    maxWithdrawAmount: '0.00000000',
    marginAvailable: true,
    updateTime: world.nowMs,
  },
];

const coinNames: Record<string, string> = { USDT: 'TetherUS', BTC: 'Bitcoin', ETH: 'Ethereum' };

export const capitalConfig = (world: World): unknown =>
  Object.entries(world.balances).map(([coin, balance]) => ({
    coin,
    depositAllEnable: true,
    withdrawAllEnable: true,
    name: coinNames[coin] ?? coin,
    free: balance.free,
    locked: balance.locked,
    freeze: '0',
    withdrawing: '0',
    ipoing: '0',
    ipoable: '0',
    storage: '0',
    isLegalMoney: false,
    trading: true,
    networkList: [network(coin)],
  }));

const network = (coin: string): unknown => ({
  network: coin === 'BTC' ? 'BTC' : 'ETH',
  coin,
  withdrawIntegerMultiple: '0.00000001',
  isDefault: true,
  depositEnable: true,
  withdrawEnable: true,
  depositDesc: '',
  withdrawDesc: '',
  specialTips: '',
  name: coin === 'BTC' ? 'Bitcoin' : 'Ethereum (ERC20)',
  resetAddressStatus: false,
  addressRegex:
    coin === 'BTC' ? '^[13][a-km-zA-HJ-NP-Z1-9]{25,34}$|^(bc1)[0-9A-Za-z]{39,59}$' : '^(0x)[0-9A-Fa-f]{40}$',
  memoRegex: '',
  withdrawFee: '0.0005',
  withdrawMin: '0.001',
  withdrawMax: '10000000000',
  minConfirm: 1,
  unLockConfirm: 2,
  sameAddress: false,
  estimatedArrivalTime: 5,
  busy: false,
});

const pairs = [
  { base: 'BTC', quote: 'USDT', tick: '0.01000000', step: '0.00001000' },
  { base: 'ETH', quote: 'USDT', tick: '0.01000000', step: '0.00010000' },
  { base: 'ETH', quote: 'BTC', tick: '0.00001000', step: '0.00010000' },
] as const;

export const spotExchangeInfo = (world: World): unknown => ({
  timezone: 'UTC',
  serverTime: world.nowMs,
  rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 6000 }],
  exchangeFilters: [],
  symbols: pairs.map(({ base, quote, tick, step }) => ({
    symbol: `${base}${quote}`,
    status: 'TRADING',
    baseAsset: base,
    baseAssetPrecision: 8,
    quoteAsset: quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: ['LIMIT', 'LIMIT_MAKER', 'MARKET'],
    icebergAllowed: true,
    ocoAllowed: true,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: true,
    cancelReplaceAllowed: true,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: true,
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: tick, maxPrice: '1000000.00000000', tickSize: tick },
      { filterType: 'LOT_SIZE', minQty: step, maxQty: '9000.00000000', stepSize: step },
      {
        filterType: 'NOTIONAL',
        minNotional: '5.00000000',
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
  })),
});

export const linearExchangeInfo = (world: World): unknown => ({
  timezone: 'UTC',
  serverTime: world.nowMs,
  futuresType: 'U_MARGINED',
  rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 }],
  exchangeFilters: [],
  assets: [{ asset: 'USDT', marginAvailable: true, autoAssetExchange: '-10000' }],
  symbols: [
    {
      symbol: 'BTCUSDT',
      pair: 'BTCUSDT',
      baseAsset: 'BTC',
      quoteAsset: 'USDT',
      marginAsset: 'USDT',
      ...perpetual,
      status: 'TRADING',
      filters: futuresFilters('0.10', '0.001'),
    },
  ],
});

export const inverseExchangeInfo = (world: World): unknown => ({
  timezone: 'UTC',
  serverTime: world.nowMs,
  rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 }],
  exchangeFilters: [],
  symbols: [
    {
      symbol: 'BTCUSD_PERP',
      pair: 'BTCUSD',
      baseAsset: 'BTC',
      quoteAsset: 'USD',
      marginAsset: 'BTC',
      ...perpetual,
      contractStatus: 'TRADING',
      contractSize: 100,
      filters: futuresFilters('0.1', '1'),
    },
  ],
});

const perpetual = {
  contractType: 'PERPETUAL',
  deliveryDate: 4133404800000,
  onboardDate: 1569398400000,
  maintMarginPercent: '2.5000',
  requiredMarginPercent: '5.0000',
  pricePrecision: 2,
  quantityPrecision: 3,
  baseAssetPrecision: 8,
  quotePrecision: 8,
  underlyingType: 'COIN',
  underlyingSubType: ['PoW'],
  triggerProtect: '0.0500',
  liquidationFee: '0.012500',
  marketTakeBound: '0.05',
  orderTypes: ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET', 'TRAILING_STOP_MARKET'],
  timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
};

function futuresFilters(tick: string, step: string): unknown[] {
  return [
    { filterType: 'PRICE_FILTER', minPrice: tick, maxPrice: '4529764', tickSize: tick },
    { filterType: 'LOT_SIZE', minQty: step, maxQty: '1000', stepSize: step },
    { filterType: 'MARKET_LOT_SIZE', minQty: step, maxQty: '120', stepSize: step },
    { filterType: 'MIN_NOTIONAL', notional: '100' },
  ];
}

export const marginPairs = (): unknown =>
  pairs.map(({ base, quote }, index) => ({
    id: 351637150 + index,
    symbol: `${base}${quote}`,
    base,
    quote,
    isMarginTrade: true,
    isBuyAllowed: true,
    isSellAllowed: true,
  }));

export const isolatedMarginPairs = (): unknown =>
  pairs.map(({ base, quote }) => ({
    symbol: `${base}${quote}`,
    base,
    quote,
    isMarginTrade: true,
    isBuyAllowed: true,
    isSellAllowed: true,
  }));

/** The body of Binance's gateway for a path it does not know. */
export function notFound(path: string, nowMs: number): Answer {
  return {
    status: 404,
    body: { timestamp: nowMs, status: 404, error: 'Not Found', message: 'No message available', path },
  };
}
