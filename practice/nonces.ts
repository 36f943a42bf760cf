/** The highest nonce that each key has used, for exchanges where a nonce must grow. It lives as long as the process. */
export interface Nonces {
  /** Whether a nonce is above all that this key used before; then it is the highest. */
  grows(apiKey: string, nonce: bigint): boolean;
  last(apiKey: string): bigint;
}

export function createNonces(): Nonces {
  const highest = new Map<string, bigint>();
  const last = (apiKey: string): bigint => highest.get(apiKey) ?? 0n;
  return {
    last,
    grows(apiKey, nonce) {
      if (nonce <= last(apiKey)) return false;
      highest.set(apiKey, nonce);
      return true;
    },
  };
}
