import { times, type Amount } from '../../market/amounts';
import { Declined } from '../../market/declined';
import type { Desk } from '../../market/desk';
import { marketKey, type Market } from '../../market/markets';
import { crossesAt, type Wish } from '../../market/orders';
import type { Order } from '../../market/words';
import { randomAlphanumeric } from '../../random';
import type { World } from '../style';
import type { Call } from './endpoint';
import type { Given } from './given';
import { missing, refuse } from './refusals';
import { spotMarket, spotTypes, type SpotType } from './spotMarkets';
import { answerToNew } from './spotShapes';

export const sides = ['BUY', 'SELL'] as const;
export const timesInForce = ['GTC', 'IOC', 'FOK'] as const;

/** One order as the parameters of `POST /api/v3/order` say it. */
export function spotWish(given: Given, wallet: string): Wish {
  const market = spotMarket(given);
  const type = given.oneOf('type', spotTypes);
  const side = given.oneOf('side', sides) === 'BUY' ? 'buy' : 'sell';
  const priced = type.endsWith('LIMIT') || type === 'LIMIT_MAKER';
  if (!priced && given.text('price') !== undefined) refuse(400, -1106, "Parameter 'price' sent when not required.");
  const stop = type.startsWith('STOP') || type.startsWith('TAKE') ? given.needAmount('stopPrice') : null;
  const timed = priced && type !== 'LIMIT_MAKER';
  const wish: Wish = {
    market,
    wallet,
    clientId: clientIdOf(given, 'newClientOrderId'),
    side,
    kind: priced ? 'limit' : 'market',
    timeInForce: timed ? given.oneOf('timeInForce', timesInForce) : 'GTC',
    postOnly: type === 'LIMIT_MAKER',
    reduceOnly: false,
    price: priced ? given.needAmount('price') : null,
    ...sizesOf(given, type),
    trigger: stop === null ? null : { price: stop, when: firesWhen(type, side) },
    listId: null,
    said: { type },
  };
  checkFilters(market, wish);
  return wish;
}

function sizesOf(given: Given, type: SpotType): Pick<Wish, 'amount' | 'quoteAmount'> {
  const quoteAmount = given.amount('quoteOrderQty') ?? null;
  if (quoteAmount === null) return { amount: given.needAmount('quantity'), quoteAmount };
  if (type !== 'MARKET') refuse(400, -1106, "Parameter 'quoteOrderQty' sent when not required.");
  if (given.text('quantity') !== undefined) refuse(400, -1128, 'Combination of optional parameters invalid.');
  return { amount: null, quoteAmount };
}

/** A stop buys above and sells below the market, taking profit is the other way round. */
export function firesWhen(type: string, side: Wish['side']): 'rises' | 'falls' {
  return type.startsWith('STOP') === (side === 'buy') ? 'rises' : 'falls';
}

export function clientIdOf(given: Given, name: string): string {
  const wanted = given.text(name);
  if (wanted === undefined) return randomAlphanumeric(22);
  const fits = /^[.A-Z:/a-z0-9_-]{1,36}$/.test(wanted);
  return fits
    ? wanted
    : refuse(400, -1100, `Illegal characters found in parameter '${name}'; legal range is '^[a-zA-Z0-9-_]{1,36}$'.`);
}

export function checkFilters(market: Market, wish: Pick<Wish, 'price' | 'amount' | 'trigger'>): void {
  const offTick = (price: Amount | undefined | null): boolean => price != null && price % market.tick !== 0n;
  if (offTick(wish.price) || offTick(wish.trigger?.price)) refuse(400, -1013, 'Filter failure: PRICE_FILTER');
  if (wish.amount === null) return;
  if (wish.amount < market.least || wish.amount % market.step !== 0n) refuse(400, -1013, 'Filter failure: LOT_SIZE');
  if (wish.price !== null && times(wish.price, wish.amount) < market.leastValue) {
    refuse(400, -1013, 'Filter failure: NOTIONAL');
  }
}

/** What a new order must meet beyond its own words. */
export function checkAgainstBook(desk: Desk, world: World, wish: Wish): void {
  const quote = world.floor.quote(wish.market);
  const same = desk.book.byClientId(wish.clientId);
  if (same !== undefined && (same.status === 'open' || same.status === 'waiting')) throw new Declined('duplicateId');
  if (wish.postOnly && wish.price !== null && wish.trigger === null && crossesAt(wish.side, wish.price, quote)) {
    throw new Declined('wouldTake');
  }
  const value = wish.quoteAmount ?? (wish.kind === 'market' ? times(wish.amount ?? 0n, quote.last) : null);
  if (value !== null && value < wish.market.leastValue) refuse(400, -1013, 'Filter failure: NOTIONAL');
}

export const placeIn =
  (wallet: string) =>
  ({ given, desk, world }: Call): unknown => {
    const wish = spotWish(given, wallet);
    checkAgainstBook(desk, world, wish);
    return answerToNew(desk, desk.place(wish, world.nowMs), given.text('newOrderRespType'));
  };

export const testOrder = ({ given, desk, world }: Call): unknown => {
  checkAgainstBook(desk, world, spotWish(given, 'spot'));
  return {};
};

/** The order that `orderId` or `origClientOrderId` names, in this wallet and of this symbol. */
export function namedOrder({ given, desk }: Call, wallet: string): Order | undefined {
  const market = spotMarket(given);
  const id = given.text('orderId');
  const clientId = given.text('origClientOrderId');
  if (id === undefined && clientId === undefined) missing('orderId');
  const order = id === undefined ? desk.book.byClientId(clientId ?? '') : desk.book.byId(id);
  if (order?.wallet !== wallet || order.market !== marketKey(market)) return undefined;
  return clientId !== undefined && order.clientId !== clientId ? undefined : order;
}
