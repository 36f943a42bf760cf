import { Declined } from '../../market/declined';
import { marketKey, markets, type Market } from '../../market/markets';
import type { Wish } from '../../market/orders';
import type { Order } from '../../market/words';
import type { Call } from './endpoint';
import type { Given } from './given';
import { Failed } from './refusals';

const okxMarkets = markets.filter(({ style }) => style === 'okx');

export function marketNamed(given: Given): Market {
  const id = given.need('instId');
  const market = okxMarkets.find((one) => one.id === id);
  if (market === undefined) throw new Failed('51001', "Instrument ID or Spread ID doesn't exist.");
  return market;
}

const orderTypes = ['limit', 'market', 'post_only', 'fok', 'ioc', 'optimal_limit_ioc'] as const;

/** One order as `POST /api/v5/trade/order` says it. */
export function wishFrom(given: Given): Wish {
  const market = marketNamed(given);
  const mode = given.oneOf('tdMode', ['cash', 'cross', 'isolated'], 'cash');
  if (market.settle !== null && mode === 'cash') throw new Failed('51000', 'Parameter tdMode error');
  given.oneOf('posSide', ['net'], 'net');
  if (given.text('attachAlgoOrds') !== undefined) throw new Failed('51000', 'Parameter attachAlgoOrds error');
  const type = given.oneOf('ordType', orderTypes);
  const side = given.oneOf('side', ['buy', 'sell']);
  const atMarket = type === 'market' || type === 'optimal_limit_ioc';
  const size = given.needAmount('sz');
  const inQuote = market.settle === null && type === 'market' && sizeIsQuote(given, side);
  const wish: Wish = {
    market,
    wallet: 'trading',
    clientId: clientIdOf(given, 'clOrdId'),
    side,
    kind: atMarket ? 'market' : 'limit',
    timeInForce: type === 'fok' ? 'FOK' : type === 'ioc' ? 'IOC' : 'GTC',
    postOnly: type === 'post_only',
    reduceOnly: given.flag('reduceOnly') && market.settle !== null,
    price: atMarket ? null : given.needAmount('px'),
    amount: inQuote ? null : size,
    quoteAmount: inQuote ? size : null,
    trigger: null,
    listId: null,
    said: {
      ordType: type,
      tdMode: mode,
      tag: given.text('tag') ?? '',
      ...(market.settle === null && type === 'market' ? { tgtCcy: inQuote ? 'quote_ccy' : 'base_ccy' } : {}),
    },
  };
  checkSizes(market, wish);
  return wish;
}

/** A market order on spot buys for an amount of quote units unless it says otherwise, and sells an amount of base units. */
export function sizeIsQuote(given: Given, side: 'buy' | 'sell'): boolean {
  return given.oneOf('tgtCcy', ['base_ccy', 'quote_ccy'], side === 'buy' ? 'quote_ccy' : 'base_ccy') === 'quote_ccy';
}

export function clientIdOf(given: Given, name: string): string {
  const wanted = given.text(name);
  if (wanted !== undefined && !/^[A-Za-z0-9]{1,32}$/.test(wanted)) throw new Failed('51000', `Parameter ${name} error`);
  return wanted ?? '';
}

export function checkSizes({ tick, step, least }: Market, { price, amount }: Pick<Wish, 'price' | 'amount'>): void {
  if (price !== null && price % tick !== 0n) throw new Failed('51000', 'Parameter px error');
  if (amount === null) return;
  if (amount < least) throw new Declined('tooSmall');
  if (amount % step !== 0n) throw new Failed('51121', 'Order quantity must be a multiple of the lot size.');
}

/** Throws `Declined` where the client's id was ever used in this account. */
export function place({ desk, world }: Call, wish: Wish): Order {
  if (wish.clientId !== '' && desk.book.byClientId(wish.clientId) !== undefined) throw new Declined('duplicateId');
  return desk.place(wish, world.nowMs);
}

/** The order that `ordId` or `clOrdId` names; `ordId` wins where both are there. */
export function namedOrder({ desk }: Call, given: Given): Order | undefined {
  const market = marketNamed(given);
  const id = given.text('ordId');
  const clientId = given.text('clOrdId');
  if (id === undefined && clientId === undefined) throw new Failed('50014', 'Parameter ordId can not be empty.');
  const order = id === undefined ? desk.book.byClientId(clientId ?? '') : desk.book.byId(id);
  return order?.market === marketKey(market) ? order : undefined;
}
