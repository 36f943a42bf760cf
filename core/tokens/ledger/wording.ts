import { Decimal, greatest } from '../../base/decimals';
import { fail } from '../../base/failure';
import { instantOf } from '../../base/instants';
import type { LedgerOrder, OrderKey, OrderToReserve, Outcome, ReserveWish } from './ledger';
import { cut, cutUp, type HeldOrder } from './order';
import { isWritable, type LedgerRecord, type RecordOf } from './records';
import type { TokenState } from './token-state';

/** What callers say, as lines. */

/** @throws ledger.clientIdUsed, ledger.replay, argument.invalid */
export function reservedRecord(
  { class: endpointClass, signature }: Pick<ReserveWish, 'class' | 'signature'>,
  wishes: readonly OrderToReserve[],
  token: TokenState,
): RecordOf<'reserved'> {
  const orders = wishes.map((order) => {
    const { clientId, market, side, amount, value, currency, reduceOnly } = order;
    return {
      ...{ clientId, venue: market.venue, market: market.id, side, currency, reduceOnly },
      ...{ amount: amount === null ? null : cut(amount).toString(), value: cutUp(value).toString() },
      replaces: order.replaces === null ? null : (token.find(order.replaces) ?? null),
    };
  });
  const record = checked({ kind: 'reserved', token: token.token, class: endpointClass, signature, orders });
  if (token.signatures.has(signature)) throw fail('ledger.replay');
  const ids = new Set(orders.map(({ clientId }) => clientId));
  const isUsed = orders.some(({ clientId, replaces }) => token.orders.has(clientId) && clientId !== replaces);
  if (isUsed || ids.size < orders.length) throw fail('ledger.clientIdUsed');
  return record;
}

/** @throws argument.invalid */
export function settledRecord({ token, clientId }: OrderKey, outcome: Outcome): RecordOf<'settled'> {
  const filled = 'filled' in outcome ? cut(greatest(outcome.filled, Decimal.zero)) : Decimal.zero;
  return checked({
    ...{ kind: 'settled', token, clientId, state: outcome.state, filled: filled.toString() },
    orderId: 'orderId' in outcome ? outcome.orderId : null,
    became: someOf(outcome.state === 'open' ? (outcome.became ?? []) : []),
    lost: outcome.state === 'done' ? outcome.lost : undefined,
  });
}

/** A line says nothing of an empty list. */
export const someOf = (ids: readonly string[]): string[] | undefined => (ids.length === 0 ? undefined : [...ids]);

/** What could not be read again must not be written. @throws argument.invalid */
export function checked<R extends LedgerRecord>(record: R): R {
  if (!isWritable(record)) throw fail('argument.invalid', { where: record.kind });
  return record;
}

export function orderOf(order: HeldOrder): LedgerOrder {
  const { token, clientId, market, side, orderId, became, placed, amount, filled, value, currency, state } = order;
  return {
    ...{ token, clientId, market, side, orderId, became, placed: instantOf(placed) },
    ...{ amount, filled, value, currency, state },
  };
}
