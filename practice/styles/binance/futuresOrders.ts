import { times, type Amount } from '../../market/amounts';
import { Declined } from '../../market/declined';
import { marketKey, type Market } from '../../market/markets';
import { crossesAt, isWorking, type Wish } from '../../market/orders';
import type { Order } from '../../market/words';
import { Refused } from '../style';
import type { Call } from './endpoint';
import { futuresMarket, type FuturesVenue } from './futuresMarkets';
import { futuresOrder } from './futuresShapes';
import { givenFrom, type Given } from './given';
import { declineAnswer, missing, refuse } from './refusals';
import { clientIdOf, sides } from './spotOrders';

/** Conditional orders went to the algo service in December 2025. Source: change log of the USD-M docs; clients do the same. */
const types = ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET'] as const;
const timesInForce = ['GTC', 'IOC', 'FOK', 'GTX'] as const;

/** One order as the parameters of `POST /fapi/v1/order` and `/dapi/v1/order` say it. */
export function futuresWish(given: Given, venue: FuturesVenue): Wish {
  const market = futuresMarket(given, venue);
  const type = given.oneOf('type', types);
  if (type !== 'LIMIT' && type !== 'MARKET') {
    refuse(400, -4120, 'Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.');
  }
  oneWay(given);
  const limit = type === 'LIMIT';
  const timeInForce = limit ? given.oneOf('timeInForce', timesInForce) : 'GTC';
  const wish: Wish = {
    ...{ market, wallet: venue, clientId: clientIdOf(given, 'newClientOrderId') },
    side: given.oneOf('side', sides) === 'BUY' ? 'buy' : 'sell',
    kind: limit ? 'limit' : 'market',
    timeInForce: timeInForce === 'GTX' ? 'GTC' : timeInForce,
    postOnly: timeInForce === 'GTX',
    reduceOnly: given.flag('reduceOnly'),
    price: limit ? given.needAmount('price') : null,
    amount: given.needAmount('quantity'),
    ...{ quoteAmount: null, trigger: null, listId: null },
    said: { type, timeInForce },
  };
  checkSizes(market, wish.price, wish.amount, wish.reduceOnly);
  return wish;
}

/** This account has one position a market, as accounts have that never chose otherwise. */
export function oneWay(given: Given): void {
  if ((given.text('positionSide') ?? 'BOTH') !== 'BOTH') {
    refuse(400, -4061, "Order's position side does not match user's setting.");
  }
}

export function checkSizes(market: Market, price: Amount | null, amount: Amount | null, reduceOnly: boolean): void {
  if (price !== null && price % market.tick !== 0n) refuse(400, -4014, 'Price not increased by tick size.');
  if (amount === null) return;
  if (amount < market.least) refuse(400, -4003, 'Quantity less than or equal to zero.');
  if (amount % market.step !== 0n) refuse(400, -1111, 'Precision is over the maximum defined for this asset.');
  if (price !== null && !reduceOnly && times(price, amount) < market.leastValue) {
    refuse(
      400,
      -4164,
      "Order's notional must be no smaller than the least of its market (unless you choose reduce only).",
    );
  }
}

function placeOne(call: Call, given: Given, venue: FuturesVenue): object {
  const wish = futuresWish(given, venue);
  const same = call.desk.book.byClientId(wish.clientId);
  if (same !== undefined && isWorking(same)) throw new Declined('duplicateId');
  const quote = call.world.floor.quote(wish.market);
  if (wish.postOnly && wish.price !== null && crossesAt(wish.side, wish.price, quote)) throw new Declined('wouldTake');
  return futuresOrder(call.desk.place(wish, call.world.nowMs));
}

/** The order that `orderId` or `origClientOrderId` names, of this symbol. */
export function namedOrder(call: Call, given: Given, venue: FuturesVenue): Order | undefined {
  const market = futuresMarket(given, venue);
  const id = given.text('orderId');
  const clientId = given.text('origClientOrderId');
  if (id === undefined && clientId === undefined) missing('orderId');
  const order = id === undefined ? call.desk.book.byClientId(clientId ?? '') : call.desk.book.byId(id);
  return order?.market === marketKey(market) ? order : undefined;
}

function amendOne(call: Call, given: Given, venue: FuturesVenue): object {
  const order = namedOrder(call, given, venue);
  if (order === undefined) throw new Declined('unknownOrder');
  if (given.oneOf('side', sides).toLowerCase() !== order.side) refuse(400, -1100, 'Invalid side.');
  const [price, amount] = [given.needAmount('price'), given.needAmount('quantity')];
  if (price === order.price && amount === order.amount) throw new Declined('sameAsBefore');
  checkSizes(futuresMarket(given, venue), price, amount, order.reduceOnly);
  call.desk.amend(order, { price, amount }, call.world.nowMs);
  return futuresOrder(order);
}

function cancelOne(call: Call, given: Given, venue: FuturesVenue): object {
  const order = namedOrder(call, given, venue);
  if (order === undefined) throw new Declined('notOpen');
  call.desk.cancel(order, call.world.nowMs);
  return futuresOrder(order);
}

type Act = (call: Call, given: Given, venue: FuturesVenue) => object;
const single =
  (act: Act) =>
  (venue: FuturesVenue) =>
  (call: Call): object =>
    act(call, call.given, venue);

export const placing = single(placeOne);
export const amending = single(amendOne);
export const cancelling = single(cancelOne);

/** Source: "Place Multiple Orders" of the futures docs, seen 2026-11. */
const mostAtOnce = 5;

/** Each answers for itself: an order, or its error. */
const batch =
  (act: Act) =>
  (venue: FuturesVenue) =>
  (call: Call): object[] => {
    const list = listIn(call.given.need('batchOrders'));
    if (list.length > mostAtOnce) refuse(400, -4082, 'Invalid number of batch place orders.');
    return list.map((one) => attempt(() => act(call, givenFrom(textsOf(one)), venue)));
  };

export const placingSeveral = batch(placeOne);
export const amendingSeveral = batch(amendOne);

export const cancellingSeveral =
  (venue: FuturesVenue) =>
  (call: Call): object[] => {
    const ids = call.given.text('orderIdList');
    const name = ids === undefined ? 'origClientOrderId' : 'orderId';
    const list = listIn(ids ?? call.given.need('origClientOrderIdList'));
    const symbol = call.given.need('symbol');
    return list.map((id) => {
      const named = new Map([
        ['symbol', symbol],
        [name, String(id)],
      ] as const);
      return attempt(() => cancelOne(call, givenFrom(named), venue));
    });
  };

function attempt(act: () => object): object {
  try {
    return act();
  } catch (error) {
    if (error instanceof Declined) return declineAnswer(error, '/fapi/').body as object;
    if (error instanceof Refused) return error.answer.body as object;
    throw error;
  }
}

function listIn(text: string): unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list;
  } catch {
    // What is no JSON is refused as what is no list.
  }
  return refuse(400, -1100, 'Illegal characters found in a list.');
}

function textsOf(one: unknown): Map<string, string> {
  if (typeof one !== 'object' || one === null) return refuse(400, -1100, 'Illegal characters found in a list.');
  return new Map(Object.entries(one).map(([name, value]) => [name, String(value)]));
}
