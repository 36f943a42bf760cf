import { Decimal } from '../../../base/decimals';
import type { OrderState } from '../adapter';
import { markedId } from './algo-ids';
import { textIn, type Row } from './rows';

/**
 * Algo order states. `effective`: triggered, and an ordinary order now. States in which only a part was placed are of kinds
 * that are not served: unknown, so that nothing is given back. Source: okx.com/docs-v5, "GET / Algo order details", 2026-06.
 */
const states = {
  live: 'open',
  effective: 'became',
  canceled: 'done',
  order_failed: 'done',
} as const satisfies Record<string, 'open' | 'done' | 'became'>;

/** What an algo order is; what it filled stands in the orders that it names. */
export function algoStateOf(row: Row | undefined): OrderState {
  const name = textIn(row, 'state') ?? '';
  const state = Object.hasOwn(states, name) ? states[name as keyof typeof states] : undefined;
  const id = textIn(row, 'algoId') ?? '';
  if (state === undefined || id === '') return { state: 'unknown' };
  const orderId = markedId(id);
  const orders = ordersOf(row);
  if (state === 'open') return { state, orderId, filled: Decimal.zero };
  if (orders.length > 0) return { state: 'became', orderId, orders };
  // Triggered, and its order is not named yet.
  return state === 'became' ? { state: 'unknown' } : { state, orderId, filled: Decimal.zero };
}

/** `ordId` is the last of them, and goes out of use. */
function ordersOf(row: Row | undefined): readonly string[] {
  const list: unknown = row?.ordIdList;
  const listed = Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string' && id !== '') : [];
  const single = textIn(row, 'ordId') ?? '';
  return [...new Set(single === '' ? listed : [...listed, single])];
}
