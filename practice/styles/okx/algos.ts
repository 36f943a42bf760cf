import { show, size } from '../../market/amounts';
import type { AlgoWish } from '../../market/algos';
import { Declined } from '../../market/declined';
import { marketKey, marketOf, type Market } from '../../market/markets';
import type { Algo, Trigger } from '../../market/words';
import type { Answer, World } from '../style';
import { reading, trading, type Call, type Endpoints } from './endpoint';
import { each } from './each';
import { objectsOf, type Given } from './given';
import { checkSizes, clientIdOf, marketNamed, sizeIsQuote } from './orders';
import { typeOf } from './orderShapes';
import { Failed, success } from './refusals';

type Leg = Algo['legs'][number];

/** `POST /api/v5/trade/order-algo`: conditional, oco and trigger; the other kinds are not served here. */
function wishFrom(given: Given, world: World): AlgoWish {
  const market = marketNamed(given);
  const type = given.oneOf('ordType', ['conditional', 'oco', 'trigger']);
  const tdMode = given.oneOf('tdMode', ['cash', 'cross', 'isolated'], 'cash');
  if (market.settle !== null && tdMode === 'cash') throw new Failed('51000', 'Parameter tdMode error');
  const wholePosition = given.text('closeFraction') === '1' && market.settle !== null;
  const amount = wholePosition ? 0n : given.needAmount('sz');
  const legs = type === 'trigger' ? [legOf(given, world, market, 'trigger')] : protectiveLegs(given, world, market);
  if (legs.length === 0 || (type === 'oco' && legs.length !== 2)) throw new Failed('51000', 'Parameter ordType error');
  const side = given.oneOf('side', ['buy', 'sell']);
  // The unit is one of conditional orders that buy at the market. Source: okx.com/docs-v5, "Place algo order", seen 2026-11.
  const atMarket = type === 'conditional' && side === 'buy' && legs.every(({ price }) => price === null);
  const inQuote = market.settle === null && atMarket && sizeIsQuote(given, side);
  for (const { price } of legs) checkSizes(market, { price, amount: wholePosition || inQuote ? null : amount });
  return {
    ...{ market, clientId: clientIdOf(given, 'algoClOrdId'), type, amount, inQuote, legs, side },
    reduceOnly: market.settle !== null && (wholePosition || given.flag('reduceOnly')),
    said: { tdMode, tag: given.text('tag') ?? '' },
  };
}

const names: Record<'trigger' | 'tp' | 'sl', readonly [trigger: string, price: string]> = {
  trigger: ['triggerPx', 'orderPx'],
  tp: ['tpTriggerPx', 'tpOrdPx'],
  sl: ['slTriggerPx', 'slOrdPx'],
};

const amended = {
  trigger: ['newTriggerPx', 'newOrdPx'],
  tp: ['newTpTriggerPx', 'newTpOrdPx'],
  sl: ['newSlTriggerPx', 'newSlOrdPx'],
} as const satisfies typeof names;

const protectiveLegs = (given: Given, world: World, market: Market): Leg[] =>
  (['tp', 'sl'] as const)
    .filter((name) => given.text(names[name][0]) !== undefined)
    .map((name) => legOf(given, world, market, name));

/** An order price of -1 is the market's. */
function legOf(given: Given, world: World, market: Market, name: keyof typeof names, words = names[name]): Leg {
  const [trigger, order] = words;
  const price = given.needAmount(trigger);
  const when: Trigger['when'] = price > world.floor.quote(market).last ? 'rises' : 'falls';
  return { name, trigger: { price, when }, price: given.need(order) === '-1' ? null : given.needAmount(order) };
}

const placing = (call: Call): Answer =>
  each(
    objectsOf(call.body),
    (given) => {
      const algo = call.desk.algos.place(wishFrom(given, call.world), call.world.nowMs);
      return { algoId: algo.id, clOrdId: '', algoClOrdId: algo.clientId };
    },
    ['algoId', 'algoClOrdId'],
  );

function named({ desk }: Call, given: Given): Algo | undefined {
  const id = given.text('algoId');
  const clientId = given.text('algoClOrdId');
  if (id === undefined && clientId === undefined) throw new Failed('50014', 'Parameter algoId can not be empty.');
  return id === undefined ? desk.algos.byClientId(clientId ?? '') : desk.algos.byId(id);
}

const cancelling = (call: Call): Answer =>
  each(
    objectsOf(call.body),
    (given) => {
      const algo = named(call, given);
      if (algo?.market !== marketKey(marketNamed(given))) throw new Declined('notOpen');
      call.desk.algos.cancel(algo, call.world.nowMs);
      return { algoId: algo.id, algoClOrdId: algo.clientId };
    },
    ['algoId', 'algoClOrdId'],
  );

