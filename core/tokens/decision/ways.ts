import type { OrderWish } from '../actions';

/** The order once for each way in which it may come to trade: every rule for prices and types holds for all of them. */
export const waysOf = (order: OrderWish): readonly OrderWish[] =>
  order.otherwise === undefined ? [order] : [order, { ...order, ...order.otherwise }];
