import { Decimal } from '../../../../base/decimals';
import type { MarketRef } from '../../../../tokens/actions';
import type { OrderType, Side } from '../../../../tokens/policy/policy';
import { must, oneOf, type Fields } from '../parameters';
import { ambiguous } from '../refused';

/**
 * Where Binance keeps its books. Isolated margin and conditional contract orders are books of their own: an order there can
 * only be asked for, and cancelled, as what it is.
 */
export type Venue = 'spot' | 'margin' | 'isolated' | 'usdm' | 'usdm.algo' | 'coinm' | 'coinm.algo';

export function marketOf(fields: Fields, venue: Venue): MarketRef {
  return { venue, id: must(fields, 'symbol') };
}

export function sideOf(fields: Fields, name: string): Side {
  return oneOf(fields, name, ['BUY', 'SELL']) === 'BUY' ? 'buy' : 'sell';
}

/** Null where it is not set; 0 is no number that an order can have. @throws Refused */
export function positive(fields: Fields, name: string): Decimal | null {
  const text = fields.get(name);
  if (text === undefined) return null;
  const value = Decimal.read(text);
  return value?.isPositive() === true ? value : ambiguous(`${name} is not a positive number`);
}

export function needed(fields: Fields, name: string): Decimal {
  return positive(fields, name) ?? ambiguous(`${name} is missing`);
}

/** What `type` alone says of an order; `tif`: its time in force says the rest. */
interface TypeRow {
  readonly is: OrderType | 'tif';
  readonly priced: boolean;
  readonly takesProfit?: true;
}

/** "Order types" of spot and margin. Without a price it trades at the market once it may. */
export const spotTypes = {
  LIMIT: { is: 'tif', priced: true },
  LIMIT_MAKER: { is: 'postOnly', priced: true },
  MARKET: { is: 'market', priced: false },
  STOP_LOSS: { is: 'stop', priced: false },
  STOP_LOSS_LIMIT: { is: 'stopLimit', priced: true },
  TAKE_PROFIT: { is: 'stop', priced: false },
  TAKE_PROFIT_LIMIT: { is: 'stopLimit', priced: true, takesProfit: true },
} as const satisfies Readonly<Record<string, TypeRow>>;

/** "Order types" of both kinds of contracts. */
export const contractTypes = {
  LIMIT: { is: 'tif', priced: true },
  MARKET: { is: 'market', priced: false },
  STOP: { is: 'stopLimit', priced: true },
  STOP_MARKET: { is: 'stop', priced: false },
  TAKE_PROFIT: { is: 'stopLimit', priced: true, takesProfit: true },
  TAKE_PROFIT_MARKET: { is: 'stop', priced: false },
  TRAILING_STOP_MARKET: { is: 'trailing', priced: false },
} as const satisfies Readonly<Record<string, TypeRow>>;

/** GTX and RPI never take; GTD rests until a date. One that is missing is refused by Binance, and is taken for one that rests. */
const times = {
  GTC: 'limit',
  IOC: 'ioc',
  FOK: 'fok',
  GTX: 'postOnly',
  RPI: 'postOnly',
  GTD: 'limit',
} as const satisfies Readonly<Record<string, OrderType>>;

export function typeFrom(table: Readonly<Record<string, TypeRow>>, fields: Fields, name: string): TypeRow {
  const type = must(fields, name);
  const row = Object.hasOwn(table, type) ? table[type] : undefined;
  return row ?? ambiguous(`${name} is none that Binance documents`);
}

export function timed(row: TypeRow, fields: Fields, name: string): OrderType {
  const time = fields.get(name) ?? 'GTC';
  const is = Object.hasOwn(times, time) ? times[time as keyof typeof times] : undefined;
  if (is === undefined) return ambiguous(`${name} is none that Binance documents`);
  return row.is === 'tif' ? is : row.is;
}
