import type { TokenUse } from '../findings/facts';
import type { Tokens } from './tokens';

/** Use through tokens, by credential; those that are over count too. */
export function usesOf(tokens: Pick<Tokens, 'list' | 'lastUsed'>): ReadonlyMap<string, TokenUse> {
  const uses = new Map<string, TokenUse>();
  for (const grant of tokens.list()) {
    const before = uses.get(grant.credential);
    const lastUsed = tokens.lastUsed(grant);
    uses.set(grant.credential, {
      since: before === undefined || grant.issued < before.since ? grant.issued : before.since,
      lastUsed: later(before?.lastUsed ?? null, lastUsed),
    });
  }
  return uses;
}

const later = <T extends string>(one: T | null, other: T | null): T | null =>
  one === null || (other !== null && other > one) ? other : one;
