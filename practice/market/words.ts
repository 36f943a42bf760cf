import { z } from 'zod';
import { readAmount } from './amounts';

/** Amounts stand as plain decimals in the file. */
const Stored = z.string().transform((text, context) => {
  const read = readAmount(text);
  if (read !== undefined) return read;
  context.addIssue('not a plain decimal');
  return z.NEVER;
});

export const AccountName = z.enum(['live', 'demo']);
export type AccountName = z.infer<typeof AccountName>;

export const Side = z.enum(['buy', 'sell']);
export type Side = z.infer<typeof Side>;

/** Fires when the last price comes to it, from below or from above. */
export const Trigger = z.strictObject({ price: Stored, when: z.enum(['rises', 'falls']) });
export type Trigger = z.output<typeof Trigger>;

/** `waiting`: its trigger has not fired. `expired`: it could not be filled at once and was not to rest. */
const Status = z.enum(['waiting', 'open', 'filled', 'canceled', 'expired']);

export const Order = z.strictObject({
  id: z.string(),
  /** As in `marketKey`. */
  market: z.string(),
  /** The wallet that pays. */
  wallet: z.string(),
  clientId: z.string(),
  side: Side,
  kind: z.enum(['limit', 'market']),
  timeInForce: z.enum(['GTC', 'IOC', 'FOK']),
  postOnly: z.boolean(),
  reduceOnly: z.boolean(),
  price: Stored.nullable(),
  amount: Stored,
  /** Where the size was said in quote units. */
  quoteAmount: Stored.nullable(),
  trigger: Trigger.nullable(),
  status: Status,
  filled: Stored,
  /** In quote units; on contracts the sum of price × contracts. */
  cost: Stored,
  fee: Stored,
  feeAsset: z.string(),
  /** What is set aside for the unfilled part. */
  locked: Stored,
  lockedAsset: z.string(),
  /** The list of orders it belongs to; when one of them goes, the others go too. */
  listId: z.string().nullable(),
  createdMs: z.int(),
  updatedMs: z.int(),
  /** What the client said in the exchange's words, for the answers. */
  said: z.record(z.string(), z.string()),
});
export type Order = z.output<typeof Order>;

export const Trade = z.strictObject({
  id: z.string(),
  orderId: z.string(),
  market: z.string(),
  wallet: z.string(),
  side: Side,
  price: Stored,
  amount: Stored,
  fee: Stored,
  feeAsset: z.string(),
  maker: z.boolean(),
  /** What closing a part of a position brought. */
  profit: Stored,
  atMs: z.int(),
});
export type Trade = z.output<typeof Trade>;

export const Position = z.strictObject({
  market: z.string(),
  wallet: z.string(),
  /** Contracts; below zero it is short. */
  amount: Stored,
  entry: Stored,
  /** What is set aside for it, in the settlement asset. */
  margin: Stored,
  updatedMs: z.int(),
});
export type Position = z.output<typeof Position>;

/** An order that is made when its trigger fires; okx keeps these apart from the orders they become. */
export const Algo = z.strictObject({
  id: z.string(),
  market: z.string(),
  clientId: z.string(),
  type: z.string(),
  side: Side,
  amount: Stored,
  /** The amount is in quote units. */
  inQuote: z.boolean().default(false),
  reduceOnly: z.boolean(),
  /** The first to fire makes the order. `price` null: at the market. */
  legs: z.array(z.strictObject({ name: z.string(), trigger: Trigger, price: Stored.nullable() })),
  status: z.enum(['live', 'effective', 'canceled', 'order_failed']),
  fired: z.string().nullable(),
  orderId: z.string().nullable(),
  createdMs: z.int(),
  updatedMs: z.int(),
  said: z.record(z.string(), z.string()),
});
export type Algo = z.output<typeof Algo>;

const Balance = z.strictObject({ free: Stored, locked: Stored });
export type Balance = z.output<typeof Balance>;

export const Wallet = z.record(z.string(), Balance);
export type Wallet = z.output<typeof Wallet>;

export const Account = z.strictObject({
  wallets: z.record(z.string(), Wallet),
  orders: z.array(Order),
  algos: z.array(Algo),
  trades: z.array(Trade),
  positions: z.array(Position),
  leverage: z.record(z.string(), z.int().min(1)),
  marginMode: z.record(z.string(), z.enum(['cross', 'isolated'])),
});
export type Account = z.output<typeof Account>;

export const Quote = z.strictObject({
  bid: Stored,
  ask: Stored,
  last: Stored,
  /** What the market maker still buys and sells at this price; null: any amount. */
  bidSize: Stored.nullable(),
  askSize: Stored.nullable(),
});
export type Quote = z.output<typeof Quote>;

/** Money that left, or would have: nothing here ever reaches anybody. */
export const Departure = z.strictObject({
  kind: z.enum(['withdrawal', 'transfer', 'borrow']),
  account: z.string(),
  asset: z.string(),
  amount: Stored,
  atMs: z.int(),
});
export type Departure = z.output<typeof Departure>;
