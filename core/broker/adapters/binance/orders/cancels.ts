import { Decimal } from '../../../../base/decimals';
import type { Action } from '../../../../tokens/actions';
import { JsonNumber, readStrictJson, type StrictJson } from '../../kit/strict-json';
import { must, oneOf, type Fields } from '../parameters';
import { ambiguous } from '../refused';
import { ids } from './contracts';
import { marketOf, type Venue } from './words';

/** "A maximum of 10 orders" in one cancelling. */
const longestBatch = 10;
/** As Binance makes and takes them. */
const orderNumber = /^\d{1,20}$/;
const clientId = /^[.A-Z:/a-z0-9_-]{1,40}$/;

export function cancelOne(fields: Fields, venue: Venue): Action {
  return {
    kind: 'cancel',
    targets: [{ market: marketOf(fields, venue), ...ids(fields, 'orderId', 'origClientOrderId') }],
  };
}

/** The market need not be said. */
export function cancelAlgo(fields: Fields, venue: Venue): Action {
  const market = fields.has('symbol') ? marketOf(fields, venue) : null;
  return { kind: 'cancel', targets: [{ market, ...ids(fields, 'algoId', 'clientAlgoId') }] };
}

export function cancelAll(fields: Fields, venue: Venue): Action {
  return { kind: 'cancelAll', venue, market: must(fields, 'symbol') };
}

/** Names the list and none of its orders, so it counts as cancelling any. One of its orders cancels the list as well. */
export function cancelList(fields: Fields, venue: Venue): Action {
  must(fields, fields.has('orderListId') ? 'orderListId' : 'listClientOrderId');
  return cancelAll(fields, venue);
}

export function cancelBatch(fields: Fields, venue: Venue): Action {
  const market = marketOf(fields, venue);
  const numbers = fields.get('orderIdList') ?? fields.get('orderidlist');
  const names = fields.get('origClientOrderIdList') ?? fields.get('origclientorderidlist');
  if ((numbers === undefined) === (names === undefined))
    return ambiguous('one list of orders must be said, and only one');
  const targets =
    numbers === undefined
      ? items(names ?? '').map((item) => ({ market, orderId: null, clientId: matching(textOf(item), clientId) }))
      : items(numbers).map((item) => ({ market, orderId: matching(textOf(item), orderNumber), clientId: null }));
  return { kind: 'cancel', targets };
}

function items(text: string): readonly StrictJson[] {
  const list = readStrictJson(text);
  if (!Array.isArray(list) || list.length === 0 || list.length > longestBatch)
    return ambiguous('the list of orders is not a list of 1 to 10');
  return list as readonly StrictJson[];
}

const textOf = (item: StrictJson): string =>
  item instanceof JsonNumber ? item.text : typeof item === 'string' ? item : '';

function matching(text: string, pattern: RegExp): string {
  return pattern.test(text) ? text : ambiguous('the list of orders has something that is no order');
}

export function setLeverage(fields: Fields, venue: Venue): Action {
  const leverage = Decimal.read(must(fields, 'leverage'));
  if (leverage?.isPositive() !== true) return ambiguous('leverage is not a positive number');
  return { kind: 'margin', market: marketOf(fields, venue), leverage };
}

export function setMarginType(fields: Fields, venue: Venue): Action {
  oneOf(fields, 'marginType', ['ISOLATED', 'CROSSED']);
  return { kind: 'margin', market: marketOf(fields, venue), leverage: null };
}