/** What is not said of it stays; legs that it has not are not added. */
const amending = (call: Call): Answer =>
  each(
    objectsOf(call.body),
    (given) => {
      const algo = named(call, given);
      const market = marketNamed(given);
      if (algo?.market !== marketKey(market)) throw new Failed('51503', 'Order does not exist.');
      const amount = given.amount('newSz');
      const legs = algo.legs.map((leg) => {
        const name = leg.name as keyof typeof names;
        return given.text(amended[name][0]) === undefined ? leg : legOf(given, call.world, market, name, amended[name]);
      });
      for (const { price } of legs) checkSizes(market, { price, amount: algo.inQuote ? null : (amount ?? null) });
      call.desk.algos.amend(algo, { legs, ...(amount !== undefined && { amount }) }, call.world.nowMs);
      return { algoId: algo.id, algoClOrdId: algo.clientId, reqId: given.text('reqId') ?? '' };
    },
    ['algoId', 'algoClOrdId'],
  );

function shape(algo: Algo): object {
  const market = marketOf(algo.market);
  const leg = (name: Leg['name']): { px: string; ordPx: string } => {
    const found = algo.legs.find((one) => one.name === name);
    if (found === undefined) return { px: '', ordPx: '' };
    return { px: show(found.trigger.price), ordPx: found.price === null ? '-1' : show(found.price) };
  };
  const [trigger, tp, sl] = [leg('trigger'), leg('tp'), leg('sl')];
  return {
    ...{ algoId: algo.id, algoClOrdId: algo.clientId, clOrdId: '', ordType: algo.type, side: algo.side },
    ...{ instId: market?.id ?? '', instType: market === undefined ? '' : typeOf(market), posSide: 'net' },
    ...{ sz: algo.amount === 0n ? '' : show(algo.amount), closeFraction: algo.amount === 0n ? '1' : '' },
    ...{ triggerPx: trigger.px, ordPx: trigger.ordPx, triggerPxType: 'last' },
    ...{ tpTriggerPx: tp.px, tpOrdPx: tp.ordPx, slTriggerPx: sl.px, slOrdPx: sl.ordPx },
    ...{ state: algo.status, actualSide: algo.fired ?? '', ordId: algo.orderId ?? '' },
    ordIdList: algo.orderId === null ? [] : [algo.orderId],
    ...{ tdMode: algo.said.tdMode ?? '', tag: algo.said.tag ?? '', reduceOnly: String(algo.reduceOnly) },
    ...{ cTime: String(algo.createdMs), uTime: String(algo.updatedMs) },
    triggerTime: algo.fired === null ? '' : String(algo.updatedMs),
    ...{ actualPx: '', actualSz: '0', ccy: '', last: '', lever: '' },
    tgtCcy: algo.inQuote ? 'quote_ccy' : '',
  };
}

function listed({ given, desk }: Call, wanted: (status: Algo['status']) => boolean): Answer {
  const type = given.need('ordType');
  const id = given.text('instId');
  const found = desk.algos
    .all()
    .filter((algo) => wanted(algo.status) && type.split(',').includes(algo.type))
    .filter((algo) => id === undefined || marketOf(algo.market)?.id === id);
  return success([...found].reverse().slice(0, 100).map(shape));
}

function one(call: Call): Answer {
  const algo = named(call, call.given);
  if (algo === undefined) throw new Declined('unknownOrder');
  return success([shape(algo)]);
}

export const algoEndpoints: Endpoints = {
  'POST /api/v5/trade/order-algo': trading(placing),
  'POST /api/v5/trade/cancel-algos': trading(cancelling),
  'POST /api/v5/trade/amend-algos': trading(amending),
  'GET /api/v5/trade/order-algo': reading(one),
  'GET /api/v5/trade/orders-algo-pending': reading((call) => listed(call, (status) => status === 'live')),
  'GET /api/v5/trade/orders-algo-history': reading((call) => listed(call, (status) => status !== 'live')),
};

/** `POST /api/v5/trade/close-position`: at the market, what rests on the market is cancelled first where that is asked. */
export function closePosition(call: Call): Answer {
  const { desk, world, given } = call;
  const market = marketNamed(given);
  const mode = given.oneOf('mgnMode', ['cross', 'isolated']);
  const held = desk.position(market).amount;
  if (held === 0n) throw new Failed('51023', 'Position does not exist.');
  const resting = desk.book.working().filter((order) => order.market === marketKey(market));
  if (resting.length > 0 && !given.flag('autoCxl')) {
    throw new Failed('51115', 'Cancel all pending close-orders before liquidation.');
  }
  for (const order of resting) desk.cancel(order, world.nowMs);
  const clientId = clientIdOf(given, 'clOrdId');
  desk.place(
    {
      ...{ market, wallet: 'trading', clientId, side: held > 0n ? 'sell' : 'buy', kind: 'market', price: null },
      ...{ timeInForce: 'GTC', postOnly: false, reduceOnly: true, amount: size(held), quoteAmount: null },
      ...{ trigger: null, listId: null, said: { ordType: 'market', tdMode: mode } },
    },
    world.nowMs,
  );
  return success([{ instId: market.id, posSide: 'net', clOrdId: clientId, tag: given.text('tag') ?? '' }]);
}
