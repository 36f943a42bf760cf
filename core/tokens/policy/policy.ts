import { z } from 'zod';

/** What a request does, as far as a policy can allow it. What is not in this list can never be granted. */
export const endpointClasses = [
  'read.market',
  'read.setup',
  'read.account',
  'read.history',
  'trade.create',
  'trade.edit',
  'trade.cancel',
  'trade.cancel.any',
  'margin.set',
  'address.read',
] as const;
export const EndpointClass = z.enum(endpointClasses);
export type EndpointClass = z.infer<typeof EndpointClass>;

export const sides = ['buy', 'sell'] as const;
export const Side = z.enum(sides);
export type Side = z.infer<typeof Side>;

/**
 * How an order trades. `limit` rests until cancelled, `postOnly` never takes, `ioc` and `fok` never rest. `stop` and
 * `stopLimit` wait for a trigger price, whether to stop a loss or to take a profit; `trailing` for one that moves.
 */
export const orderTypes = ['limit', 'postOnly', 'ioc', 'fok', 'market', 'stop', 'stopLimit', 'trailing'] as const;
export const OrderType = z.enum(orderTypes);
export type OrderType = z.infer<typeof OrderType>;

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export const Weekday = z.enum(weekdays);
export type Weekday = z.infer<typeof Weekday>;

/** A positive plain decimal, as `core/base/decimals` reads it. */
const PositiveDecimal = z
  .string()
  .max(40)
  .regex(/^(?!0+(\.0+)?$)\d+(\.\d+)?$/);
/** Upper case, as exchanges write currencies. */
const Currency = z.string().regex(/^[A-Z0-9]{1,20}$/);
export const Money = z.strictObject({ amount: PositiveDecimal, currency: Currency });
export type Money = z.infer<typeof Money>;

/** ccxt's unified symbols: `BTC/USDT`, `BTC/USDT:USDT` for a linear swap, `BTC/USD:BTC` for an inverse one; with a date for a future. */
export const MarketSymbol = z.string().regex(/^[A-Z0-9]{1,20}\/[A-Z0-9]{1,20}(:[A-Z0-9]{1,20}(-[A-Z0-9-]{1,40})?)?$/);

export const defaultLifeMs = 12 * 60 * 60 * 1000;
export const longestLifeMs = 30 * 24 * 60 * 60 * 1000;
/** Percent; on for limit prices unless the policy says another or `off`. */
export const defaultPriceBand = '3';

/**
 * What a token may do: default deny. Lists add up, limits are the smallest of what was written, `deny` beats `allow`.
 * Kept as this JSON, shown as text (core/tokens/policy/text).
 */
export const Policy = z.strictObject({
  version: z.literal(1),
  /** The exchange by ccxt's id (`binance`, `okx`), and the label or account of the key it is meant for, where one is written. */
  on: z.strictObject({ exchange: z.string().regex(/^[a-z0-9]{2,32}$/), account: z.string().max(80).nullable() }),
  allow: z.array(EndpointClass).max(endpointClasses.length),
  deny: z.array(EndpointClass).max(endpointClasses.length),
  /** Needed by every class that trades; `any` is written out. */
  symbols: z.union([z.literal('any'), z.array(MarketSymbol).max(500)]),
  denySymbols: z.array(MarketSymbol).max(500),
  /** Both where none is written. */
  sides: z.array(Side).min(1).max(2),
  /** `limit` and `postOnly` where none is written. */
  types: z.array(OrderType).min(1).max(orderTypes.length),
  maxOrder: Money.nullable(),
  max24h: Money.nullable(),
  /** The value of what may rest unfilled at one time. */
  maxOpen: Money.nullable(),
  /** Percent that a limit price may be worse than the market's; null: off. */
  priceBand: PositiveDecimal.nullable(),
  rates: z
    .array(
      z.strictObject({
        class: EndpointClass,
        count: z.int().min(1).max(1_000_000),
        perMs: z
          .int()
          .min(1000)
          .max(24 * 60 * 60 * 1000),
      }),
    )
    .max(40),
  /** Outside all of them the token only closes; empty: always. */
  hours: z
    .array(
      z.strictObject({
        days: z.array(Weekday).min(1).max(7),
        /** Minutes after midnight there; `to` is not in it any more, and may be 1440. `from` < `to`. */
        from: z.int().min(0).max(1439),
        to: z.int().min(1).max(1440),
        /** IANA. */
        zone: z.string().max(60),
      }),
    )
    .max(40),
  lifeMs: z.int().min(60_000).max(longestLifeMs),
  /** Without a request for this long it only closes; null: never. */
  idleMs: z.int().min(60_000).max(longestLifeMs).nullable(),
  /** What becomes of its resting orders when the token ends. */
  onEnd: z.enum(['keep', 'cancel']),
  /** `margin.set` needs it. */
  maxLeverage: PositiveDecimal.nullable(),
});
export type Policy = z.infer<typeof Policy>;
