import type { CredentialDetail } from '../../../core/contract/credentials';
import type { Right } from '../../../core/contract/words';
import type { Instant } from '../../lib/time';

export type Use =
  | { readonly kind: 'used' | 'oneOfSeveral'; readonly at: Instant }
  /** `notThroughTokens`: no token used it, others may have. `never`: no token can. `unknown`: nothing of this key goes through a token. */
  | { readonly kind: 'notThroughTokens' | 'never' | 'unknown' };

/** Rights that no policy can grant, so that no token ever used them. */
const beyondTokens: ReadonlySet<Right> = new Set([
  'transfer',
  'borrow',
  'convert',
  'earn',
  'subAccount',
  'fiatP2p',
  'withdraw',
]);

/** What is known of the use of one right. Unknown is not unused: what goes past tokens nobody here sees. */
export function usedOf(right: Right, throughTokens: CredentialDetail['throughTokens']): Use {
  if (throughTokens === null) return { kind: 'unknown' };
  const use = throughTokens.rights[right];
  if (use !== undefined) return { kind: use.exact ? 'used' : 'oneOfSeveral', at: use.at };
  return { kind: beyondTokens.has(right) ? 'never' : 'notThroughTokens' };
}
