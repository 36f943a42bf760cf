import type { OrderState, WholeAnswer } from '../../adapter';
import { JsonObject } from '../../kit/strict-json';
import { bodyOf, objectsIn } from './json';
import { clientIdOf, stateOf } from './state';

/** Answers with whole orders in them, of reads and of what cancels several at once. */
const tellers: ReadonlySet<string> = new Set([
  'GET /api/v3/order',
  'GET /api/v3/openOrders',
  'GET /api/v3/allOrders',
  'DELETE /api/v3/order',
  'DELETE /api/v3/openOrders',
  'DELETE /api/v3/orderList',
  'GET /sapi/v1/margin/order',
  'GET /sapi/v1/margin/openOrders',
  'GET /sapi/v1/margin/allOrders',
  'DELETE /sapi/v1/margin/order',
  'DELETE /sapi/v1/margin/openOrders',
  'DELETE /sapi/v1/margin/orderList',
  'GET /fapi/v1/order',
  'GET /fapi/v1/openOrder',
  'GET /fapi/v1/openOrders',
  'GET /fapi/v1/allOrders',
  'GET /fapi/v1/algoOrder',
  'GET /fapi/v1/openAlgoOrders',
  'GET /fapi/v1/allAlgoOrders',
  'GET /dapi/v1/order',
  'GET /dapi/v1/openOrder',
  'GET /dapi/v1/openOrders',
  'GET /dapi/v1/allOrders',
  'GET /dapi/v1/algoOrder',
  'GET /dapi/v1/openAlgoOrders',
]);

interface Told {
  readonly clientId: string;
  readonly state: OrderState;
}

export function told(endpoint: string, answer: WholeAnswer): readonly Told[] {
  if (!tellers.has(endpoint) || answer.status >= 300) return [];
  const body = bodyOf(answer);
  const items = body instanceof JsonObject ? [body] : (objectsIn(body) ?? []);
  return items.flatMap((item) => objectsIn(item.members.get('orderReports')) ?? [item]).flatMap(toldBy);
}

function toldBy(order: JsonObject): readonly Told[] {
  const clientId = clientIdOf(order);
  const state = stateOf(order);
  return clientId === undefined || state.state === 'unknown' ? [] : [{ clientId, state }];
}
