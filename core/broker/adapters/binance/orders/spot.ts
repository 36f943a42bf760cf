import type { Action, OrderWish } from '../../../../tokens/actions';
import { isTrue, must, oneOf, type Fields } from '../parameters';
import { ambiguous, neverGranted } from '../refused';
import { marketOf, needed, positive, sideOf, spotTypes, timed, typeFrom, type Venue } from './words';

/** How one order of a request names its parts. */
interface Names {
  readonly side: string;
  readonly type: string;
  readonly quantity: string;
  /** Null where a list can not be sized in quote units. */
  readonly quoteQuantity: string | null;
  readonly price: string;
  readonly stopPrice: string;
  readonly trailing: string;
  readonly time: string;
  readonly id: string;
}

const single: Names = {
  side: 'side',
  type: 'type',
  quantity: 'quantity',
  quoteQuantity: 'quoteOrderQty',
  price: 'price',
  stopPrice: 'stopPrice',
  trailing: 'trailingDelta',
  time: 'timeInForce',
  id: 'newClientOrderId',
};

const leg = (prefix: string, side: string, quantity: string): Names => ({
  side,
  type: `${prefix}Type`,
  quantity,
  quoteQuantity: null,
  price: `${prefix}Price`,
  stopPrice: `${prefix}StopPrice`,
  trailing: `${prefix}TrailingDelta`,
  time: `${prefix}TimeInForce`,
  id: `${prefix}ClientOrderId`,
});

const above = leg('above', 'side', 'quantity');
const below = leg('below', 'side', 'quantity');
const working = leg('working', 'workingSide', 'workingQuantity');
const pending = leg('pending', 'pendingSide', 'pendingQuantity');
const pendingAbove = leg('pendingAbove', 'pendingSide', 'pendingQuantity');
const pendingBelow = leg('pendingBelow', 'pendingSide', 'pendingQuantity');

function wish(fields: Fields, venue: Venue, names: Names): OrderWish {
  const row = typeFrom(spotTypes, fields, names.type);
  const quoteAmount = names.quoteQuantity === null ? null : positive(fields, names.quoteQuantity);
  const amount = positive(fields, names.quantity);
  if ((amount === null) === (quoteAmount === null)) return ambiguous(`${names.quantity} must be said, and once`);
  if (quoteAmount !== null && row.is !== 'market')
    return ambiguous(`${names.quoteQuantity ?? ''} is for market orders`);
  const trailing = fields.has(names.trailing);
  return {
    market: marketOf(fields, venue),
    side: sideOf(fields, names.side),
    type: trailing && row.is !== 'market' ? 'trailing' : timed(row, fields, names.time),
    amount,
    quoteAmount,
    price: row.priced ? needed(fields, names.price) : null,
    triggerPrice: positive(fields, names.stopPrice),
    ...(row.takesProfit === true && { takesProfit: true }),
    // Neither spot nor margin has a form that can only close; the ledger knows what a token bought.
    reduceOnly: false,
    clientId: fields.get(names.id) ?? null,
  };
}

/** `margin` or `isolated`, as the request says. */
export function marginVenue(fields: Fields): Venue {
  return isTrue(fields, 'isIsolated') ? 'isolated' : 'margin';
}

export function placeOne(fields: Fields, venue: Venue): Action {
  return { kind: 'place', orders: [wish(fields, venue, single)] };
}

/** Checked by Binance and not sent to its matching engine ("Test new order"): nothing is reserved for it. */
export function tryOne(fields: Fields, venue: Venue): Action {
  placeOne(fields, venue);
  return { kind: 'read' };
}

/**
 * Lists of orders are valued as if each of them filled. At most one side of an OCO does: so a list counts for more than it
 * can cost, and never for less.
 */
export function placeOco(fields: Fields, venue: Venue): Action {
  return { kind: 'place', orders: [wish(fields, venue, above), wish(fields, venue, below)] };
}

export function placeOto(fields: Fields, venue: Venue): Action {
  return { kind: 'place', orders: [wish(fields, venue, working), wish(fields, venue, pending)] };
}

/** The lower of the pending ones may be left out. */
export function placeOtoco(fields: Fields, venue: Venue): Action {
  const orders = [wish(fields, venue, working), wish(fields, venue, pendingAbove)];
  return {
    kind: 'place',
    orders: fields.has('pendingBelowType') ? [...orders, wish(fields, venue, pendingBelow)] : orders,
  };
}

/** "New OCO (deprecated)": a LIMIT_MAKER, and a STOP_LOSS that has a limit where `stopLimitPrice` stands. */
export function placeLegacyOco(fields: Fields, venue: Venue): Action {
  const market = marketOf(fields, venue);
  const side = sideOf(fields, 'side');
  const amount = needed(fields, 'quantity');
  const both = { market, side, amount, quoteAmount: null, reduceOnly: false } as const;
  const stopLimit = positive(fields, 'stopLimitPrice');
  const stop = fields.has('trailingDelta') ? 'trailing' : stopLimit === null ? 'stop' : 'stopLimit';
  return {
    kind: 'place',
    orders: [
      {
        ...both,
        type: 'postOnly',
        price: needed(fields, 'price'),
        triggerPrice: null,
        clientId: fields.get('limitClientOrderId') ?? null,
      },
      {
        ...both,
        type: stop,
        price: stopLimit,
        triggerPrice: positive(fields, 'stopPrice'),
        clientId: fields.get('stopClientOrderId') ?? null,
      },
    ],
  };
}

/** One order cancelled and another placed. Only where the second waits for the first: else both could stand. */
export function cancelReplace(fields: Fields): Action {
  if (oneOf(fields, 'cancelReplaceMode', ['STOP_ON_FAILURE', 'ALLOW_FAILURE']) === 'ALLOW_FAILURE')
    return neverGranted('cancelReplaceMode ALLOW_FAILURE can leave both orders standing');
  const orderId = fields.get('cancelOrderId') ?? null;
  // Where both are given the number is looked up first, so that is the order that is meant.
  const clientId = orderId === null ? must(fields, 'cancelOrigClientOrderId') : null;
  const target = { market: marketOf(fields, 'spot'), orderId, clientId };
  return { kind: 'edit', edits: [{ target, order: wish(fields, 'spot', single), inPlace: false }] };
}
