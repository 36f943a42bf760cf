import { Decimal } from '../../base/decimals';
import type { Usage } from '../decision/decision';
import type { TokenState } from './token-state';

/** While nobody knows what is missing: budgets are not known, rates are used up, nothing was bought. */
export function unknownUsage(token: TokenState): Usage {
  const known = token.usage(0);
  return {
    placed24h: () => undefined,
    open: () => undefined,
    calls: () => Number.POSITIVE_INFINITY,
    owns: (ref) => known.owns(ref),
    reservedBy: () => Decimal.zero,
    netBought: () => Decimal.zero,
  };
}
