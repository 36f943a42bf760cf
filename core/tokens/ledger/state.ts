import { Decimal } from '../../base/decimals';
import type { OrderToReserve, Outcome } from './ledger';
import type { HeldOrder } from './order';
import type { LedgerRecord, RecordOf } from './records';
import { TokenState } from './token-state';

/** What the lines of a ledger come to, for all tokens. */
export class LedgerState {
  readonly tokens = new Map<string, TokenState>();
  readonly nonces = new Map<string, bigint>();
  /** The latest time that was seen; never goes back. */
  now = 0;

  of(token: string): TokenState {
    const known = this.tokens.get(token);
    const state = known ?? new TokenState(token);
    if (known === undefined) this.tokens.set(token, state);
    return state;
  }

  /** The token as of then. */
  at(token: string, now: number): TokenState {
    this.now = Math.max(this.now, now);
    const state = this.of(token);
    state.advance(this.now);
    return state;
  }

  /** One line, in its turn. What it does not know it leaves alone. */
  apply(record: LedgerRecord, at: number): void {
    this.now = Math.max(this.now, at);
    switch (record.kind) {
      case 'reserved':
        this.reserve(record, at);
        return;
      case 'settled':
        this.at(record.token, at).settle(record.clientId, outcomeIn(record));
        return;
      case 'counted':
        this.at(record.token, at).count(record.class, at, record.count);
        return;
      case 'nonce':
        this.nonces.set(record.credential, BigInt(record.nonce));
        return;
      case 'order':
        this.of(record.token).restore(orderIn(record), this.now);
        return;
      case 'net':
        this.of(record.token).restoreNet({ venue: record.venue, id: record.market }, Decimal.of(record.net));
        return;
      case 'calls':
        this.of(record.token).callsOf(record.class).restore(record);
        return;
      case 'signatures':
        for (const [signature, seen] of record.seen) this.of(record.token).signatures.set(signature, seen);
        return;
      case 'summary':
      case 'accepted':
        return;
    }
  }

  /** @returns what takes it back again */
  reserve({ token, class: endpointClass, signature, orders }: RecordOf<'reserved'>, at: number): () => void {
    const state = this.at(token, at);
    const takeBack = orders.map((wish) => state.reserve(wishIn(wish), wish.replaces, at));
    state.signatures.set(signature, at);
    state.count(endpointClass, at);
    return () => {
      for (const back of takeBack.reverse()) back();
      state.signatures.delete(signature);
      state.calls.get(endpointClass)?.takeBack();
    };
  }

  /** Nobody knows any more what became of the requests that were under way. */
  loseTouch(): void {
    for (const state of this.tokens.values())
      for (const { clientId, state: now } of [...state.orders.values()])
        if (now === 'reserved') state.settle(clientId, { state: 'unknown' });
  }
}

const decimalOrNull = (text: string | null): Decimal | null => (text === null ? null : Decimal.of(text));

export function outcomeIn({ state, orderId, filled, became = [], lost }: RecordOf<'settled'>): Outcome {
  if (state === 'done') return { state, orderId, filled: Decimal.of(filled), ...(lost && { lost }) };
  if (state === 'open' && orderId !== null) return { state, orderId, filled: Decimal.of(filled), became };
  return { state: state === 'rejected' ? state : 'unknown' };
}

function wishIn(wish: RecordOf<'reserved'>['orders'][number]): OrderToReserve {
  const { clientId, venue, market, side, amount, value, currency, reduceOnly } = wish;
  return {
    ...{ clientId, side, currency, reduceOnly, replaces: null, market: { venue, id: market } },
    ...{ amount: decimalOrNull(amount), value: Decimal.of(value) },
  };
}

function orderIn({ kind: _kind, venue, market, became = [], lost, ...order }: RecordOf<'order'>): HeldOrder {
  return {
    ...order,
    ...{ became, lost: lost === true },
    market: { venue, id: market },
    amount: decimalOrNull(order.amount),
    least: decimalOrNull(order.least),
    filled: Decimal.of(order.filled),
    value: Decimal.of(order.value),
  };
}
