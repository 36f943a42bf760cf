import { Decimal } from '../../base/decimals';
import type { Action, OrderRef, OrderWish } from '../actions';
import { grantedClasses } from '../policy/grants';
import type { EndpointClass } from '../policy/policy';
import { ordersOf, type Asked } from './asked';
import { bandRefusal } from './band';
import { budgetCurrency, budgetRefusal } from './budgets';
import { closingReason, onlyCloses } from './closing';
import type { Decision, OrderValue } from './decision';
import { amountOf } from './limits';
import { rateRefusal } from './rates';
import { refuse, type Refusal } from './refusal';
import { symbolRefusal } from './symbols';
import { waysOf } from './ways';
import { createWorths } from './worth';

export type { Asked } from './asked';

/**
 * Whether a request that was verified and understood may go, and what to reserve for it: state, class, closing only, each
 * order by itself, budgets, rate; the first rule that is broken is the answer. Pure. All orders of a request go, or none.
 */
export function decide(asked: Asked): Decision {
  const { standing, understood } = asked;
  if (standing.state !== 'active' && standing.state !== 'closing')
    return refuse('token.state', `token.state: the token is ${stateText[standing.state]}`);
  const missing = neededClasses(asked).find((each) => !grantedClasses(asked.policy).has(each));
  if (missing !== undefined) return refuse('class', `class: ${missing} is not allowed`);
  const closing = closingReason(asked);
  if (closing !== undefined && !onlyCloses(asked))
    return refuse(closing === 'hours' ? 'hours' : 'closing', `closing only (${closing}): this would not close`);
  const worths = createWorths(asked.facts);
  const broken = actionRefusal(asked, understood.action, worths);
  if (broken !== undefined) return broken;
  const values = valuesOf(asked, worths);
  if (isRefusal(values)) return values;
  const over = budgetRefusal(asked, values);
  // Over budget it may still get out, and what gets out needs no budget. What cannot be computed is not over budget.
  if (over !== undefined && (over.rule === 'no-rate' || !onlyCloses(asked))) return over;
  return rateRefusal(asked) ?? { allowed: true, reserve: over === undefined ? values : [] };
}

type Worths = ReturnType<typeof createWorths>;

const stateText = {
  frozen: 'frozen',
  revoked: 'revoked',
  ended: 'over',
  notYet: 'not valid yet',
} as const;

/** What an action needs, whatever class its endpoint has in the table: no order goes out as a read. */
const classOfAction = {
  read: undefined,
  place: 'trade.create',
  edit: 'trade.edit',
  cancel: 'trade.cancel',
  cancelAll: 'trade.cancel',
  margin: 'margin.set',
} as const satisfies Record<Action['kind'], EndpointClass | undefined>;

/** Whether a cancel reaches further than its own orders is told by what it names, below: that refusal says more. */
function neededClasses({ understood }: Asked): readonly EndpointClass[] {
  const endpoint = understood.class === 'trade.cancel.any' ? 'trade.cancel' : understood.class;
  const action = classOfAction[understood.action.kind];
  return action === undefined ? [endpoint] : [endpoint, action];
}

function actionRefusal(asked: Asked, action: Action, worths: Worths): Refusal | undefined {
  const { policy, facts } = asked;
  switch (action.kind) {
    case 'read':
      return undefined;
    case 'place':
      return first(action.orders, (order) => orderRefusal(asked, order, worths));
    case 'edit':
      return first(action.edits, ({ target, order }) => orderRefusal(asked, order, worths, target));
    case 'cancel':
      return first(action.targets, (target) => cancelRefusal(asked, target));
    case 'cancelAll': {
      if (!grantedClasses(policy).has('trade.cancel.any'))
        return refuse('own-orders', 'own-orders: cancelling all would reach orders of others');
      const { venue, market } = action;
      return symbolRefusal(policy, facts, market === null ? null : { venue, id: market });
    }
    case 'margin':
      return action.market === null
        ? leverageRefusal(asked, action.leverage)
        : (symbolRefusal(policy, facts, action.market) ?? leverageRefusal(asked, action.leverage));
  }
}

function orderRefusal(asked: Asked, order: OrderWish, worths: Worths, replaces?: OrderRef): Refusal | undefined {
  const { policy, facts, usage } = asked;
  const { side, market } = order;
  const symbol = symbolRefusal(policy, facts, market);
  if (symbol !== undefined) return symbol;
  if (!policy.sides.includes(side)) return refuse('side', `side: ${side} is not allowed`);
  const forbidden = waysOf(order).find(({ type }) => !policy.types.includes(type));
  if (forbidden !== undefined) return refuse('types', `types: ${forbidden.type} is not allowed`);
  if (replaces !== undefined && !usage.owns(replaces))
    return refuse('own-orders', 'own-orders: the order was not placed by this token');
  return first(waysOf(order), (way) => bandRefusal(policy, facts, way)) ?? sizeRefusal(asked, order, worths);
}

function sizeRefusal({ policy }: Asked, order: OrderWish, worths: Worths): Refusal | undefined {
  if (policy.maxOrder === null || order.reduceOnly) return undefined;
  const { amount, currency } = policy.maxOrder;
  const worth = worths(order, currency);
  if (isRefusal(worth)) return worth;
  if (!worth.exceeds(amountOf(policy.maxOrder))) return undefined;
  return refuse('max-order', `max-order ${amount} ${currency}: this order may be worth ${worth.toString()}`);
}

/** What the budgets hold for each order that does not only reduce; nothing where there is no budget. */
function valuesOf({ understood, policy }: Asked, worths: Worths): readonly OrderValue[] | Refusal {
  const currency = budgetCurrency(policy);
  if (currency === undefined) return [];
  const values: OrderValue[] = [];
  for (const [index, order] of ordersOf(understood).entries()) {
    if (order.reduceOnly) continue;
    const value = worths(order, currency);
    if (isRefusal(value)) return value;
    values.push({ index, value, currency });
  }
  return values;
}

function cancelRefusal({ policy, facts, usage }: Asked, target: OrderRef): Refusal | undefined {
  if (usage.owns(target)) return undefined;
  if (!grantedClasses(policy).has('trade.cancel.any'))
    return refuse('own-orders', 'own-orders: the order was not placed by this token');
  return symbolRefusal(policy, facts, target.market);
}

function leverageRefusal({ policy }: Asked, leverage: Decimal | null): Refusal | undefined {
  if (leverage === null) return undefined;
  const most = policy.maxLeverage;
  if (most !== null && !leverage.exceeds(Decimal.of(most))) return undefined;
  return refuse('max-leverage', `max-leverage ${most ?? 'none'}: ${leverage.toString()} is wanted`);
}

function first<T>(items: readonly T[], refusalOf: (item: T) => Refusal | undefined): Refusal | undefined {
  for (const item of items) {
    const refusal = refusalOf(item);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

const isRefusal = (value: object): value is Refusal => 'allowed' in value;
