import type { Instant } from '../base/instants';
import { rights as allRights } from '../contract/lists';
import type { Right } from '../contract/words';
import type { TokenUse } from '../findings/facts';
import type { Grant } from './grant';
import type { EndpointClass, Policy } from './policy/policy';
import type { Tokens } from './tokens';

/** What each class of calls needs of the key; null for what anybody may ask without one. */
const needs = {
  'read.market': null,
  'read.setup': null,
  'read.account': 'read',
  'read.history': 'read',
  'address.read': 'read',
  'trade.create': 'trade',
  'trade.edit': 'trade',
  'trade.cancel': 'trade',
  'trade.cancel.any': 'trade',
  'margin.set': 'trade',
} as const satisfies Record<EndpointClass, 'read' | 'trade' | null>;

/** Use through tokens, by credential; those that are over count too. */
export function usesOf(tokens: Pick<Tokens, 'list' | 'lastUsed' | 'usedFor'>): ReadonlyMap<string, TokenUse> {
  const uses = new Map<string, TokenUse>();
  for (const grant of tokens.list()) {
    const before = uses.get(grant.credential);
    uses.set(grant.credential, {
      tokens: (before?.tokens ?? 0) + 1,
      since: before === undefined || grant.issued < before.since ? grant.issued : before.since,
      lastUsed: later(before?.lastUsed ?? null, tokens.lastUsed(grant)),
      rights: merged(before?.rights ?? {}, rightsUsed(grant.policy, tokens.usedFor(grant))),
    });
  }
  return uses;
}

/** The rights that the use of a token was use of. Which market a trade was on is known where its policy allows one kind alone. */
export function rightsUsed(
  policy: Pick<Policy, 'symbols'>,
  usedFor: NonNullable<Grant['usedFor']>,
): TokenUse['rights'] {
  const trading = tradingRights(policy);
  let used: TokenUse['rights'] = {};
  for (const { class: endpointClass, at } of usedFor) {
    const need = needs[endpointClass];
    if (need === null) continue;
    const of: readonly Right[] = need === 'read' ? ['read'] : trading;
    used = merged(used, Object.fromEntries(of.map((right) => [right, { at, exact: of.length === 1 }])));
  }
  return used;
}

/** The rights that a policy needs of its key: of each group one at least. */
export function rightsNeeded({
  allow,
  deny,
  symbols,
}: Pick<Policy, 'allow' | 'deny' | 'symbols'>): readonly (readonly Right[])[] {
  const granted = new Set(allow.filter((one) => !deny.includes(one)).map((one) => needs[one]));
  const trading = tradingRights({ symbols });
  return [
    ...(granted.has('read') ? [['read'] as const] : []),
    // Where every market is allowed, a token does not say on which it trades.
    ...(granted.has('trade') ? (symbols === 'any' ? [trading] : trading.map((right) => [right])) : []),
  ];
}

/** ccxt's unified symbols: `BTC/USDT` is spot, with a colon a contract, with strike and side an option. */
function tradingRights({ symbols }: Pick<Policy, 'symbols'>): readonly Right[] {
  if (symbols === 'any') return ['spotTrade', 'marginTrade', 'futuresTrade', 'optionsTrade'];
  const kinds = new Set<Right>(
    symbols.map((symbol) =>
      !symbol.includes(':') ? 'spotTrade' : /-[CP]$/.test(symbol) ? 'optionsTrade' : 'futuresTrade',
    ),
  );
  return allRights.filter((right) => kinds.has(right));
}

function merged(one: TokenUse['rights'], other: TokenUse['rights']): TokenUse['rights'] {
  const both = { ...one };
  for (const right of allRights) {
    const [before, next] = [one[right], other[right]];
    // What is certain is told before what is later and not.
    if (next !== undefined && (before === undefined || rank(next) > rank(before))) both[right] = next;
  }
  return both;
}

const rank = ({ at, exact }: { readonly at: Instant; readonly exact: boolean }) => `${exact ? '1' : '0'}${at}`;

const later = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || (other !== null && other > one) ? other : one;
