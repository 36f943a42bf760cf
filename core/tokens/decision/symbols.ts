import type { MarketRef } from '../actions';
import type { Policy } from '../policy/policy';
import type { Facts } from './decision';
import { refuse, type Refusal } from './refusal';

/** Any market there is: no list, and nothing denied. */
export const everySymbol = ({ symbols, denySymbols }: Policy): boolean => symbols === 'any' && denySymbols.length === 0;

/** `ref` is null where the request names no market: that is only sure to be allowed where every one is. */
export function symbolRefusal(policy: Policy, facts: Facts, ref: MarketRef | null): Refusal | undefined {
  if (everySymbol(policy)) return undefined;
  if (ref === null) return refuse('symbols', 'symbols: the request names no market');
  const market = facts.market(ref);
  if (market === undefined) return refuse('unknown-market', `unknown-market: ${ref.id} is not known here`);
  const listed = policy.symbols === 'any' || policy.symbols.includes(market.symbol);
  if (listed && !policy.denySymbols.includes(market.symbol)) return undefined;
  return refuse('symbols', `symbols: ${market.symbol} is not allowed`);
}
