import type { Decimal } from '../../base/decimals';
import type { MarketRef, OrderRef } from '../actions';
import type { EndpointClass } from '../policy/policy';

/** What is known of a market and its prices at the moment of a decision. */
export interface MarketFacts {
  /** ccxt's unified symbol, as policies name it. */
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  /** Null on spot and margin. */
  readonly settle: string | null;
  /** Base units per contract, or quote units where `inverse`; null where it is not known; 1 on spot and margin. */
  readonly contractSize: Decimal | null;
  readonly inverse: boolean;
  /** Null where there is none that is at most 5 s old. */
  readonly prices: { readonly last: Decimal; readonly bid: Decimal; readonly ask: Decimal } | null;
}

export interface Facts {
  /** Undefined: the exchange has no such market, or it could not be asked. */
  market(ref: MarketRef): MarketFacts | undefined;
  /** What one unit of `from` is worth in `to`, at the worst of fresh last, bid and ask; 1 for the same; undefined where unknown. */
  rate(from: string, to: string): Decimal | undefined;
}

/** Why a token only closes: said to the person. */
export type ClosingReason = 'expired' | 'paused' | 'hours' | 'budget' | 'idle';

/** How a token stands, of what only the clock, a person or an alarm decide. Hours and budgets are the decision's own. */
export type Standing =
  | { readonly state: 'active' }
  | { readonly state: 'closing'; readonly why: Exclude<ClosingReason, 'hours' | 'budget'> }
  | { readonly state: 'frozen' | 'revoked' | 'ended' | 'notYet' };

/** What the ledger says of one token now. Money in the currency that is asked for. */
export interface Usage {
  /** Value of all new orders of the last 24 h; what was confirmed unfilled is taken off again. Undefined: it was valued in another currency. */
  placed24h(currency: string): Decimal | undefined;
  /** Value of what rests or may rest unfilled. */
  open(currency: string): Decimal | undefined;
  /** Calls of a class within the last `perMs`; a call with several orders counts as so many. */
  calls(endpointClass: EndpointClass, perMs: number): number;
  /** Whether the order was placed through this token. */
  owns(ref: OrderRef): boolean;
  /** What a replaced order still reserves of `open`, which its replacement gives back. Zero where unknown. */
  reservedBy(ref: OrderRef, currency: string): Decimal;
  /** Base units bought through this token and not sold again, of a spot market; what may still be sold counts as sold; never below 0. */
  netBought(market: MarketRef): Decimal;
}

/** Every rule that can refuse. Stands in the refusal, in the log and in `keyhaven token watch`. */
export const rules = [
  'token.state',
  'class',
  'symbols',
  'side',
  'types',
  'own-orders',
  'max-leverage',
  'price-band',
  'max-order',
  'max-open',
  'max-24h',
  'rate',
  'hours',
  'closing',
  'unknown-market',
  'no-price',
  'no-contract-size',
  'no-rate',
  'no-amount',
] as const;
export type Rule = (typeof rules)[number];

/** What an allowed order may cost at most, as it is reserved. */
export interface OrderValue {
  /** Index into the action's orders or edits. */
  readonly index: number;
  readonly value: Decimal;
  readonly currency: string;
}

export type Decision =
  | {
      readonly allowed: true;
      /** One per order that is new or changed; empty for reads and cancels, and for orders under a policy without money limits. */
      readonly reserve: readonly OrderValue[];
    }
  | {
      readonly allowed: false;
      readonly rule: Rule;
      /** One line for the person, with the rule's figures and without secrets: `max-order 250 USDT`. At most 120 characters, printable ASCII. */
      readonly reason: string;
    };
