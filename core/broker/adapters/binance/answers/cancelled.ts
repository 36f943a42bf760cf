import type { OrderState, WholeAnswer } from '../../adapter';
import { Decimal } from '../../../../base/decimals';
import type { OrderRef, Understood } from '../../../../tokens/actions';
import { JsonObject } from '../../kit/strict-json';
import { bodyOf, objectIn, objectsIn, textIn } from './json';
import { clientIdOf, stateOf } from './state';

const unknown: OrderState = { state: 'unknown' };

/** What became of each order that was to be cancelled, also by the first half of a replacing. */
export function cancelled({ action }: Understood, answer: WholeAnswer): readonly OrderState[] {
  const targets =
    action.kind === 'cancel' ? action.targets : action.kind === 'edit' ? action.edits.map(({ target }) => target) : [];
  const body = bodyOf(answer);
  if (action.kind === 'edit') return targets.map(() => replaced(body));
  if (body instanceof JsonObject) return targets.map(() => one(body));
  const items = objectsIn(body);
  if (items === undefined) return targets.map(() => unknown);
  return targets.map((target) => inBatch(items, target));
}

/**
 * That Binance knows no such order (-2011) is said of a filled one as well: so it does not mean that nothing was filled, and
 * the order is asked for.
 */
export function one(order: JsonObject): OrderState {
  const state = stateOf(order);
  if (state.state !== 'unknown') return state;
  // Conditional orders answer with their number and "code":"200" alone.
  const orderId = textIn(order, 'algoId');
  return orderId !== undefined && textIn(order, 'code') === '200'
    ? { state: 'done', orderId, filled: Decimal.zero }
    : unknown;
}

function replaced(body: ReturnType<typeof bodyOf>): OrderState {
  if (!(body instanceof JsonObject)) return unknown;
  const halves = objectIn(body, 'data') ?? body;
  const answer = textIn(halves, 'cancelResult') === 'SUCCESS' ? objectIn(halves, 'cancelResponse') : undefined;
  return answer === undefined ? unknown : one(answer);
}

/** By what names the order; an error names none. */
function inBatch(items: readonly JsonObject[], { orderId, clientId }: OrderRef): OrderState {
  const item = items.find((answer) =>
    orderId === null ? clientIdOf(answer) === clientId : textIn(answer, 'orderId') === orderId,
  );
  return item === undefined ? unknown : one(item);
}
