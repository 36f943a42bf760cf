import { show } from '../../market/amounts';
import type { AlgoWish } from '../../market/algos';
import { Declined } from '../../market/declined';
import { marketKey } from '../../market/markets';
import type { Algo } from '../../market/words';
import type { Call } from './endpoint';
import { futuresMarket, type FuturesVenue } from './futuresMarkets';
import { checkSizes, oneWay } from './futuresOrders';
import type { Given } from './given';
import { missing } from './refusals';
import { clientIdOf, firesWhen, sides } from './spotOrders';
import { idOf } from './spotShapes';

const types = ['STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET'] as const;

function wishFrom(given: Given, venue: FuturesVenue): AlgoWish {
  const market = futuresMarket(given, venue);
  given.oneOf('algoType', ['CONDITIONAL']);
  oneWay(given);
  const type = given.oneOf('type', types);
  const side = given.oneOf('side', sides) === 'BUY' ? 'buy' : 'sell';
  const closes = given.flag('closePosition');
  const price = type.endsWith('MARKET') ? null : given.needAmount('price');
  const amount = closes ? 0n : given.needAmount('quantity');
  const reduceOnly = closes || given.flag('reduceOnly');
  checkSizes(market, price, closes ? null : amount, reduceOnly);
  const trigger = { price: given.needAmount('triggerPrice'), when: firesWhen(type, side) } as const;
  return {
    ...{ market, clientId: clientIdOf(given, 'clientAlgoId'), type, side, amount, reduceOnly },
    legs: [{ name: 'trigger', trigger, price }],
    said: { timeInForce: given.oneOf('timeInForce', ['GTC', 'IOC', 'FOK', 'GTX'], 'GTC') },
  };
}

function named({ given, desk }: Call): Algo | undefined {
  const id = given.text('algoId');
  const clientId = given.text('clientAlgoId');
  if (id === undefined && clientId === undefined) missing('algoId');
  return id === undefined ? desk.algos.byClientId(clientId ?? '') : desk.algos.byId(id);
}

const states = { live: 'NEW', effective: 'FINISHED', canceled: 'CANCELED', order_failed: 'REJECTED' } as const;

function shape(algo: Algo): object {
  const [leg] = algo.legs;
  return {
    algoId: Number(algo.id),
    clientAlgoId: algo.clientId,
    algoType: 'CONDITIONAL',
    orderType: algo.type,
    symbol: idOf(algo),
    side: algo.side.toUpperCase(),
    positionSide: 'BOTH',
    timeInForce: algo.said.timeInForce ?? 'GTC',
    quantity: show(algo.amount),
    algoStatus: states[algo.status],
    actualOrderId: algo.orderId ?? '',
    actualPrice: '0',
    triggerPrice: show(leg?.trigger.price ?? 0n),
    price: show(leg?.price ?? 0n),
    workingType: 'CONTRACT_PRICE',
    priceMatch: 'NONE',
    closePosition: algo.amount === 0n,
    priceProtect: false,
    reduceOnly: algo.reduceOnly,
    createTime: algo.createdMs,
    updateTime: algo.updatedMs,
    triggerTime: algo.fired === null ? 0 : algo.updatedMs,
    goodTillDate: 0,
  };
}

export const placingAlgo = (venue: FuturesVenue) => (call: Call) =>
  shape(call.desk.algos.place(wishFrom(call.given, venue), call.world.nowMs));

export const oneAlgo = (call: Call): object => {
  const algo = named(call);
  if (algo === undefined) throw new Declined('unknownOrder');
  return shape(algo);
};

export const cancellingAlgo = (call: Call): object => {
  const algo = named(call);
  if (algo === undefined) throw new Declined('notOpen');
  call.desk.algos.cancel(algo, call.world.nowMs);
  return { algoId: Number(algo.id), clientAlgoId: algo.clientId, code: '200', msg: 'success' };
};

const ofVenue = ({ given, desk }: Call, venue: FuturesVenue): readonly Algo[] => {
  const key = given.text('symbol') === undefined ? undefined : marketKey(futuresMarket(given, venue));
  return desk.algos.all().filter(({ market }) => market.startsWith(`binance:${venue}:`) && (key ?? market) === market);
};

export const openAlgos = (venue: FuturesVenue) => (call: Call) =>
  ofVenue(call, venue)
    .filter(({ status }) => status === 'live')
    .map(shape);
export const allAlgos = (venue: FuturesVenue) => (call: Call) => ofVenue(call, venue).map(shape);

export const cancellingAllAlgos = (venue: FuturesVenue) => (call: Call) => {
  futuresMarket(call.given, venue);
  for (const algo of ofVenue(call, venue)) {
    if (algo.status === 'live') call.desk.algos.cancel(algo, call.world.nowMs);
  }
  return { code: 200, msg: 'The operation of cancel all open order is done.' };
};
