import type { EndReport, TokenUsage } from '../contract/tokens';

export type { EndReport, TokenUsage };

/** What tokens ask of the broker of this process. What it sees it tells through `TokenEvents` and `Alarms`. */
export interface BrokerPort {
  /** What a token used and has standing; null where tokens are not served in this process. */
  usage(token: string): TokenUsage | null;
  /** Grants were issued or are other than before: ports are opened and closed, what is kept of them is read anew. */
  refresh(): Promise<void>;
  /**
   * A token is over or frozen: its resting orders are listed, and cancelled where its policy's `onEnd` says so. What is left
   * goes on by itself, and `tokens.settle` is called when nothing is. Null where tokens are not served in this process.
   */
  end(token: string): Promise<EndReport | null>;
}
