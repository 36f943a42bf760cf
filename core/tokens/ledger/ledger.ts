import type { Decimal } from '../../base/decimals';
import type { Instant } from '../../base/instants';
import type { MarketRef, OrderRef } from '../actions';
import type { Usage } from '../decision/decision';
import type { EndpointClass, Side } from '../policy/policy';

/**
 * What tokens did with money: one append-only file for all tokens of a vault, each line under a MAC that chains to the one
 * before. Nothing is sent to an exchange before its line is on the disk.
 */
export interface Ledger {
  /**
   * Durable when it resolves. One call per request; its orders are reserved together or not at all, and a signature without
   * orders (a cancel) is remembered in the same way. The call counts for its class. Where it rejects, nothing was reserved
   * and nothing may be sent. @throws ledger.replay, ledger.clientIdUsed, ledger.unwritable, ledger.damaged, and what `orders` throws
   */
  reserve(wish: ReserveWish): Promise<Reservation>;
  /** Counts a call that reserves nothing, without waiting for the disk. */
  count(token: string, endpointClass: EndpointClass): void;
  /**
   * What became of an order. Durable when it resolves. What is said twice is one, and the order in which things are said does
   * not matter. Of an order that the ledger does not know nothing is kept. Of one that was edited in place, `rejected` says
   * only that the edit was refused: where it turns out not to stand any more, say `done`. @throws ledger.unwritable
   */
  settle(key: OrderKey, outcome: Outcome): Promise<void>;
  /**
   * The same without waiting for the disk: it counts at once, and stands in the file before all that is reserved later, a few
   * milliseconds from now at the latest. What a crash loses of it is unknown at the next opening, and asked for; nothing is
   * given back twice. @throws argument.invalid
   */
  heard(key: OrderKey, outcome: Outcome): void;
  /** As of now. Where the ledger is damaged and that was not accepted, budgets are unknown and every rate is used up. */
  usage(token: string): Usage;
  /**
   * Orders that rest or may rest, the oldest first; of one token, or of all. `reserved` are those whose request is under way
   * in this process: only who sends it may say what became of it. After a restart they are `unknown`.
   */
  unsettled(token?: string): readonly LedgerOrder[];
  order(token: string, ref: OrderRef): LedgerOrder | undefined;
  /** Whether a changing call with this signature (as it was reserved) was let through before, within the time a signature stays valid. */
  seen(token: string, signature: string): boolean;
  /** Above every nonce given or seen for that real key (`observed`), also after a restart. @throws ledger.unwritable */
  nonce(credential: string, observed: bigint): Promise<bigint>;
  /** The state to keep in the vault at a checkpoint: number of the last line and its MAC. */
  head(): LedgerHead | null;
  /** Forgets what no limit needs any more, in a new file that begins with a summary. It happens by itself too. @throws ledger.unwritable, ledger.damaged */
  compact(): Promise<void>;
  /** Writes it anew under another key of the vault. The former key must open it until this resolves. @throws ledger.unwritable, ledger.damaged */
  rekey(key: Uint8Array): Promise<void>;
  /** The tokens were frozen because of what `createLedger` found: from now on it counts and reserves again. @throws ledger.unwritable */
  accept(): Promise<void>;
  /** Writes what waits, and wipes the key. */
  close(): Promise<void>;
}

export interface LedgerHead {
  readonly sequence: number;
  readonly mac: string;
}

export interface ReserveWish {
  readonly token: string;
  readonly class: EndpointClass;
  /** By what the request is known again, a SHA-256 in hex: never twice. */
  readonly signature: string;
  /**
   * What is reserved, or what decides it, on the usage as it is just before this reservation is in it. Between the two nothing
   * else can come, so that requests which wait for the disk together are each seen by the next. Throws where it must not be.
   */
  readonly orders: readonly OrderToReserve[] | ((usage: Usage) => readonly OrderToReserve[]);
}

export interface OrderToReserve {
  readonly market: MarketRef;
  readonly side: Side;
  /**
   * The client's, or what the broker gave. Unique within the token; an edit in place names the id that the order keeps, the
   * same as that of the order it `replaces`.
   */
  readonly clientId: string;
  readonly amount: Decimal | null;
  readonly value: Decimal;
  /** Empty where the policy sets no money limit. */
  readonly currency: string;
  readonly reduceOnly: boolean;
  /** An order that this one replaces. */
  readonly replaces: OrderRef | null;
}

export interface OrderKey {
  readonly token: string;
  readonly clientId: string;
}

export interface Reservation {
  readonly sequence: number;
  readonly orders: readonly OrderKey[];
}

/** What an exchange said of an order. `unknown` stays reserved until something else is said. */
export type Outcome =
  /** Never came to stand: everything is given back. */
  | { readonly state: 'rejected' }
  | {
      readonly state: 'open';
      readonly orderId: string;
      readonly filled: Decimal;
      /** The exchange's own ids of the orders that a triggered one became: they are the token's own too. */
      readonly became?: readonly string[];
    }
  /** Over: what is not filled is given back to both budgets. */
  | {
      readonly state: 'done';
      readonly orderId: string | null;
      readonly filled: Decimal;
      /**
       * It stood, and the exchange does not know it any more. Whether the rest was filled nobody knows: nothing of its value is
       * given back, a sell counts as sold whole, and of a buy only `filled` was bought.
       */
      readonly lost?: true;
    }
  | { readonly state: 'unknown' };

export interface LedgerOrder extends OrderKey {
  readonly market: MarketRef;
  readonly side: Side;
  readonly orderId: string | null;
  /** Of a triggered order: the ids of those that it became. */
  readonly became: readonly string[];
  readonly placed: Instant;
  /** Of an order that was edited in place, amount and value are the greatest that it had. */
  readonly amount: Decimal | null;
  readonly filled: Decimal;
  readonly value: Decimal;
  readonly currency: string;
  readonly state: 'reserved' | 'open' | 'unknown' | 'done' | 'rejected';
}
