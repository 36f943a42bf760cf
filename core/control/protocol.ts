/** What both ends of the control socket must agree on; in prose in docs/control-socket.md. */

export const protocolVersion = 1;

export const nonceBytes = 32;
export const keyBytes = 32;

/** Before both have proven themselves nobody needs more, and nobody may make the other end hold more. */
export const limitBeforeProofBytes = 1024;
/** The longest input of the contract, a list of 20,000 ids, takes 0.6 MB. */
export const limitToServerBytes = 2 * 1024 * 1024;
/** The longest answer, the list of 20,000 keys, takes up to 30 MB. */
export const limitToClientBytes = 64 * 1024 * 1024;
/** Deeper than any input of the contract. */
export const limitDepth = 8;

/** How long the other end may take: to prove itself, and from a message's first byte to its last. */
export const patience = { proveWithinMs: 5_000, frameWithinMs: 10_000 } as const;
export type Patience = { readonly [Name in keyof typeof patience]: number };

export const mostConnections = 32;
export const mostUnproven = 16;
export const mostCallsInFlight = 8;
/** Events that wait because their reader does not read; after that it is disconnected. */
export const mostEventBytesWaiting = 1024 * 1024;
