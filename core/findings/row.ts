import type { Instant } from '../base/instants';
import type { FindingKind } from '../contract/words';
import type { Case, Said } from './facts';

/** One kind of thing that can be wrong. `look` is pure: null where it is not so. */
export interface FindingRow {
  readonly kind: FindingKind;
  readonly look: (subject: Case, now: Instant) => Said | null;
}
