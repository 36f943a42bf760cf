import type { FieldName, TestOutcome } from '../contract/words';

/** One permission test: which exchange, its fields in clear, and where a practice key's server is. */
export interface TestRequest {
  /** `binance`, `okx`, `practice:binance`, … */
  readonly exchange: string;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  /** Where an exchange must be probed, try the right to trade too: by calls that place no order. Left out, only reading is tried. */
  readonly probeTrade?: boolean;
  /** The proxy it goes through, as its credential has it; null or left out for directly. */
  readonly egress?: string | null;
}

/** An outcome with what the exchange itself said: its own code and status; both null where it did not answer. */
export interface Looked {
  readonly outcome: TestOutcome;
  readonly code: string | null;
  readonly status: number | null;
}

/** Asks exchanges what credentials may do, through the exchange worker. */
export interface ExchangeTester {
  /** Never rejects for what an exchange does: every failure is a diagnosis. Rejects with job.cancelled when `signal` aborts. */
  test(request: TestRequest, signal: AbortSignal): Promise<TestOutcome>;
  /** The same, for whoever must know the exchange's own words: whether a key is gone there. */
  look(request: TestRequest, signal: AbortSignal): Promise<Looked>;
  /** Ends the worker process. */
  dispose(): Promise<void>;
}
