import { z } from 'zod';
import { readAmount, show, type Amount } from './market/amounts';
import type { Floor } from './market/floor';
import { marketOf, markets } from './market/markets';
import { AccountName } from './market/words';
import { StyleId, styleIds } from './state';

const Plain = z.string().transform((text, context): Amount => {
  const read = readAmount(text);
  if (read !== undefined && read >= 0n) return read;
  context.addIssue('not a plain decimal');
  return z.NEVER;
});
const Price = Plain.refine((price) => price > 0n, 'not above zero');
const Venue = z.enum(['spot', 'usdm', 'coinm', 'swap']);

/** `market` is the exchange's own name; without `venue` every market of that name, spot and contracts, moves. */
export const NewPrice = z
  .strictObject({
    style: StyleId,
    market: z.string().max(50),
    venue: Venue.optional(),
    bid: Price,
    ask: Price,
    last: Price,
    /** What the market maker takes at this price; any amount when it is not said. */
    bidSize: Plain.nullable().default(null),
    askSize: Plain.nullable().default(null),
  })
  .refine(({ bid, ask }) => bid < ask, { path: ['ask'], message: 'not above bid' })
  .refine((wanted) => chosen(wanted).length > 0, { path: ['market'], message: 'no such market' });

function chosen({ style, market, venue }: { style: StyleId; market: string; venue?: string | undefined }) {
  return markets.filter((one) => one.style === style && one.id === market && (venue ?? one.venue) === one.venue);
}

export function setPrice(floor: Floor, wanted: z.output<typeof NewPrice>, nowMs: number): object {
  const { bid, ask, last, bidSize, askSize } = wanted;
  const moved = chosen(wanted);
  for (const market of moved) floor.setPrice(market, { bid, ask, last, bidSize, askSize }, nowMs);
  return { moved: moved.map(({ venue, id }) => ({ venue, market: id })) };
}

/** What of the trading is asked for; all of it where nothing is said. */
export const Which = z.strictObject({ style: StyleId.optional(), account: AccountName.optional() });
type Which = z.output<typeof Which>;

function* desksOf(floor: Floor, which: Which) {
  for (const style of which.style === undefined ? styleIds : [which.style]) {
    for (const account of which.account === undefined ? AccountName.options : [which.account]) {
      yield { style, account, desk: floor.desk(style, account) };
    }
  }
}

const named = (key: string): object => {
  const market = marketOf(key);
  return { market: market?.id, venue: market?.venue };
};

/** Every order that is kept, the oldest first, in words of no exchange. */
export function listOrders(floor: Floor, which: Which): object {
  const orders: object[] = [];
  for (const { style, account, desk } of desksOf(floor, which)) {
    for (const order of desk.book.all()) {
      const { said, trigger, locked, lockedAsset, ...rest } = order;
      orders.push({ style, account, ...plain(rest), ...named(order.market), type: said.type ?? said.ordType ?? '' });
    }
  }
  return { orders };
}

export function listTrades(floor: Floor, which: Which): object {
  const trades: object[] = [];
  for (const { style, account, desk } of desksOf(floor, which)) {
    for (const trade of desk.account.trades) trades.push({ style, account, ...plain(trade), ...named(trade.market) });
  }
  return { trades };
}

export function listBalances(floor: Floor, which: Which): object {
  const accounts: object[] = [];
  for (const { style, account, desk } of desksOf(floor, which)) {
    const wallets = Object.entries(desk.account.wallets).map(([name, wallet]) => [
      name,
      Object.fromEntries(Object.entries(wallet).map(([asset, balance]) => [asset, plain(balance)])),
    ]);
    const positions = desk.account.positions.map((one) => ({ ...plain(one), ...named(one.market) }));
    accounts.push({ style, account, wallets: Object.fromEntries(wallets) as object, positions });
  }
  return { accounts };
}

/** What is free in a wallet from now on; what is locked stays. */
export const NewBalances = z.strictObject({
  style: StyleId,
  account: AccountName.default('live'),
  wallet: z.enum(['spot', 'margin', 'usdm', 'coinm', 'trading', 'funding']),
  free: z.record(z.string().regex(/^[A-Z0-9]{1,20}$/), Plain),
});

export function setBalances(floor: Floor, wanted: z.output<typeof NewBalances>): object {
  const purse = floor.desk(wanted.style, wanted.account).purse(wanted.wallet);
  for (const [asset, free] of Object.entries(wanted.free)) purse.add(asset, free - purse.of(asset).free);
  floor.changed();
  return listBalances(floor, wanted);
}

/** Money that would have left, and how often: the proof that none did is a zero here. */
export function listWithdrawals(floor: Floor): object {
  return { withdrawals: floor.departures.length, departures: floor.departures.map((one) => plain(one)) };
}

/** Amounts as plain decimals. */
function plain(values: object): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'bigint' ? show(value) : value,
    ]),
  );
}
