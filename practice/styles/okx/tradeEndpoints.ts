import { Declined } from '../../market/declined';
import { marketOf } from '../../market/markets';
import { isWorking } from '../../market/orders';
import type { Order } from '../../market/words';
import type { Answer } from '../style';
import { algoEndpoints, closePosition } from './algos';
import { each } from './each';
import { reading, trading, type Call, type Endpoints } from './endpoint';
import { objectsOf, type Given } from './given';
import { checkSizes, namedOrder, place, wishFrom } from './orders';
import { asked, fill, typeOf } from './orderShapes';
import { Failed, success } from './refusals';

/** What a call that takes several says of one: its ids where it worked. */
interface Done {
  ordId: string;
  clOrdId: string;
}

const idsOf = (order: Order): Done => ({ ordId: order.id, clOrdId: order.clientId });
/** So many orders one call may carry. Source: "Place multiple orders", okx.com/docs-v5, seen 2026-11. */
const mostAtOnce = 20;

function several({ body }: Call): Record<string, unknown>[] {
  const objects = objectsOf(body);
  if (objects.length > mostAtOnce) throw new Failed('50045', 'Too many orders in one call.');
  return objects;
}

const placing = (call: Call): Answer =>
  each(several(call), (given) => ({
    ...idsOf(place(call, wishFrom(given))),
    ts: String(call.world.nowMs),
  }));

const cancelling = (call: Call): Answer =>
  each(several(call), (given) => {
    const order = namedOrder(call, given);
    if (order === undefined) throw new Declined('notOpen');
    call.desk.cancel(order, call.world.nowMs);
    return { ...idsOf(order), ts: String(call.world.nowMs) };
  });

const amending = (call: Call): Answer =>
  each(several(call), (given) => {
    const order = namedOrder(call, given);
    const market = order === undefined ? undefined : marketOf(order.market);
    if (order === undefined || market === undefined) throw new Failed('51503', 'Order does not exist.');
    if (!isWorking(order)) throw new Failed('51503', 'Your order has already been filled or canceled.');
    const price = given.amount('newPx');
    const amount = given.amount('newSz');
    if (price === undefined && amount === undefined) throw new Declined('sameAsBefore');
    checkSizes(market, { price: price ?? null, amount: amount ?? null });
    call.desk.amend(order, { ...(price && { price }), ...(amount && { amount }) }, call.world.nowMs);
    return { ...idsOf(order), reqId: given.text('reqId') ?? '', ts: String(call.world.nowMs) };
  });

function one(call: Call): Answer {
  const order = namedOrder(call, call.given);
  if (order === undefined) throw new Declined('unknownOrder');
  return success([asked(order)]);
}

/** Those that `instType`, `instId` and `ordType` leave, the youngest first, from `after` on backwards, at most 100. */
function listed({ given }: Call, orders: readonly Order[]): Answer {
  const wanted = orders.filter((order) => {
    const market = marketOf(order.market);
    return (
      market !== undefined &&
      fits(given, 'instType', typeOf(market)) &&
      fits(given, 'instId', market.id) &&
      (given.text('ordType') ?? order.said.ordType ?? '').split(',').includes(order.said.ordType ?? '') &&
      isBefore(given, order.id)
    );
  });
  return success(wanted.reverse().slice(0, limitOf(given)).map(asked));
}

const fits = (given: Given, name: string, value: string): boolean => (given.text(name) ?? value) === value;
const isBefore = (given: Given, id: string): boolean => Number(id) < Number(given.text('after') ?? Infinity);
const limitOf = (given: Given): number => Math.min(Number(given.text('limit') ?? 100) || 100, 100);

function fills({ given, desk }: Call): Answer {
  const wanted = desk.account.trades.filter((trade) => {
    const market = marketOf(trade.market);
    return (
      market !== undefined &&
      fits(given, 'instType', typeOf(market)) &&
      fits(given, 'instId', market.id) &&
      fits(given, 'ordId', trade.orderId) &&
      isBefore(given, trade.id)
    );
  });
  const shown = wanted.reverse().slice(0, limitOf(given));
  return success(shown.map((trade) => fill(trade, desk.book.byId(trade.orderId))));
}

const history = (call: Call): Answer =>
  listed(
    call,
    call.desk.book.all().filter((order) => !isWorking(order)),
  );

export const tradeEndpoints: Endpoints = {
  'POST /api/v5/trade/order': trading(placing),
  'POST /api/v5/trade/batch-orders': trading(placing),
  'POST /api/v5/trade/cancel-order': trading(cancelling),
  'POST /api/v5/trade/cancel-batch-orders': trading(cancelling),
  'POST /api/v5/trade/amend-order': trading(amending),
  'POST /api/v5/trade/amend-batch-orders': trading(amending),
  'POST /api/v5/trade/close-position': trading(closePosition),
  ...algoEndpoints,
  'GET /api/v5/trade/order': reading(one),
  'GET /api/v5/trade/orders-pending': reading((call) => listed(call, call.desk.book.working())),
  'GET /api/v5/trade/orders-history': reading(history),
  'GET /api/v5/trade/orders-history-archive': reading(history),
  'GET /api/v5/trade/fills': reading(fills),
  'GET /api/v5/trade/fills-history': reading(fills),
};
