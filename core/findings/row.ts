import type { Instant } from '../base/instants';
import type { Finding, FindingKind } from '../contract/words';
import type { Case } from './facts';

/** One kind of thing that can be wrong. `look` is pure: null where it is not so. */
export interface FindingRow {
  readonly kind: FindingKind;
  readonly look: (subject: Case, now: Instant) => Omit<Finding, 'kind'> | null;
}
