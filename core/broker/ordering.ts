import { Decimal } from '../base/decimals';
import type { Randomness } from '../base/ports';
import type { OrderRef, OrderWish, Understood } from '../tokens/actions';
import { budgetCurrency } from '../tokens/decision/budgets';
import type { OrderValue, Usage } from '../tokens/decision/decision';
import type { Grant } from '../tokens/grant';
import type { Ledger, OrderKey, Outcome, Reservation } from '../tokens/ledger/ledger';
import type { Adapter, PlacedOutcome, WholeAnswer } from './adapters/adapter';
import { Refused } from './refusals';

/** One order of a request beside the id under which the ledger keeps it. */
interface Numbered {
  readonly wish: OrderWish;
  readonly clientId: string;
  readonly target: OrderRef | null;
}

const clientIdBytes = 12;

/** A reservation that is on the disk, and what it holds for each order. */
export interface Reserved extends Reservation {
  readonly values: readonly OrderValue[];
}

export interface OrderingParts {
  readonly ledger: Ledger;
  readonly randomness: Randomness;
}

/** Reservations before an order is sent, and what becomes of them. */
export function createOrdering({ ledger, randomness }: OrderingParts) {
  /** The orders that a request would place, each with an id: the client's, or one of ours. @throws Refused */
  function numbered(token: string, { action }: Understood, adapter: Adapter): readonly Numbered[] {
    const ours = (wish: OrderWish) => adapter.clientId(randomness.bytes(clientIdBytes), wish);
    if (action.kind === 'place')
      return action.orders.map((wish) => ({ wish, clientId: wish.clientId ?? ours(wish), target: null }));
    if (action.kind !== 'edit') return [];
    return action.edits.map(({ order: wish, target, inPlace }) => {
      const known = inPlace ? ledger.order(token, target) : undefined;
      // The ledger values them together: one of them made larger would be paid for by the whole.
      if (known !== undefined && known.became.length > 1)
        throw new Refused(
          'own-orders',
          'it is one of several that a triggered order became; cancel it and place another',
        );
      // An order that is changed in place keeps the id under which the ledger knows it.
      const kept = inPlace ? known?.clientId : wish.clientId;
      return { wish, clientId: kept ?? ours(wish), target };
    });
  }

  return {
    numbered,

    /**
     * Reserves what is decided on the very usage that the reservation is added to. What the decision does not value (an order
     * that only closes) takes nothing of the budget, in the budget's own currency. Durable when it resolves. @throws Refused
     */
    async reserve(
      { id: token, policy }: Pick<Grant, 'id' | 'policy'>,
      signature: string,
      understood: Understood,
      orders: readonly Numbered[],
      decideNow: (usage: Usage) => readonly OrderValue[],
    ): Promise<Reserved> {
      const currency = budgetCurrency(policy) ?? '';
      let values: readonly OrderValue[] = [];
      const decided = (usage: Usage) => {
        values = decideNow(usage);
        // The reservation counts as one call; a rate counts each order, else a batch would be a way round it.
        for (let more = 1; more < orders.length; more += 1) ledger.count(token, understood.class);
        return orders.map(({ wish, clientId, target }, index) => {
          const worth = values.find((one) => one.index === index);
          return {
            market: wish.market,
            side: wish.side,
            clientId,
            amount: wish.amount,
            value: worth?.value ?? Decimal.zero,
            currency: worth?.currency ?? currency,
            reduceOnly: wish.reduceOnly,
            replaces: target,
          };
        });
      };
      try {
        const reservation = await ledger.reserve({ token, class: understood.class, signature, orders: decided });
        return { ...reservation, values };
      } catch (error) {
        throw refusedByLedger(error);
      }
    },

    /** What the exchange said of each order of a request. It counts at once; nobody waits for the disk. */
    hear({ orders }: Reservation, understood: Understood, adapter: Adapter, answer: WholeAnswer): void {
      const outcomes = orders.length === 0 ? [] : adapter.placed(understood, answer);
      for (const [index, key] of orders.entries())
        ledger.heard(key, outcomeOf(outcomes[index] ?? { state: 'unknown' }));
    },

    /**
     * The same word for all of them: never sent, or nobody knows. Whoever waits for the answer must hear what became of the
     * request, not of this: what the ledger cannot take stays reserved, and is unknown at its next opening.
     */
    settleAll(orders: readonly OrderKey[], state: 'rejected' | 'unknown'): void {
      try {
        for (const key of orders) ledger.heard(key, { state });
      } catch {
        // The vault is just being closed.
      }
    },
  };
}

function outcomeOf(said: PlacedOutcome): Outcome {
  if (said.state !== 'accepted') return { state: said.state };
  return { state: said.over ? 'done' : 'open', orderId: said.orderId, filled: said.filled };
}

const ledgerCodes: Readonly<Record<string, Refused>> = {
  'ledger.replay': new Refused('replay', 'this signed request was sent before; sign it anew'),
  'ledger.clientIdUsed': new Refused('replay', 'this client order id was used before by this token'),
};

function refusedByLedger(error: unknown): unknown {
  if (error instanceof Refused) return error;
  const code = (error as { code?: unknown } | null)?.code;
  return (
    ledgerCodes[typeof code === 'string' ? code : ''] ??
    new Refused('ledger', 'the ledger cannot be written, so nothing was sent')
  );
}

export type Ordering = ReturnType<typeof createOrdering>;
