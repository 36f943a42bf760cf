import { show } from '../../market/amounts';
import { marketOf, type Market } from '../../market/markets';
import { averagePrice } from '../../market/settle';
import type { Order, Trade } from '../../market/words';

/** `SPOT`, `SWAP`: OKX's name for a kind of market. */
export const typeOf = ({ venue }: Market): string => venue.toUpperCase();

function stateOf(order: Order): string {
  if (order.status === 'filled') return 'filled';
  if (order.status === 'open') return order.filled === 0n ? 'live' : 'partially_filled';
  return order.status === 'waiting' ? 'live' : 'canceled';
}

/** As order queries and lists answer it. */
export function asked(order: Order): object {
  const market = marketOf(order.market);
  const average = order.filled === 0n ? '' : show(averagePrice(order));
  return {
    accFillSz: show(order.filled),
    algoClOrdId: order.said.algoClOrdId ?? '',
    algoId: order.said.algoId ?? '',
    attachAlgoClOrdId: '',
    attachAlgoOrds: [],
    avgPx: average,
    cTime: String(order.createdMs),
    cancelSource: order.status === 'canceled' ? '1' : '',
    cancelSourceReason: '',
    category: 'normal',
    ccy: '',
    clOrdId: order.clientId,
    fee: show(-order.fee),
    feeCcy: order.feeAsset,
    fillPx: average,
    fillSz: show(order.filled),
    fillTime: order.filled === 0n ? '' : String(order.updatedMs),
    instId: market?.id ?? '',
    instType: market === undefined ? '' : typeOf(market),
    isTpLimit: 'false',
    lever: '',
    linkedAlgoOrd: { algoId: '' },
    ordId: order.id,
    ordType: order.said.ordType ?? 'limit',
    pnl: '0',
    posSide: market?.settle === null ? '' : 'net',
    px: order.price === null ? '' : show(order.price),
    quickMgnType: '',
    rebate: '0',
    rebateCcy: '',
    reduceOnly: String(order.reduceOnly),
    side: order.side,
    slOrdPx: '',
    slTriggerPx: '',
    source: '',
    state: stateOf(order),
    stpMode: 'cancel_maker',
    sz: show(order.quoteAmount ?? order.amount),
    tag: order.said.tag ?? '',
    tdMode: order.said.tdMode ?? 'cash',
    tgtCcy: order.said.tgtCcy ?? '',
    tpOrdPx: '',
    tpTriggerPx: '',
    tradeId: '',
    uTime: String(order.updatedMs),
  };
}

export function fill(trade: Trade, order: Order | undefined): object {
  const market = marketOf(trade.market);
  return {
    billId: trade.id,
    clOrdId: order?.clientId ?? '',
    execType: trade.maker ? 'M' : 'T',
    fee: show(-trade.fee),
    feeCcy: trade.feeAsset,
    fillPnl: show(trade.profit),
    fillPx: show(trade.price),
    fillSz: show(trade.amount),
    fillTime: String(trade.atMs),
    instId: market?.id ?? '',
    instType: market === undefined ? '' : typeOf(market),
    ordId: trade.orderId,
    posSide: 'net',
    side: trade.side,
    subType: trade.side === 'buy' ? '1' : '2',
    tag: order?.said.tag ?? '',
    tradeId: trade.id,
    ts: String(trade.atMs),
  };
}
