import type { KeyObject } from 'node:crypto';
import type { Decimal } from '../../base/decimals';
import type { MarketRef, OrderWish, Understood } from '../../tokens/actions';
import type { MarketFacts } from '../../tokens/decision/decision';

/** A request to an exchange, in bytes as they came or as they shall go. */
export interface RawRequest {
  readonly method: string;
  /** Lower case, from the adapter's own table. */
  readonly host: string;
  /** Begins with `/`; as received, nothing decoded, one byte a character (latin1). */
  readonly path: string;
  /** Without `?`; null where there was no `?`. */
  readonly query: string | null;
  /** Names in lower case, in the order received. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** How the client wrote the target, which some sign as they see it. */
export interface Incoming extends RawRequest {
  /** The whole request target as received, prefix included. */
  readonly seenTarget: string;
}

export type KeyKind = 'hmac' | 'rsa' | 'ed25519';

/** What signs, held outside of JavaScript's heap; RSA and Ed25519: private for the real key, public for a phantom. */
export interface SigningKey {
  readonly kind: KeyKind;
  readonly apiKey: string;
  readonly key: KeyObject;
  /** OKX: sent along as it is; null elsewhere. */
  readonly passphrase: string | null;
}

export type Verified =
  | {
      readonly ok: true;
      /** The client's own time, ms since 1970, and how long the exchange takes it for. */
      readonly timestampMs: number;
      readonly windowMs: number;
      /** How far ahead of its own clock the exchange takes it. */
      readonly aheadMs: number;
      /** SHA-256 of the signature in hex. */
      readonly signature: string;
      /** Which of the honest forms it was signed in: the adapter's own name for it. */
      readonly form: string;
    }
  | { readonly ok: false; readonly why: ChannelRule };

/** What is refused before any policy is asked. */
export const channelRules = [
  'unknown-key',
  'signature',
  'timestamp',
  'replay',
  'late',
  'host',
  'path',
  'ambiguous',
  'unknown-parameter',
  'unknown-endpoint',
  'never-granted',
  'demo',
  'upstream',
  'paused-by-exchange',
  'stopped',
  'internal',
] as const;
export type ChannelRule = (typeof channelRules)[number];

export type Read =
  | { readonly ok: true; readonly understood: Understood }
  | {
      readonly ok: false;
      readonly why: Extract<ChannelRule, 'ambiguous' | 'unknown-parameter' | 'unknown-endpoint' | 'never-granted'>;
      /** Printable ASCII, no value of a parameter. */
      readonly reason: string;
      /** A withdrawal or transfer: an alarm that freezes. */
      readonly alarm: boolean;
    };

/** What an exchange answered, whole; for calls whose outcome the ledger needs. */
export interface WholeAnswer {
  readonly status: number;
  readonly body: Buffer;
}

export type PlacedOutcome =
  | { readonly state: 'accepted'; readonly orderId: string; readonly filled: Decimal; readonly over: boolean }
  | { readonly state: 'rejected' }
  | { readonly state: 'unknown' };

export type OrderState =
  | { readonly state: 'open' | 'done'; readonly orderId: string; readonly filled: Decimal }
  /** It was triggered: what is filled stands in the orders that it became, by the exchange's own ids; one or more, and all. */
  | { readonly state: 'became'; readonly orderId: string; readonly orders: readonly string[] }
  /** The exchange knows no such order: it never came to stand, or is long gone. */
  | { readonly state: 'notFound' }
  | { readonly state: 'unknown' };

/** A request of the broker's own, to be signed by `sign` where `signed`. */
export interface OwnRequest {
  readonly request: RawRequest;
  readonly signed: boolean;
}

/** A market as an exchange describes it, without its prices. */
export interface MarketRow extends Omit<MarketFacts, 'prices'> {
  readonly ref: MarketRef;
}

export type PriceRow = NonNullable<MarketFacts['prices']>;

/** All that differs between exchanges. Pure: no clock, no network, no state. */
export interface Adapter {
  readonly id: 'binance' | 'okx';
  /** Every host that a request may go to; the only ones. */
  readonly hosts: readonly string[];
  /** The one name of all hosts that lead to the same place as this one, so that a request sent again by another is known again. */
  sameHost(host: string): string;
  /** The host of a bare path; undefined where this exchange has no such path. */
  hostOf(path: string): string | undefined;
  /** Not signed, by the class table; goes out without the phantom's headers. Unknown paths are not public. */
  isPublic(request: RawRequest): boolean;
  /** Whether the request names the exchange's demo account (okx: `x-simulated-trading: 1`). */
  asksDemo(request: RawRequest): boolean;
  /** A request of the broker's own, to the demo account. */
  asDemo(request: RawRequest): RawRequest;
  /** The API key that a request names; undefined where it names none. */
  keyOf(request: RawRequest): string | undefined;
  /** Over the raw bytes, in every form that honest clients sign; `phantom.key` is what the token's client signs with. */
  verify(request: Incoming, phantom: SigningKey): Verified;
  /** Steps 6 and 7: unambiguous, every parameter known, a class. Called after `verify` said in which form. */
  read(request: RawRequest, form: string): Read;
  /**
   * The same request under the real key: key header, timestamp, signature, and client ids where the client gave none, in
   * the order of the orders; nothing else changes. `form` as verified.
   */
  sign(request: RawRequest, how: SignHow): RawRequest;
  /** A public call, without what only a signed one carries. */
  strip(request: RawRequest): RawRequest;
  /** The blanking of balances that a `read.setup` answer carries, unless `read.account` is granted; undefined: none for this endpoint. */
  blank(endpoint: string, body: Buffer): Buffer | undefined;
  /** In the shape and with the status that makes a client raise its own right exception. `text` begins with `keyhaven: `. */
  refusal(why: RefusalKind, text: string, request: RawRequest): WholeAnswer;
  /** A client order id for this order, made of 12 random bytes, as the ledger keeps it; `sign` writes it as the exchange takes it. */
  clientId(bytes: Uint8Array, wish: OrderWish): string;
  /** One per order of an `place` or `edit`, in order. */
  placed(understood: Understood, answer: WholeAnswer): readonly PlacedOutcome[];
  /** `done`: the exchange said that these are cancelled. In the order of the targets. */
  cancelled(understood: Understood, answer: WholeAnswer): readonly OrderState[];
  /** What a read (order, open orders) that went through tells of orders, so that the ledger learns without asking. */
  told(endpoint: string, answer: WholeAnswer): readonly { readonly clientId: string; readonly state: OrderState }[];
  /** The exchange's own "this key is not there any more" (-2015, 50119 …). */
  saysKeyGone(answer: WholeAnswer): boolean;
  readonly own: {
    time(): OwnRequest;
    /** Ms since 1970; undefined where it is not understood. */
    readTime(answer: WholeAnswer): number | undefined;
    market(ref: MarketRef): OwnRequest;
    readMarket(ref: MarketRef, answer: WholeAnswer): MarketRow | undefined;
    prices(ref: MarketRef): OwnRequest;
    readPrices(ref: MarketRef, answer: WholeAnswer): PriceRow | undefined;
    /** The spot market that trades `from` for `to`, by the exchange's way of naming. */
    spotMarket(from: string, to: string): MarketRef;
    order(ref: OwnOrder): OwnRequest;
    readOrder(answer: WholeAnswer, ref: OwnOrder): OrderState;
    cancel(ref: OwnOrder): OwnRequest;
    readCancel(answer: WholeAnswer): OrderState;
  };
}

export interface OwnOrder {
  readonly market: MarketRef;
  readonly clientId: string;
  readonly orderId: string | null;
}

export interface SignHow {
  readonly real: SigningKey;
  readonly form: string;
  /** Ms since 1970, by the exchange's clock. */
  readonly nowMs: number;
  /** For orders without an id of the client's own. In the order of `Action.orders` or `edits`; used where the wish's is null. */
  readonly clientIds: readonly string[];
}

/** The families of exceptions that clients tell apart. */
export type RefusalKind =
  'auth' | 'permission' | 'order' | 'rate' | 'timestamp' | 'badRequest' | 'unavailable' | 'notFound';
