import { Declined } from '../../market/declined';
import type { Desk } from '../../market/desk';
import { crossesAt, isFired, isWorking, type Wish } from '../../market/orders';
import type { Order } from '../../market/words';
import { randomAlphanumeric } from '../../random';
import type { World } from '../style';
import { changing, reading, type Call, type Endpoints } from './endpoint';
import type { Given } from './given';
import { missing, refuse } from './refusals';
import { spotMarket } from './spotMarkets';
import { checkFilters, clientIdOf, firesWhen, sides, timesInForce } from './spotOrders';
import { asked, canceled, idOf } from './spotShapes';

const legTypes = ['LIMIT_MAKER', 'STOP_LOSS', 'STOP_LOSS_LIMIT', 'TAKE_PROFIT', 'TAKE_PROFIT_LIMIT'] as const;

/** The parameters of one leg, by what they are called in the call. */
interface LegNames {
  clientId: string;
  price: string;
  stopPrice: string;
  timeInForce: string;
}

function legOf(given: Given, type: (typeof legTypes)[number], names: LegNames): Wish {
  const market = spotMarket(given);
  const side = given.oneOf('side', sides) === 'BUY' ? 'buy' : 'sell';
  const priced = type.endsWith('LIMIT') || type === 'LIMIT_MAKER';
  const stop = type === 'LIMIT_MAKER' ? null : given.needAmount(names.stopPrice);
  const wish: Wish = {
    ...{ market, wallet: 'spot', clientId: clientIdOf(given, names.clientId), side, kind: priced ? 'limit' : 'market' },
    timeInForce: priced && stop !== null ? given.oneOf(names.timeInForce, timesInForce, 'GTC') : 'GTC',
    ...{ postOnly: type === 'LIMIT_MAKER', reduceOnly: false, quoteAmount: null, listId: null, said: { type } },
    price: priced ? given.needAmount(names.price) : null,
    amount: given.needAmount('quantity'),
    trigger: stop === null ? null : { price: stop, when: firesWhen(type, side) },
  };
  checkFilters(market, wish);
  return wish;
}

const side = (name: 'above' | 'below'): LegNames => ({
  ...{ clientId: `${name}ClientOrderId`, price: `${name}Price` },
  ...{ stopPrice: `${name}StopPrice`, timeInForce: `${name}TimeInForce` },
});

/** `POST /api/v3/orderList/oco`. */
function oco({ given, desk, world }: Call): unknown {
  const above = legOf(given, given.oneOf('aboveType', legTypes), side('above'));
  const below = legOf(given, given.oneOf('belowType', legTypes), side('below'));
  return placeList(desk, world, given, [above, below]);
}

/** `POST /api/v3/order/oco`, the older way of saying it. */
function legacyOco({ given, desk, world }: Call): unknown {
  const names = { stopPrice: 'stopPrice', timeInForce: 'stopLimitTimeInForce' };
  const limit = legOf(given, 'LIMIT_MAKER', { ...names, clientId: 'limitClientOrderId', price: 'price' });
  const stopType = given.text('stopLimitPrice') === undefined ? 'STOP_LOSS' : 'STOP_LOSS_LIMIT';
  const stop = legOf(given, stopType, { ...names, clientId: 'stopClientOrderId', price: 'stopLimitPrice' });
  return placeList(desk, world, given, [limit, stop]);
}

function placeList(desk: Desk, world: World, given: Given, legs: readonly Wish[]): object {
  const limit = legs.find(({ postOnly }) => postOnly);
  const stop = legs.find(({ trigger }) => trigger !== null);
  if (limit === undefined || stop?.trigger == null) {
    return refuse(400, -1128, 'Combination of optional parameters invalid.');
  }
  const quote = world.floor.quote(limit.market);
  // The limit leg holds the money of both and comes first: whatever can refuse the other is looked at before.
  if (isFired(stop.trigger, quote.last)) throw new Declined('firesAtOnce');
  if (limit.price !== null && crossesAt(limit.side, limit.price, quote)) throw new Declined('wouldTake');
  for (const { clientId } of legs) {
    const same = desk.book.byClientId(clientId);
    if (same !== undefined && isWorking(same)) throw new Declined('duplicateId');
  }
  const listId = world.floor.nextId();
  const listClientId = clientIdOf(given, 'listClientOrderId');
  const inList = (wish: Wish): Wish => ({ ...wish, listId, said: { ...wish.said, listClientId } });
  const orders = [limit, stop].map((wish) => desk.place(inList(wish), world.nowMs));
  return { ...listShape(orders), orderReports: orders.map(asked) };
}

function listShape(orders: readonly Order[]): object {
  const executing = orders.some(isWorking);
  const [first] = orders;
  return {
    orderListId: Number(first?.listId ?? -1),
    contingencyType: 'OCO',
    listStatusType: executing ? 'EXEC_STARTED' : 'ALL_DONE',
    listOrderStatus: executing ? 'EXECUTING' : 'ALL_DONE',
    listClientOrderId: first?.said.listClientId ?? '',
    transactionTime: first?.createdMs ?? 0,
    symbol: first === undefined ? '' : idOf(first),
    orders: orders.map((order) => ({ symbol: idOf(order), orderId: Number(order.id), clientOrderId: order.clientId })),
  };
}

function namedList({ given, desk }: Call, clientName: string): Order[] {
  const id = given.text('orderListId');
  const clientId = given.text(clientName);
  if (id === undefined && clientId === undefined) missing('orderListId');
  return desk.book.all().filter((order) => {
    if (order.listId === null) return false;
    return id === undefined ? order.said.listClientId === clientId : order.listId === id;
  });
}

function getList(call: Call): unknown {
  const orders = namedList(call, 'origClientOrderId');
  if (orders.length === 0) refuse(400, -2018, 'Order list does not exist.');
  return listShape(orders);
}

function cancelList(call: Call): unknown {
  const orders = namedList(call, 'listClientOrderId');
  const working = orders.find(isWorking);
  if (working === undefined) throw new Declined('notOpen');
  call.desk.cancel(working, call.world.nowMs);
  return { ...listShape(orders), orderReports: orders.map((order) => canceled(order, randomAlphanumeric(22))) };
}

function allLists({ desk }: Call, wanted: (orders: readonly Order[]) => boolean): unknown {
  const lists = new Map<string, Order[]>();
  for (const order of desk.book.all()) {
    if (order.listId !== null) lists.set(order.listId, [...(lists.get(order.listId) ?? []), order]);
  }
  return [...lists.values()].filter(wanted).map(listShape);
}

const trading = 'enableSpotAndMarginTrading';

export const listEndpoints: Endpoints = {
  'POST /api/v3/orderList/oco': changing(trading, oco),
  'POST /api/v3/order/oco': changing(trading, legacyOco),
  'GET /api/v3/orderList': reading(getList),
  'DELETE /api/v3/orderList': changing(trading, cancelList),
  'GET /api/v3/allOrderList': reading((call) => allLists(call, () => true)),
  'GET /api/v3/openOrderList': reading((call) => allLists(call, (orders) => orders.some(isWorking))),
};
