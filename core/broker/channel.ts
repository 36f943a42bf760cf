import type { RawRequest } from './adapters/adapter';

/** One request that came in at a token's own port, after step 1 (the channel's own rules) and with its body whole. */
export interface ChannelCall {
  readonly token: string;
  readonly method: string;
  /** The request target as received, one byte a character (latin1). */
  readonly target: string;
  /** Names in lower case, in the order received; no name twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

export interface ChannelAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Whole, or in pieces as they come from the exchange. */
  readonly body: Buffer | AsyncIterable<Buffer>;
}

/** What stands behind the ports. Never throws. */
export type AnswerCall = (call: ChannelCall) => Promise<ChannelAnswer>;

/** What step 1 refused, before anything is known but the token of the port. */
export const channelFaults = [
  'host',
  'browser',
  'origin',
  'transfer-encoding',
  'length',
  'too-large',
  'duplicate-header',
  'too-slow',
  'too-many',
  'not-http',
] as const;
export type ChannelFault = (typeof channelFaults)[number];

/** One token's listening port. */
export interface Port {
  readonly port: number;
  /** Lets what is under way end for `withinMs`, then cuts it. */
  close(withinMs: number): Promise<void>;
}

/** Where requests go. A practice credential's one origin is its practice server. */
export interface Origin {
  readonly protocol: 'https:' | 'http:';
  readonly hostname: string;
  readonly port: number;
}

export interface UpstreamAnswer {
  readonly status: number;
  /** As received, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Whole where it came with the head; else its pieces, which end with an EgressTrouble where the exchange cuts or the deadline passes. */
  readonly body: Buffer | AsyncIterable<Buffer>;
  /** For who does not want the body. */
  readonly cancel: () => void;
}

/** The one way out of the broker: keep-alive pool per origin, TLS always verified, no redirects followed, no proxy of the environment. */
export interface Egress {
  /** `request.host` goes into the Host header. @throws EgressTrouble */
  send(
    to: Origin,
    request: RawRequest,
    how: {
      readonly deadlineMs: number;
      /** Null for what is waited for in any case. */
      readonly signal: AbortSignal | null;
      /** A read: sent once more, unchanged, where an idle connection turns out to be closed. Not by its verb: some exchanges withdraw by GET. */
      readonly repeatable?: boolean;
      /** Its answer is taken only as fast as a client takes it: such have few places of their own, and hold up nothing else. */
      readonly atReadersPace?: boolean;
      /**
       * Asked when the connection stands, just before the bytes go out, and once more where they go out again: what this
       * throws is thrown, and nothing was sent.
       */
      readonly mayGo?: () => void;
    },
  ): Promise<UpstreamAnswer>;
  close(): Promise<void>;
}

export const egressTroubles = [
  'refused',
  'proxy',
  'notFound',
  'tls',
  'timeout',
  'cut',
  'cancelled',
  'malformed',
] as const;

export class EgressTrouble extends Error {
  readonly kind: (typeof egressTroubles)[number];
  /** Whether the exchange may have seen the request: then what became of an order is unknown. */
  readonly mayHaveArrived: boolean;

  constructor(kind: (typeof egressTroubles)[number], mayHaveArrived: boolean) {
    super(kind);
    this.name = 'EgressTrouble';
    this.kind = kind;
    this.mayHaveArrived = mayHaveArrived;
  }
}
