import type { DueKind } from '../../contract/lists';

/** One date on which something happens to a key, and why. */
export interface DueReason {
  readonly kind: DueKind;
  readonly atMs: number;
}

/** What reminding knows of one key. */
export interface DueKey {
  /** The key's id; an opaque one in the file of a vault that opens with a passphrase alone. */
  readonly id: string;
  /** Null where no name may be known while the vault is locked. */
  readonly label: string | null;
  readonly exchangeName: string | null;
  readonly reasons: readonly DueReason[];
  /** How long a key like this lasts, in days: lead times are a part of it. */
  readonly lifeDays: number;
}
