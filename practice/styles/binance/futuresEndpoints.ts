import { show } from '../../market/amounts';
import { Declined } from '../../market/declined';
import { marketKey, marketsOf, type Market } from '../../market/markets';
import type { Order } from '../../market/words';
import type { World } from '../style';
import { changing, open, reading, type Call, type Endpoints, type OpenCall } from './endpoint';
import { account, balances, leverage, leverageBrackets, marginType, positions } from './futuresAccount';
import { allAlgos, cancellingAlgo, cancellingAllAlgos, oneAlgo, openAlgos, placingAlgo } from './futuresAlgos';
import { futuresExchangeInfo, futuresMarket, type FuturesVenue } from './futuresMarkets';
import * as orders from './futuresOrders';
import { futuresOrder, userTrade } from './futuresShapes';
import { bookTicker, depth, intervalNames, klines, priceTicker, recentTrades, ticker24h } from './quotes';
import { time } from './spotEndpoints';

/** An object for one symbol, an array for several; the coin-margined host answers arrays alone. */
const tickers =
  (venue: FuturesVenue, ticker: (world: World, market: Market) => object) =>
  ({ world, given }: OpenCall): unknown => {
    if (given.text('symbol') === undefined) return marketsOf('binance', venue).map((market) => ticker(world, market));
    const one = ticker(world, futuresMarket(given, venue));
    return venue === 'coinm' ? [one] : one;
  };

const premiumIndex = (world: World, market: Market): object => {
  const price = show(world.floor.quote(market).last, 8);
  return {
    symbol: market.id,
    pair: market.base + market.quote,
    ...{ markPrice: price, indexPrice: price, estimatedSettlePrice: price },
    lastFundingRate: '0.00010000',
    interestRate: '0.00010000',
    nextFundingTime: (Math.floor(world.nowMs / 28_800_000) + 1) * 28_800_000,
    time: world.nowMs,
  };
};

const ofVenue = ({ given }: Call, venue: FuturesVenue, all: readonly Order[]): readonly Order[] => {
  const key = given.text('symbol') === undefined ? undefined : marketKey(futuresMarket(given, venue));
  return all.filter((order) => order.wallet === venue && (key ?? order.market) === order.market);
};

const one = (venue: FuturesVenue) => (call: Call) => {
  const order = orders.namedOrder(call, call.given, venue);
  if (order === undefined) throw new Declined('unknownOrder');
  return futuresOrder(order);
};

const openOrders = (venue: FuturesVenue) => (call: Call) =>
  ofVenue(call, venue, call.desk.book.working()).map(futuresOrder);

/** The youngest `limit`, or from `orderId` on. */
const allOrders = (venue: FuturesVenue) => (call: Call) => {
  const from = call.given.whole('orderId');
  const limit = call.given.whole('limit') ?? 500;
  const mine = ofVenue(call, venue, call.desk.book.all());
  const wanted = from === undefined ? mine.slice(-limit) : mine.filter(({ id }) => Number(id) >= from).slice(0, limit);
  return wanted.map(futuresOrder);
};

const cancelAll = (venue: FuturesVenue) => (call: Call) => {
  futuresMarket(call.given, venue);
  for (const order of ofVenue(call, venue, call.desk.book.working())) call.desk.cancel(order, call.world.nowMs);
  return { code: 200, msg: 'The operation of cancel all open order is done.' };
};

const userTrades = (venue: FuturesVenue) => (call: Call) => {
  const symbol = call.given.text('symbol');
  const order = call.given.text('orderId');
  const key = symbol === undefined ? undefined : marketKey(futuresMarket(call.given, venue));
  return call.desk.account.trades
    .filter((trade) => trade.wallet === venue && (key ?? trade.market) === trade.market)
    .filter(({ orderId }) => (order ?? orderId) === orderId)
    .slice(-(call.given.whole('limit') ?? 500))
    .map(userTrade);
};

