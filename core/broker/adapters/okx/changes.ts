import type { OrderEdit, OrderRef, OrderWish, Action } from '../../../tokens/actions';
import type { JsonObject } from '../kit/strict-json';
import { contractOrSpot } from './instruments';
import { Parameters, type ParameterTable } from './parameters';
import { ambiguous, unserved } from './requests';

const targetParameters = { instId: 'text', ordId: 'text', clOrdId: 'text' } as const satisfies ParameterTable;

/** "Amend order". Source: okx.com/docs-v5, 2026-06. */
const amendParameters = {
  ...targetParameters,
  // ccxt sends its own name of the id beside OKX's.
  clientOrderId: 'text',
  reqId: 'text',
  newSz: 'text',
  newPx: 'text',
  pxAmendType: 'text',
  cxlOnFail: 'flag',
  newPxUsd: 'unset',
  newPxVol: 'unset',
  speedBump: 'unset',
  attachAlgoOrds: 'unset',
  newTpTriggerPx: 'unset',
  newTpOrdPx: 'unset',
  newTpTriggerPxType: 'unset',
  newTpOrdKind: 'unset',
  newSlTriggerPx: 'unset',
  newSlOrdPx: 'unset',
  newSlTriggerPxType: 'unset',
} as const satisfies ParameterTable;

/** One order of `trade/cancel-order` or `trade/cancel-batch-orders`. @throws NotUnderstood */
export function cancelOf(object: JsonObject): OrderRef {
  return targetOf(new Parameters(object, targetParameters));
}

/**
 * One order of `trade/amend-order` or `trade/amend-batch-orders`. The order keeps its side, its type and, on spot books, its
 * margin mode, and the request does not say them. @throws NotUnderstood
 */
export function editOf(object: JsonObject): OrderEdit {
  const given = new Parameters(object, amendParameters);
  const target = targetOf(given);
  const alias = given.text('clientOrderId');
  if (alias !== '' && alias !== given.text('clOrdId')) throw unserved('clientOrderId is not known here');
  const price = given.positive('newPx');
  if (price === null) throw unserved('newPx is missing: a change is served with its price and its size');
  const order: OrderWish = {
    market: contractOrSpot(given.text('instId')),
    side: 'buy',
    type: 'limit',
    amount: given.positive('newSz'),
    quoteAmount: null,
    price,
    triggerPrice: null,
    reduceOnly: false,
    clientId: null,
  };
  return { target, order, inPlace: true, keeps: ['market', 'side', 'type'] };
}

const closeParameters = {
  instId: 'text',
  posSide: 'text',
  mgnMode: 'text',
  ccy: 'text',
  clOrdId: 'text',
  tag: 'text',
  autoCxl: 'flag',
} as const satisfies ParameterTable;

/** "Close positions": all of one position, at the market's price. @throws NotUnderstood */
export function closingOf(object: JsonObject): OrderWish {
  const given = new Parameters(object, closeParameters);
  const market = contractOrSpot(given.text('instId'));
  if (market.venue === 'spot') throw unserved('close-position is served on swaps and futures only');
  given.oneOf('mgnMode', ['cross', 'isolated']);
  if (given.flag('autoCxl')) throw unserved('autoCxl cancels orders that this token may not have placed');
  const position = given.text('posSide');
  if (position !== 'long' && position !== 'short')
    throw unserved('close-position is served with posSide long or short; without, use a reduceOnly order');
  return {
    market,
    side: position === 'long' ? 'sell' : 'buy',
    type: 'market',
    amount: null,
    quoteAmount: null,
    price: null,
    triggerPrice: null,
    reduceOnly: true,
    clientId: given.id('clOrdId'),
  };
}

const leverageParameters = {
  instId: 'text',
  ccy: 'text',
  lever: 'text',
  mgnMode: 'text',
  posSide: 'text',
} as const satisfies ParameterTable;

/** "Set leverage". @throws NotUnderstood */
export function leverageOf(object: JsonObject): Extract<Action, { kind: 'margin' }> {
  const given = new Parameters(object, leverageParameters);
  const mode = given.oneOf('mgnMode', ['cross', 'isolated']);
  const leverage = given.needed('lever');
  // By currency it reaches every market that borrows it.
  if (given.text('instId') === '') throw unserved('leverage is set by market only');
  const market = contractOrSpot(given.text('instId'));
  if (mode === 'cross' && given.text('ccy') !== '') throw unserved('leverage is set by market only');
  return { kind: 'margin', market: market.venue === 'spot' ? { ...market, venue: 'margin' } : market, leverage };
}

/** OKX takes `ordId` where both ids are given, so the other one says nothing then. @throws NotUnderstood */
export function targetOf(given: Parameters, id = 'ordId', clientId = 'clOrdId'): OrderRef {
  const market = contractOrSpot(given.text('instId'));
  const orderId = given.id(id);
  const named = orderId === null ? given.id(clientId) : null;
  if (orderId === null && named === null) throw ambiguous('the request names no order');
  // A two-part id does not say whether it was placed on spot or on margin.
  return { market: market.venue === 'spot' ? null : market, orderId, clientId: named };
}
