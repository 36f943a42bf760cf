import type { Action, OrderEdit, OrderRef, OrderWish } from '../../../../tokens/actions';
import { JsonObject, readStrictJson } from '../../kit/strict-json';
import { fieldsOfObject, isTrue, must, oneOf, type Allowed, type Fields } from '../parameters';
import { ambiguous } from '../refused';
import { contractEdit, contractOrder } from './allowed';
import { contractTypes, marketOf, needed, positive, sideOf, timed, typeFrom, type Venue } from './words';

/** "A maximum of 5 orders" on USD-M and COIN-M; more are refused by Binance. */
const longestBatch = 5;

function wish(fields: Fields, venue: Venue, idName: string): OrderWish {
  const row = typeFrom(contractTypes, fields, 'type');
  const closes = isTrue(fields, 'closePosition');
  if (closes && row.is !== 'stop') return ambiguous('closePosition is for STOP_MARKET and TAKE_PROFIT_MARKET');
  if (closes && fields.has('quantity')) return ambiguous('quantity and closePosition exclude each other');
  const side = sideOf(fields, 'side');
  return {
    market: marketOf(fields, venue),
    side,
    type: timed(row, fields, 'timeInForce'),
    amount: closes ? null : needed(fields, 'quantity'),
    quoteAmount: null,
    price: row.priced ? needed(fields, 'price') : null,
    triggerPrice:
      positive(fields, 'triggerPrice') ??
      positive(fields, 'stopPrice') ??
      positive(fields, 'activatePrice') ??
      positive(fields, 'activationPrice'),
    ...(row.takesProfit === true && { takesProfit: true }),
    reduceOnly: closes || reduces(fields, side),
    clientId: fields.get(idName) ?? null,
  };
}

/**
 * Certain in both position modes: `reduceOnly` "cannot be sent in Hedge Mode", and a `positionSide` of LONG or SHORT cannot be
 * sent in One-way Mode, where selling LONG and buying SHORT only close ("New Order" of USD-M and COIN-M futures).
 */
function reduces(fields: Fields, side: OrderWish['side']): boolean {
  const position = fields.has('positionSide') ? oneOf(fields, 'positionSide', ['BOTH', 'LONG', 'SHORT']) : 'BOTH';
  const asked = isTrue(fields, 'reduceOnly');
  if (position === 'BOTH') return asked;
  const closing = side === (position === 'LONG' ? 'sell' : 'buy');
  return closing || !asked ? closing : ambiguous('reduceOnly and positionSide contradict each other');
}

export function placeContract(fields: Fields, venue: Venue): Action {
  return { kind: 'place', orders: [wish(fields, venue, 'newClientOrderId')] };
}

export function tryContract(fields: Fields, venue: Venue): Action {
  placeContract(fields, venue);
  return { kind: 'read' };
}

/** The conditional orders that Binance moved to a service of their own. */
export function placeAlgo(fields: Fields, venue: Venue): Action {
  oneOf(fields, 'algoType', ['CONDITIONAL']);
  return { kind: 'place', orders: [wish(fields, venue, 'clientAlgoId')] };
}

export function placeBatch(fields: Fields, venue: Venue): Action {
  const orders = eachOf(fields, contractOrder).map((order) => wish(order, venue, 'newClientOrderId'));
  return { kind: 'place', orders };
}

/** Only limit orders can be changed, and both their size and price must be said, or the value of the result is open. */
export function editContract(fields: Fields, venue: Venue): Action {
  return { kind: 'edit', edits: [edit(fields, venue)] };
}

export function editBatch(fields: Fields, venue: Venue): Action {
  return { kind: 'edit', edits: eachOf(fields, contractEdit).map((one) => edit(one, venue)) };
}

function edit(fields: Fields, venue: Venue): OrderEdit {
  const market = marketOf(fields, venue);
  const target = { market, ...ids(fields, 'orderId', 'origClientOrderId') };
  return {
    target,
    order: {
      market,
      side: sideOf(fields, 'side'),
      type: 'limit',
      amount: needed(fields, 'quantity'),
      quoteAmount: null,
      price: needed(fields, 'price'),
      triggerPrice: null,
      reduceOnly: false,
      clientId: target.clientId,
    },
    inPlace: true,
  };
}

/** Where both are given Binance takes the number, so that alone says which order is meant. @throws Refused */
export function ids(fields: Fields, numberName: string, idName: string): Pick<OrderRef, 'orderId' | 'clientId'> {
  const orderId = fields.get(numberName) ?? null;
  return { orderId, clientId: orderId === null ? must(fields, idName) : null };
}

function eachOf(fields: Fields, allowed: Allowed): readonly Fields[] {
  const list = readStrictJson(must(fields, 'batchOrders'));
  if (!Array.isArray(list) || list.length === 0 || list.length > longestBatch)
    return ambiguous('batchOrders is not a list of 1 to 5 orders, or names something twice');
  return list.map((item: unknown) =>
    item instanceof JsonObject
      ? fieldsOfObject(item, allowed)
      : ambiguous('batchOrders has something that is no order'),
  );
}
