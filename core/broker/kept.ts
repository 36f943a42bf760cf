import type { OrderEdit, Understood } from '../tokens/actions';
import type { Ledger } from '../tokens/ledger/ledger';
import type { OrderType, Policy } from '../tokens/policy/policy';

const priced: readonly OrderType[] = ['limit', 'postOnly', 'ioc', 'fok'];

/**
 * An edit that leaves out what its order keeps, filled in from the ledger. An order that the ledger does not know stays as
 * it is: it is no own order, and refused as that.
 */
export function withKept(understood: Understood, token: string, ledger: Ledger, policy: Policy): Understood {
  const { action } = understood;
  if (action.kind !== 'edit') return understood;
  const filled = (edit: OrderEdit): OrderEdit => {
    const order = ledger.order(token, edit.target);
    if (edit.keeps === undefined || order === undefined) return edit;
    const kept = {
      ...(edit.keeps.includes('market') && { market: order.market }),
      ...(edit.keeps.includes('side') && { side: order.side }),
      // The ledger keeps no type. It was allowed when the order was placed, and one with a price is checked by its price.
      ...(edit.keeps.includes('type') && { type: policy.types.find((type) => priced.includes(type)) ?? 'limit' }),
    };
    return { ...edit, order: { ...edit.order, ...kept, amount: edit.order.amount ?? order.amount } };
  };
  return { ...understood, action: { ...action, edits: action.edits.map(filled) } };
}
