import type { CallName } from '../../core/contract/contract';

/** What a serving Keyhaven that may be killed is told when it starts. */
export interface BrokerOrders {
  readonly folder: string;
  readonly keychainFile: string;
  /** How much time has passed here that the computer did not take, in ms; for Keyhaven and the exchange alike. */
  readonly shiftMs: number;
  /** How far this computer's clock is set off from the exchange's, in ms. */
  readonly skewMs: number;
  readonly death: BrokerDeath | null;
}

export interface BrokerDeath {
  readonly name: string;
  readonly nth: number;
  readonly lateMs: number | null;
}

export type BrokerQuestion = { readonly id: number } & (
  | { readonly ask: 'call'; readonly operation: CallName; readonly input: unknown }
  | { readonly ask: 'shift'; readonly ms: number }
  | { readonly ask: 'steps' }
);

export interface BrokerAnswer {
  readonly id: number;
  readonly ok: boolean;
  /** The operation's value, or the code of its failure. */
  readonly value: unknown;
}
