/** The same made-up credentials for Keyhaven and for what it is measured against. */
export interface Entry {
  readonly label: string;
  readonly account: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly notes: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 64 characters, as Binance's keys are, and never the same for two seeds. */
function keyLike(seed: number, kind: string): string {
  let state = seed * 2654435761 + kind.length;
  const drawn = Array.from({ length: 64 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return letters[state % letters.length];
  });
  return `khtest${kind}${String(seed)}x${drawn.join('')}`.slice(0, 64);
}

export const entries = (count: number): Entry[] => Array.from({ length: count }, (_, at) => entry(at));

export const entry = (at: number): Entry => ({
  label: `Grid bot ${at}`,
  account: `account-${at % 7}@example.com`,
  apiKey: keyLike(at, 'key'),
  secret: keyLike(at, 'secret'),
  notes: 'spot bot, made for the north server, rotated each quarter',
});
