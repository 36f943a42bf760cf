import type { RawRequest } from '../adapter';

/** What every real client sends and an exchange needs: seen of ccxt, Freqtrade and 25 other clients, 2026-11. */
const everywhere = ['accept', 'content-type', 'content-length', 'user-agent'] as const;

/**
 * The headers that go on, in the order received. A closed list: servers and what stands before them know headers that name
 * another target, method, length, address or part of the answer, and no list of those is ever whole.
 */
export function headersThatGoOn(own: readonly string[]): (headers: RawRequest['headers']) => RawRequest['headers'] {
  const known: ReadonlySet<string> = new Set([...everywhere, ...own]);
  return (headers) => headers.filter(([name]) => known.has(name));
}
