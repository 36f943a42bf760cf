import type { Decimal } from '../../../base/decimals';
import type { MarketRef, OrderWish } from '../../../tokens/actions';
import { sides, type OrderType, type Side } from '../../../tokens/policy/policy';
import type { JsonObject } from '../kit/strict-json';
import { contractOrSpot } from './instruments';
import { Parameters, type ParameterTable } from './parameters';
import { ambiguous, neverServed, unserved } from './requests';

/**
 * Every parameter of "Place order". Source: okx.com/docs-v5, 2026-06. What is `unset` here changes the size, borrows, belongs
 * to options or events, or places more orders: it is refused as soon as it says something.
 */
const orderParameters = {
  instId: 'text',
  tdMode: 'text',
  side: 'text',
  posSide: 'text',
  ordType: 'text',
  sz: 'text',
  px: 'text',
  tgtCcy: 'text',
  ccy: 'text',
  clOrdId: 'text',
  tag: 'text',
  tradeQuoteCcy: 'text',
  stpMode: 'text',
  pxAmendType: 'text',
  reduceOnly: 'flag',
  banAmend: 'flag',
  isElpTakerAccess: 'flag',
  attachAlgoOrds: 'unset',
  tpTriggerPx: 'unset',
  tpTriggerPxType: 'unset',
  tpOrdPx: 'unset',
  slTriggerPx: 'unset',
  slTriggerPxType: 'unset',
  slOrdPx: 'unset',
  pxUsd: 'unset',
  pxVol: 'unset',
  quickMgnType: 'unset',
  slippagePct: 'unset',
  speedBump: 'unset',
  outcome: 'unset',
  stpId: 'unset',
} as const satisfies ParameterTable;

/** `optimal_limit_ioc` takes the market's price within OKX's own limits, on derivatives alone. */
const orderTypes = {
  market: 'market',
  limit: 'limit',
  post_only: 'postOnly',
  ioc: 'ioc',
  fok: 'fok',
  optimal_limit_ioc: 'market',
} as const satisfies Record<string, OrderType>;
const orderTypeNames = Object.keys(orderTypes) as (keyof typeof orderTypes)[];

/** One order of `trade/order` or `trade/batch-orders`. @throws NotUnderstood */
export function orderOf(object: JsonObject): OrderWish {
  const given = new Parameters(object, orderParameters);
  const ordType = given.oneOf('ordType', orderTypeNames);
  const type = orderTypes[ordType];
  const side = given.oneOf('side', sides);
  const market = marketOf(given);
  if (ordType === 'optimal_limit_ioc' && !isContract(market))
    throw unserved('ordType is served on swaps and futures only');
  const size = given.needed('sz');
  const inQuote = sizeIsInQuote(given, market, type, side);
  return {
    market,
    side,
    type,
    amount: inQuote ? null : size,
    quoteAmount: inQuote ? size : null,
    price: priceOf(given, type),
    triggerPrice: null,
    reduceOnly: isContract(market) && onlyCloses(given, side, true),
    clientId: given.id('clOrdId'),
  };
}

/** Swaps and futures. */
export const isContract = ({ venue }: MarketRef): boolean => venue === 'swap' || venue === 'futures';

/**
 * Two-part ids are spot books. `tdMode` cross or isolated trades there on margin, where OKX borrows by
 * itself what the order lacks. Source: okx.com/docs-v5, "Place order", 2026-06. @throws NotUnderstood
 */
export function marketOf(given: Parameters): MarketRef {
  const market = contractOrSpot(given.text('instId'));
  if (market.venue !== 'spot') {
    given.oneOf('tdMode', ['cross', 'isolated']);
    return market;
  }
  const mode = given.oneOf('tdMode', ['cash', 'cross', 'isolated']);
  if (given.text('posSide') !== '') throw unserved('posSide is served on swaps and futures only');
  if (mode !== 'cash')
    throw neverServed('tdMode cross or isolated borrows on spot markets, which can never be granted; say tdMode cash');
  return market;
}

function priceOf(given: Parameters, type: OrderType): Decimal | null {
  // A market order's px means nothing to OKX; it must be a number all the same.
  const price = given.positive('px');
  if (type === 'market') return null;
  if (price === null) throw ambiguous('px is missing');
  return price;
}

/**
 * `sz` of a market order on spot: as `tgtCcy` says, which is quote for a buy and base for a sell where it says nothing.
 * Everywhere else base units, or contracts.
 */
function sizeIsInQuote(given: Parameters, market: MarketRef, type: OrderType, side: Side): boolean {
  const unit = given.text('tgtCcy');
  if (isContract(market)) {
    if (unit !== '') throw unserved('tgtCcy is served on spot only');
    return false;
  }
  if (type !== 'market') {
    given.oneOf('tgtCcy', ['', 'base_ccy', 'quote_ccy']);
    if (unit === 'quote_ccy') throw unserved('tgtCcy quote_ccy is served on market orders only');
    return false;
  }
  return quoteUnitOf(given, market, side);
}

/** Whether `sz` of an order at the market of a spot book is in quote units. @throws NotUnderstood */
export function quoteUnitOf(given: Parameters, market: MarketRef, side: Side): boolean {
  const unit = given.oneOf('tgtCcy', ['', 'base_ccy', 'quote_ccy']);
  const usual = side === 'buy' ? 'quote_ccy' : 'base_ccy';
  const inQuote = (unit === '' ? usual : unit) === 'quote_ccy';
  const paidIn = given.text('tradeQuoteCcy');
  if (inQuote && paidIn !== '' && paidIn !== market.id.split('-')[1])
    throw unserved('sz would be in another currency than the market has');
  return inQuote;
}

/**
 * In long/short mode closing orders are the pairs sell long and buy short, and OKX ignores `reduceOnly`; in net mode the flag
 * decides, where the kind of order has one. Without `posSide`, or with `net`, long/short mode refuses the order (51000).
 * Source: okx.com/docs-v5, "Place order", 2026-06. @throws NotUnderstood
 */
export function onlyCloses(given: Parameters, side: Side, hasFlag: boolean): boolean {
  const position = given.text('posSide');
  if (position === 'long') return side === 'sell';
  if (position === 'short') return side === 'buy';
  if (position !== '' && position !== 'net') throw unserved('posSide is not one that is served');
  return hasFlag && given.flag('reduceOnly');
}
