/** What one token's port bears. Times in milliseconds. */
export const defaultLimits = {
  /** Largest body of a request. */
  bodyBytes: 1_048_576,
  /** Request line and headers together. */
  headBytes: 32_768,
  headerCount: 100,
  /** From the connection, or the first byte of a later request, to the end of its headers. */
  headMs: 10_000,
  bodyMs: 15_000,
  /** Longer than clients keep an idle connection, so that it is they who close it. */
  idleMs: 65_000,
  /** How long a client may take nothing of its answer. */
  stallMs: 30_000,
  connections: 256,
  /** Requests that are being answered at once; others wait for a place, at most `waitMs`. */
  underWay: 64,
  waitMs: 10_000,
  /** Requests that a client may send ahead on one connection. */
  ahead: 32,
  /** Bodies held at once, of all connections of the port. */
  heldBytes: 16_777_216,
  /** How long a refused client may go on sending before it is cut: closed at once, it would not get to read why. */
  lingerMs: 1_000,
  sweepMs: 1_000,
} as const;

export type Limits = { readonly [Name in keyof typeof defaultLimits]: number };
