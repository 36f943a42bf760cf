import { Decimal } from '../../base/decimals';
import type { Action, OrderRef } from '../actions';
import type { Money, Policy } from '../policy/policy';
import type { Asked } from './asked';
import type { OrderValue, Usage } from './decision';
import { amountOf } from './limits';
import { refuse, type Refusal } from './refusal';

/** What both budgets are kept in; undefined where the policy has none. The parser takes care that they have one currency. */
export const budgetCurrency = ({ max24h, maxOpen }: Policy): string | undefined => (max24h ?? maxOpen)?.currency;

/** All orders of the request together; one too many, and none goes. */
export function budgetRefusal(asked: Asked, values: readonly OrderValue[]): Refusal | undefined {
  const { policy, usage, understood } = asked;
  if (values.length === 0) return undefined;
  const wanted = values.reduce((sum, { value }) => sum.plus(value), Decimal.zero);
  const back = (currency: string) => givenBack(understood.action, usage, currency);
  return (
    overRefusal('max-open', policy.maxOpen, wanted, (currency) => usage.open(currency)?.minus(back(currency))) ??
    // What was put into an order that is replaced now stays counted: it was a new order of these 24 hours too.
    overRefusal('max-24h', policy.max24h, wanted, (currency) => usage.placed24h(currency))
  );
}

function overRefusal(
  rule: 'max-open' | 'max-24h',
  limit: Money | null,
  wanted: Decimal,
  usedIn: (currency: string) => Decimal | undefined,
): Refusal | undefined {
  if (limit === null) return undefined;
  const { amount, currency } = limit;
  const used = usedIn(currency);
  if (used === undefined) return refuse('no-rate', `no-rate: what ${rule} holds already is not known in ${currency}`);
  if (!used.plus(wanted).exceeds(amountOf(limit))) return undefined;
  return refuse(rule, `${rule} ${amount} ${currency}: ${used.toString()} used, ${wanted.toString()} wanted`);
}

/** What replaced orders free. Where two edits may be of one order it would be freed twice, so then nothing is. */
function givenBack(action: Action, usage: Usage, currency: string): Decimal {
  const targets = action.kind === 'edit' ? action.edits.map(({ target }) => target) : [];
  if (!allDifferent(targets)) return Decimal.zero;
  return targets.reduce((sum, target) => sum.plus(usage.reservedBy(target, currency)), Decimal.zero);
}

/** Certainly: one may be named by the exchange's id, the other by the client's. */
function allDifferent(targets: readonly OrderRef[]): boolean {
  const different = (ids: readonly (string | null)[]) => !ids.includes(null) && new Set(ids).size === ids.length;
  return (
    targets.length < 2 ||
    different(targets.map(({ orderId }) => orderId)) ||
    different(targets.map(({ clientId }) => clientId))
  );
}
