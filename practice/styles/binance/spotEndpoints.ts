import { show } from '../../market/amounts';
import { Declined } from '../../market/declined';
import { marketKey } from '../../market/markets';
import { isWorking } from '../../market/orders';
import type { Order } from '../../market/words';
import { randomAlphanumeric } from '../../random';
import { changing, open, reading, type Call, type Endpoints, type OpenCall } from './endpoint';
import { cancelReplace } from './cancelReplace';
import { listEndpoints } from './lists';
import { intervalNames, klines, recentTrades } from './quotes';
import { refuse } from './refusals';
import { spotBookTicker, spotDepth, spotExchangeInfo, spotMarket, spotPrice, spotTicker24h } from './spotMarkets';
import { namedOrder, placeIn, testOrder } from './spotOrders';
import { asked, canceled, myTrade } from './spotShapes';

export const time = ({ world }: OpenCall): unknown => ({ serverTime: world.nowMs });

/** `canTrade` and its like are the account's, not the key's: a key without any right still sees them true. */
const account = ({ world, desk }: Call): unknown => ({
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
  balances: Object.entries(desk.account.wallets.spot ?? {}).map(([asset, { free, locked }]) => ({
    asset,
    free: show(free, 8),
    locked: show(locked, 8),
  })),
  permissions: ['SPOT'],
  uid: 100000001,
});

const ordersOf = ({ given }: Call, wallet: string, orders: readonly Order[]): readonly Order[] => {
  const key = given.text('symbol') === undefined ? undefined : marketKey(spotMarket(given));
  return orders.filter((order) => order.wallet === wallet && (key === undefined || order.market === key));
};

const one = (wallet: string) => (call: Call) => {
  const order = namedOrder(call, wallet);
  if (order === undefined) throw new Declined('unknownOrder');
  return asked(order);
};

const cancel = (wallet: string) => (call: Call) => {
  const order = namedOrder(call, wallet);
  if (order === undefined) throw new Declined('notOpen');
  call.desk.cancel(order, call.world.nowMs);
  return canceled(order, call.given.text('newClientOrderId') ?? randomAlphanumeric(22));
};

const cancelAll = (wallet: string) => (call: Call) => {
  spotMarket(call.given);
  const mine = ordersOf(call, wallet, call.desk.book.working());
  if (mine.length === 0) throw new Declined('notOpen');
  for (const order of mine) if (isWorking(order)) call.desk.cancel(order, call.world.nowMs);
  return mine.map((order) => canceled(order, randomAlphanumeric(22)));
};

const openOrders = (wallet: string) => (call: Call) => ordersOf(call, wallet, call.desk.book.working()).map(asked);

/** The youngest `limit`, or from `orderId` on. */
const allOrders = (wallet: string) => (call: Call) => {
  spotMarket(call.given);
  const from = call.given.whole('orderId');
  const limit = call.given.whole('limit') ?? 500;
  const mine = ordersOf(call, wallet, call.desk.book.all());
  const wanted = from === undefined ? mine.slice(-limit) : mine.filter(({ id }) => Number(id) >= from).slice(0, limit);
  return wanted.map(asked);
};

const myTrades = (wallet: string) => (call: Call) => {
  const market = marketKey(spotMarket(call.given));
  const order = call.given.text('orderId');
  const mine = call.desk.account.trades.filter(
    (trade) => trade.wallet === wallet && trade.market === market && (order === undefined || trade.orderId === order),
  );
  return mine.slice(-(call.given.whole('limit') ?? 500)).map(myTrade);
};

const trades = ({ world, given }: OpenCall): unknown => recentTrades(world, spotMarket(given));
const candles = ({ world, given }: OpenCall): unknown =>
  klines(
    world,
    spotMarket(given),
    given.oneOf('interval', intervalNames),
    Math.min(given.whole('limit') ?? 500, 1_000),
    given.whole('endTime') ?? world.nowMs,
  );

const noStreams = (): never => refuse(410, -1, 'The practice exchange has no user data streams.');

const trading = 'enableSpotAndMarginTrading';

/** Orders of one wallet under one beginning of paths. */
const orderEndpoints = (path: string, wallet: string): Endpoints => ({
  [`POST ${path}/order`]: changing(trading, placeIn(wallet)),
  [`GET ${path}/order`]: reading(one(wallet)),
  [`DELETE ${path}/order`]: changing(trading, cancel(wallet)),
  [`GET ${path}/openOrders`]: reading(openOrders(wallet)),
  [`DELETE ${path}/openOrders`]: changing(trading, cancelAll(wallet)),
  [`GET ${path}/allOrders`]: reading(allOrders(wallet)),
  [`GET ${path}/myTrades`]: reading(myTrades(wallet)),
});

export const spotEndpoints: Endpoints = {
  'GET /api/v3/ping': open(() => ({})),
  'GET /api/v3/time': open(time),
  'GET /api/v3/exchangeInfo': open(spotExchangeInfo),
  'GET /api/v3/ticker/24hr': open(spotTicker24h),
  'GET /api/v3/ticker/bookTicker': open(spotBookTicker),
  'GET /api/v3/ticker/price': open(spotPrice),
  'GET /api/v3/depth': open(spotDepth),
  'GET /api/v3/trades': open(trades),
  'GET /api/v3/klines': open(candles),
  'GET /api/v3/account': reading(account),
  ...orderEndpoints('/api/v3', 'spot'),
  ...orderEndpoints('/sapi/v1/margin', 'margin'),
  'POST /api/v3/order/test': changing(trading, testOrder),
  'POST /api/v3/order/cancelReplace': changing(trading, cancelReplace),
  ...listEndpoints,
  'POST /api/v3/userDataStream': open(noStreams),
  'PUT /api/v3/userDataStream': open(noStreams),
  'DELETE /api/v3/userDataStream': open(noStreams),
};