const candles =
  (venue: FuturesVenue) =>
  ({ world, given }: OpenCall): unknown =>
    klines(
      world,
      futuresMarket(given, venue),
      given.oneOf('interval', intervalNames),
      Math.min(given.whole('limit') ?? 500, 1_500),
      given.whole('endTime') ?? world.nowMs,
    );

const trading = 'enableFutures';

/** What both hosts have under their first version. */
const host = (path: string, venue: FuturesVenue): Endpoints => ({
  [`GET ${path}/ping`]: open(() => ({})),
  [`GET ${path}/time`]: open(time),
  [`GET ${path}/exchangeInfo`]: open(futuresExchangeInfo(venue)),
  [`GET ${path}/ticker/24hr`]: open(tickers(venue, ticker24h)),
  [`GET ${path}/ticker/bookTicker`]: open(tickers(venue, bookTicker)),
  [`GET ${path}/ticker/price`]: open(tickers(venue, priceTicker)),
  [`GET ${path}/premiumIndex`]: open(tickers(venue, premiumIndex)),
  [`GET ${path}/depth`]: open(({ world, given }) => depth(world, futuresMarket(given, venue))),
  [`GET ${path}/trades`]: open(({ world, given }) => recentTrades(world, futuresMarket(given, venue))),
  [`GET ${path}/klines`]: open(candles(venue)),
  [`POST ${path}/order`]: changing(trading, orders.placing(venue)),
  [`PUT ${path}/order`]: changing(trading, orders.amending(venue)),
  [`DELETE ${path}/order`]: changing(trading, orders.cancelling(venue)),
  [`GET ${path}/order`]: reading(one(venue)),
  [`GET ${path}/openOrder`]: reading(one(venue)),
  [`POST ${path}/batchOrders`]: changing(trading, orders.placingSeveral(venue)),
  [`PUT ${path}/batchOrders`]: changing(trading, orders.amendingSeveral(venue)),
  [`DELETE ${path}/batchOrders`]: changing(trading, orders.cancellingSeveral(venue)),
  [`GET ${path}/openOrders`]: reading(openOrders(venue)),
  [`DELETE ${path}/allOpenOrders`]: changing(trading, cancelAll(venue)),
  [`GET ${path}/allOrders`]: reading(allOrders(venue)),
  [`GET ${path}/userTrades`]: reading(userTrades(venue)),
  [`POST ${path}/leverage`]: changing(trading, leverage(venue)),
  [`POST ${path}/marginType`]: changing(trading, marginType(venue)),
  [`GET ${path}/positionSide/dual`]: reading(() => ({ dualSidePosition: false })),
  [`POST ${path}/algoOrder`]: changing(trading, placingAlgo(venue)),
  [`GET ${path}/algoOrder`]: reading(oneAlgo),
  [`DELETE ${path}/algoOrder`]: changing(trading, cancellingAlgo),
  [`GET ${path}/openAlgoOrders`]: reading(openAlgos(venue)),
  [`GET ${path}/allAlgoOrders`]: reading(allAlgos(venue)),
  [`DELETE ${path}/algoOpenOrders`]: changing(trading, cancellingAllAlgos(venue)),
});

export const futuresEndpoints: Endpoints = {
  ...host('/fapi/v1', 'usdm'),
  'GET /fapi/v1/leverageBracket': reading(leverageBrackets('usdm')),
  'GET /fapi/v2/balance': reading(balances('usdm')),
  'GET /fapi/v3/balance': reading(balances('usdm')),
  'GET /fapi/v2/account': reading(account('usdm')),
  'GET /fapi/v3/account': reading(account('usdm')),
  'GET /fapi/v2/positionRisk': reading(positions('usdm', false)),
  'GET /fapi/v3/positionRisk': reading(positions('usdm', true)),
  ...host('/dapi/v1', 'coinm'),
  'GET /dapi/v2/leverageBracket': reading(leverageBrackets('coinm')),
  'GET /dapi/v1/balance': reading(balances('coinm')),
  'GET /dapi/v1/account': reading(account('coinm')),
  'GET /dapi/v1/positionRisk': reading(positions('coinm', false)),
};
