import type { MarketRef, OrderWish } from '../../../tokens/actions';
import { sides, type Side } from '../../../tokens/policy/policy';
import type { JsonObject } from '../kit/strict-json';
import { markedId } from './algo-ids';
import { isContract, marketOf, onlyCloses, quoteUnitOf } from './orders';
import { Parameters, type ParameterTable } from './parameters';
import { ambiguous, unserved } from './requests';

/** Every parameter of "Place algo order" for the three kinds that are served. Source: okx.com/docs-v5, 2026-06. */
const algoParameters = {
  instId: 'text',
  tdMode: 'text',
  side: 'text',
  posSide: 'text',
  ordType: 'text',
  sz: 'text',
  closeFraction: 'text',
  ccy: 'text',
  tgtCcy: 'text',
  tradeQuoteCcy: 'text',
  tag: 'text',
  algoClOrdId: 'text',
  // ccxt's own name of the order; OKX finds an algo order by `algoClOrdId` alone.
  clOrdId: 'text',
  reduceOnly: 'flag',
  cxlOnClosePos: 'flag',
  triggerPx: 'text',
  orderPx: 'text',
  triggerPxType: 'text',
  tpTriggerPx: 'text',
  tpOrdPx: 'text',
  tpTriggerPxType: 'text',
  tpOrdKind: 'text',
  slTriggerPx: 'text',
  slOrdPx: 'text',
  slTriggerPxType: 'text',
  px: 'unset',
  attachAlgoOrds: 'unset',
  advanceOrdType: 'unset',
  quickMgnType: 'unset',
  callbackRatio: 'unset',
  callbackSpread: 'unset',
  activePx: 'unset',
} as const satisfies ParameterTable;

/** One way in which an algo order may come to trade. */
export type Leg = Pick<OrderWish, 'type' | 'price' | 'triggerPrice' | 'takesProfit'>;

const legNames = {
  trigger: ['triggerPx', 'orderPx', 'triggerPxType'],
  tp: ['tpTriggerPx', 'tpOrdPx', 'tpTriggerPxType'],
  sl: ['slTriggerPx', 'slOrdPx', 'slTriggerPxType'],
} as const;
type LegName = keyof typeof legNames;

/** `conditional` with both sides is `sl` alone to OKX, which drops the other in silence: it is refused. */
const served = { conditional: ['tp', 'sl'], oco: ['tp', 'sl'], trigger: ['trigger'] } as const satisfies Record<
  string,
  readonly LegName[]
>;
type AlgoType = keyof typeof served;

/** One order of `trade/order-algo`. @throws NotUnderstood */
export function algoOf(object: JsonObject): OrderWish {
  const given = new Parameters(object, algoParameters);
  const type = given.text('ordType');
  if (!Object.hasOwn(served, type))
    throw unserved('of algo orders conditional, oco and trigger are served: what others do is not known beforehand');
  const ordType = type as AlgoType;
  const side = given.oneOf('side', sides);
  const market = marketOf(given);
  const [first, second] = legsOf(given, ordType);
  // `reduceOnly` is one of the parameters of take-profit and stop-loss orders: a trigger order may ignore it.
  const closes = isContract(market) && onlyCloses(given, side, ordType !== 'trigger');
  return {
    market,
    side,
    ...first,
    ...sizeOf(given, { ordType, market, side, closes, legs: second === undefined ? [first] : [first, second] }),
    reduceOnly: closes,
    clientId: idOf(given),
    ...(second !== undefined && { otherwise: second }),
  };
}

function idOf(given: Parameters): string | null {
  const id = given.id('algoClOrdId');
  return id === null ? null : markedId(id);
}

/** @throws NotUnderstood */
function legsOf(given: Parameters, ordType: AlgoType): readonly [Leg, Leg?] {
  if (!['', 'condition'].includes(given.text('tpOrdKind')))
    throw unserved('a take-profit that rests from the beginning (tpOrdKind limit) is not served');
  const mine: readonly LegName[] = served[ordType];
  const said = (Object.keys(legNames) as LegName[]).filter((name) => isSaid(given, legNames[name]));
  if (said.some((name) => !mine.includes(name))) throw ambiguous(`the order has prices that ${ordType} does not take`);
  if (said.length !== (ordType === 'oco' ? 2 : 1))
    throw ambiguous(ordType === 'oco' ? 'oco needs a take-profit and a stop-loss' : `${ordType} needs one trigger`);
  const [first, second] = said.map((name) => legOf(given, legNames[name], name === 'tp'));
  if (first === undefined) throw ambiguous('the order has no trigger');
  return second === undefined ? [first] : [first, second];
}

type Names = readonly [trigger: string, price: string, kind: string];

export const isSaid = (given: Parameters, [trigger, price]: Names): boolean =>
  given.text(trigger) !== '' || given.text(price) !== '';

/** An order price of -1 is the market's. @throws NotUnderstood */
export function legOf(given: Parameters, [trigger, price, kind]: Names, takesProfit: boolean): Leg {
  given.oneOf(kind, ['', 'last', 'index', 'mark']);
  const triggerPrice = given.needed(trigger);
  if (given.text(price) === '-1') return { type: 'stop', price: null, triggerPrice };
  return { type: 'stopLimit', price: given.needed(price), triggerPrice, ...(takesProfit && { takesProfit }) };
}

interface Sized {
  readonly ordType: AlgoType;
  readonly market: MarketRef;
  readonly side: Side;
  readonly closes: boolean;
  readonly legs: readonly Leg[];
}

const isAtMarket = ({ price }: Leg): boolean => price === null;

type Size = Pick<OrderWish, 'amount' | 'quoteAmount'>;

/** @throws NotUnderstood */
function sizeOf(given: Parameters, order: Sized): Size {
  const { ordType, market, side, legs } = order;
  if (given.text('closeFraction') !== '') return wholePosition(given, order);
  const size = given.needed('sz');
  if (isContract(market) || side === 'sell' || !legs.some(isAtMarket)) {
    const unit = given.text('tgtCcy');
    if (unit !== '' && (unit !== 'base_ccy' || isContract(market)))
      throw unserved('tgtCcy is served on spot, and quote_ccy on buys at the market only');
    return { amount: size, quoteAmount: null };
  }
  const inQuote = quoteUnitOf(given, market, side);
  if (ordType === 'conditional') return { amount: inQuote ? null : size, quoteAmount: inQuote ? size : null };
  // "Only applicable to SPOT traded with Market buy conditional order": whether OKX obeys the unit in the other kinds is not
  // said, so the worse of the two counts. Source: okx.com/docs-v5, "Place algo order", 2026-06.
  return { amount: size, quoteAmount: size };
}

/** @throws NotUnderstood */
function wholePosition(given: Parameters, { ordType, closes, legs }: Sized): Size {
  if (given.text('closeFraction') !== '1') throw unserved('closeFraction is served as 1 only');
  if (given.text('sz') !== '') throw ambiguous('sz and closeFraction both say the size');
  if (ordType === 'trigger' || !closes || !legs.every(isAtMarket))
    throw unserved('closeFraction is served with reduceOnly and orders at the market, on swaps and futures');
  return { amount: null, quoteAmount: null };
}
