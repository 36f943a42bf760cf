import type { Decimal } from '../base/decimals';
import type { EndpointClass, OrderType, Side } from './policy/policy';

/**
 * What a request wants, in words that no exchange owns. An adapter understands it from raw bytes; the decision, the ledger
 * and the log know nothing else of the request.
 */
export type Action =
  | { readonly kind: 'read' }
  | { readonly kind: 'place'; readonly orders: readonly OrderWish[] }
  | { readonly kind: 'edit'; readonly edits: readonly OrderEdit[] }
  | { readonly kind: 'cancel'; readonly targets: readonly OrderRef[] }
  /** Everything that rests on a market, or on all of a venue where `market` is null. */
  | { readonly kind: 'cancelAll'; readonly venue: string; readonly market: string | null }
  /** `leverage` is null where the call sets another thing of margin (its mode). */
  | { readonly kind: 'margin'; readonly market: MarketRef | null; readonly leverage: Decimal | null };

/** A market by the exchange's own names. */
export interface MarketRef {
  /** Where the exchange keeps its books: binance `spot`, `margin`, `usdm`, `coinm`; okx `spot`, `margin`, `swap`, `futures`. */
  readonly venue: string;
  /** `BTCUSDT`, `BTC-USDT-SWAP`. */
  readonly id: string;
}

export interface OrderWish {
  readonly market: MarketRef;
  readonly side: Side;
  readonly type: OrderType;
  /** In base units on spot and margin, in contracts on derivatives; null where the size is in quote units, or the position's own. */
  readonly amount: Decimal | null;
  /** In quote units; null where `amount` says it. */
  readonly quoteAmount: Decimal | null;
  /** Null where the market says the price. */
  readonly price: Decimal | null;
  readonly triggerPrice: Decimal | null;
  /** A stop-limit that waits for a better price than the market's, and so trades at once where its trigger is behind the market. */
  readonly takesProfit?: true;
  /** The other way in which the very same order may come to trade, where one id stands for both: at most one of them does. */
  readonly otherwise?: Pick<OrderWish, 'type' | 'price' | 'triggerPrice' | 'takesProfit'>;
  /** Certainly only closes: said in the request, in the form this exchange obeys. */
  readonly reduceOnly: boolean;
  /** The client's own order id; null where it gave none and the broker gives one. */
  readonly clientId: string | null;
}

export interface OrderEdit {
  readonly target: OrderRef;
  /** The order as it is to stand afterwards, whole: what the request leaves out is unknown and null. */
  readonly order: OrderWish;
  /** It keeps its own client id (okx amend, binance PUT); false: one order is cancelled and another placed. */
  readonly inPlace: boolean;
  /**
   * What the request does not say and the order keeps: it stands in the ledger's order, and what `order` has for it is to be
   * replaced by that before anything is decided.
   */
  readonly keeps?: readonly ('market' | 'side' | 'type')[];
}

/** An order that stands at the exchange, as a client names it. At least one id. */
export interface OrderRef {
  /** Null where the exchange's call needs no market. */
  readonly market: MarketRef | null;
  readonly orderId: string | null;
  readonly clientId: string | null;
}

/** A request that an adapter understood whole. */
export interface Understood {
  readonly class: EndpointClass;
  /** `POST /api/v3/order`: the row of the class table. */
  readonly endpoint: string;
  readonly action: Action;
}
