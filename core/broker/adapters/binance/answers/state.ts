import type { OrderState } from '../../adapter';
import { Decimal } from '../../../../base/decimals';
import type { JsonObject } from '../../kit/strict-json';
import { amountIn, textIn } from './json';

/** "Order status" of spot, margin and contracts, and `algoStatus` of conditional orders. */
const statuses = {
  NEW: 'open',
  PENDING_NEW: 'open',
  PARTIALLY_FILLED: 'open',
  PENDING_CANCEL: 'open',
  FILLED: 'done',
  CANCELED: 'done',
  REJECTED: 'done',
  EXPIRED: 'done',
  EXPIRED_IN_MATCH: 'done',
  // A conditional one that is triggered rests as an order of its own until it is finished.
  TRIGGERING: 'open',
  TRIGGERED: 'open',
  FINISHED: 'done',
} as const satisfies Readonly<Record<string, 'open' | 'done'>>;

/** What an order object says; `unknown` where a field is missing or new. */
export function stateOf(order: JsonObject): OrderState {
  const orderId = textIn(order, 'orderId') ?? textIn(order, 'algoId');
  const status = textIn(order, 'status') ?? textIn(order, 'algoStatus');
  const state =
    status !== undefined && Object.hasOwn(statuses, status) ? statuses[status as keyof typeof statuses] : undefined;
  const filled = filledOf(order, status);
  if (orderId === undefined || state === undefined || filled === undefined) return { state: 'unknown' };
  return { state, orderId, filled };
}

/** A conditional order does not say what its successor filled: finished counts as filled whole. */
function filledOf(order: JsonObject, status: string | undefined): Decimal | undefined {
  if (textIn(order, 'algoId') === undefined) return amountIn(order, 'executedQty');
  return status === 'FINISHED' ? amountIn(order, 'quantity') : Decimal.zero;
}

/** The id that the client gave. The answer to a cancel has it as `origClientOrderId`, and the cancel's own as the other. */
export function clientIdOf(order: JsonObject): string | undefined {
  return textIn(order, 'origClientOrderId') ?? textIn(order, 'clientOrderId') ?? textIn(order, 'clientAlgoId');
}
