import type { DueKind } from '../../contract/rotation';

/** One date on which something happens to a key, and why. */
export interface DueReason {
  readonly kind: DueKind;
  readonly atMs: number;
  /** From when it is counted to the date: lead times are a part of it. Null where that is not known. */
  readonly lifeDays: number | null;
  /** "rotation every 90 days"; null where no more than dates may be known. */
  readonly text: string | null;
}

/** What reminding knows of one key. */
export interface DueKey {
  /** The key's id; an opaque one in the file of a vault that opens with a passphrase alone. */
  readonly id: string;
  /** Null where no name may be known while the vault is locked. */
  readonly label: string | null;
  readonly exchangeName: string | null;
  readonly reasons: readonly DueReason[];
}
