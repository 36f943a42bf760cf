import type { OrderEdit, OrderRef } from '../../../tokens/actions';
import type { JsonObject } from '../kit/strict-json';
import { markedId } from './algo-ids';
import { isSaid, legOf } from './algos';
import { targetOf } from './changes';
import { contractOrSpot } from './instruments';
import { isContract } from './orders';
import { Parameters, type ParameterTable } from './parameters';
import { unserved } from './requests';

const targetParameters = { instId: 'text', algoId: 'text', algoClOrdId: 'text' } as const satisfies ParameterTable;

/** "Amend algo order". Source: okx.com/docs-v5, 2026-06. */
const amendParameters = {
  ...targetParameters,
  reqId: 'text',
  cxlOnFail: 'flag',
  newSz: 'text',
  newTriggerPx: 'text',
  newOrdPx: 'text',
  newTriggerPxType: 'text',
  newTpTriggerPx: 'text',
  newTpOrdPx: 'text',
  newTpTriggerPxType: 'text',
  newTpOrdKind: 'unset',
  newSlTriggerPx: 'text',
  newSlOrdPx: 'text',
  newSlTriggerPxType: 'text',
  attachAlgoOrds: 'unset',
  // ccxt sends its own names beside OKX's.
  clientOrderId: 'text',
  stopLossPrice: 'text',
  takeProfitPrice: 'text',
} as const satisfies ParameterTable;

const aliases = {
  clientOrderId: 'algoClOrdId',
  stopLossPrice: 'newSlTriggerPx',
  takeProfitPrice: 'newTpTriggerPx',
} as const satisfies Partial<Record<keyof typeof amendParameters, keyof typeof amendParameters>>;

const takeProfit = ['newTpTriggerPx', 'newTpOrdPx', 'newTpTriggerPxType'] as const;
const legNames = [
  ['newTriggerPx', 'newOrdPx', 'newTriggerPxType'],
  takeProfit,
  ['newSlTriggerPx', 'newSlOrdPx', 'newSlTriggerPxType'],
] as const;

/** One order of `trade/cancel-algos`. @throws NotUnderstood */
export function algoCancelOf(object: JsonObject): OrderRef {
  return markedTargetOf(new Parameters(object, targetParameters));
}

/**
 * `trade/amend-algos`. A side of it that the request leaves out stays as it is, and was valued when it was placed: so only a
 * change of size must name them all. @throws NotUnderstood
 */
export function algoEditOf(object: JsonObject): OrderEdit {
  const given = new Parameters(object, amendParameters);
  for (const [alias, name] of Object.entries(aliases))
    if (given.text(alias) !== '' && given.text(alias) !== given.text(name))
      throw unserved(`${alias} is not known here`);
  const market = contractOrSpot(given.text('instId'));
  const legs = legNames
    .filter((names) => isSaid(given, names))
    .map((names) => legOf(given, names, names === takeProfit));
  const [first, second] = legs;
  const isTrigger = given.text('newTriggerPx') !== '';
  if (first === undefined || (isTrigger && second !== undefined))
    throw unserved('a change is served with the trigger and the price of the order together');
  const amount = given.positive('newSz');
  if (amount !== null && !isTrigger && second === undefined)
    throw unserved('newSz is served with both sides of an oco, or with newTriggerPx; else cancel and place anew');
  if (amount !== null && !isContract(market) && legs.some(({ price }) => price === null))
    throw unserved('newSz of a spot order at the market is not served: its unit is not known');
  return {
    target: markedTargetOf(given),
    order: {
      ...{ market, side: 'buy', ...first, amount, quoteAmount: null, reduceOnly: false, clientId: null },
      ...(second !== undefined && { otherwise: second }),
    },
    inPlace: true,
    keeps: ['market', 'side'],
  };
}

function markedTargetOf(given: Parameters): OrderRef {
  const { market, orderId, clientId } = targetOf(given, 'algoId', 'algoClOrdId');
  const marked = (id: string | null) => (id === null ? null : markedId(id));
  return { market, orderId: marked(orderId), clientId: marked(clientId) };
}
