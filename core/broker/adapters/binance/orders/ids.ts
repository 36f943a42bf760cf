import { decodeOnce } from '../../kit/percent';
import { splitPairs, withPair } from '../../kit/pairs';
import { JsonObject, readStrictJson } from '../../kit/strict-json';

/** Where each order of a request names its client id, in the order of the orders. Edits in place keep the id they have. */
export const idSlots: Readonly<Record<string, readonly string[]>> = {
  'POST /api/v3/order': ['newClientOrderId'],
  'POST /api/v3/sor/order': ['newClientOrderId'],
  'POST /api/v3/order/cancelReplace': ['newClientOrderId'],
  'POST /api/v3/order/oco': ['limitClientOrderId', 'stopClientOrderId'],
  'POST /api/v3/orderList/oco': ['aboveClientOrderId', 'belowClientOrderId'],
  'POST /api/v3/orderList/oto': ['workingClientOrderId', 'pendingClientOrderId'],
  'POST /api/v3/orderList/otoco': ['workingClientOrderId', 'pendingAboveClientOrderId', 'pendingBelowClientOrderId'],
  'POST /sapi/v1/margin/order': ['newClientOrderId'],
  'POST /sapi/v1/margin/order/oco': ['limitClientOrderId', 'stopClientOrderId'],
  'POST /sapi/v1/margin/order/oto': ['workingClientOrderId', 'pendingClientOrderId'],
  'POST /sapi/v1/margin/order/otoco': [
    'workingClientOrderId',
    'pendingAboveClientOrderId',
    'pendingBelowClientOrderId',
  ],
  'POST /fapi/v1/order': ['newClientOrderId'],
  'POST /fapi/v1/algoOrder': ['clientAlgoId'],
  'POST /dapi/v1/order': ['newClientOrderId'],
  'POST /dapi/v1/algoOrder': ['clientAlgoId'],
};

const batches: ReadonlySet<string> = new Set(['POST /fapi/v1/batchOrders', 'POST /dapi/v1/batchOrders']);

interface Texts {
  readonly query: string;
  readonly form: string;
}

/**
 * Adds `ids[n]` to the n-th order where it names none: `isGiven` says whether the request has a parameter. Behind all else,
 * and to the part that carries the signature.
 */
export function addIds(
  endpoint: string,
  texts: Texts,
  where: keyof Texts,
  { ids, isGiven }: { readonly ids: readonly string[]; readonly isGiven: (name: string) => boolean },
): Texts {
  if (batches.has(endpoint)) return { query: batch(texts.query, ids), form: batch(texts.form, ids) };
  let text = texts[where];
  for (const [index, slot] of (idSlots[endpoint] ?? []).entries()) {
    const id = ids[index];
    if (id !== undefined && !isGiven(slot)) text = withPair(text, `${slot}=${id}`);
  }
  return { ...texts, [where]: text };
}

function batch(text: string, ids: readonly string[]): string {
  const pair = splitPairs(text).find(({ name }) => name === 'batchOrders');
  if (pair === undefined) return text;
  const json = decodeOnce(pair.value);
  const orders = json === undefined ? undefined : readStrictJson(json);
  if (json === undefined || !Array.isArray(orders)) return text;
  let filled = json;
  // From the last to the first, so that the places of those before stay.
  for (let index = orders.length - 1; index >= 0; index -= 1) {
    const order: unknown = orders[index];
    const id = ids[index];
    if (id === undefined || !(order instanceof JsonObject) || order.members.has('newClientOrderId')) continue;
    const comma = order.members.size === 0 ? '' : ',';
    filled = `${filled.slice(0, order.end)}${comma}"newClientOrderId":"${id}"${filled.slice(order.end)}`;
  }
  if (filled === json) return text;
  const written = pair.value.includes('%') ? encodeURIComponent(filled) : filled;
  return text.slice(0, pair.valueStart) + written + text.slice(pair.end);
}
