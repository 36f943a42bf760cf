import type { OrderWish } from '../actions';

/** The order once for each way in which it may come to trade: every rule for prices and types holds for all of them. */
export const waysOf = (order: OrderWish): readonly OrderWish[] =>
  order.otherwise === undefined ? [order] : [order, { ...orderAlone(order), ...order.otherwise }];

/** What the one way says of itself is nothing that the other says. */
function orderAlone({ takesProfit: _, ...order }: OrderWish): OrderWish {
  return order;
}
