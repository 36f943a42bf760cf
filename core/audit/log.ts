import type { z } from 'zod';
import type { AuditEntry, AuditPage, AuditPlace, AuditVerification } from '../contract/audit';

export type NewAuditEntry = Pick<z.output<typeof AuditEntry>, 'actor' | 'action' | 'subject' | 'outcome'>;

export interface AuditHead {
  readonly sequence: number;
  readonly mac: string;
}

/** A key of before: it stays good for the lines that were written under it. */
export interface FormerKey {
  /** Sequence of the last line under this key. */
  readonly upTo: number;
  readonly key: Uint8Array;
}

/** The hash-chained log of everything that was done. Errors: audit.*; vault.locked for what needs the key. */
export interface AuditLog {
  /** Takes the key that the vault derives, repairs a torn last line (and records that), takes in the journal of the locked time. */
  open(key: Uint8Array, anchored: AuditHead | null, former?: readonly FormerKey[]): Promise<void>;
  /** Holds new lines back while `change` makes another key; they go on from the last one under it. Where it throws, the key stays. */
  rekey(change: () => Promise<Uint8Array>): Promise<void>;
  /** Chained and synced to disk when the promise settles; while the log is closed the entry goes to the journal instead. */
  append(entry: NewAuditEntry): Promise<void>;
  /** The last line that is on disk; null for an empty or closed log. */
  head(): AuditHead | null;
  /** Newest first; `filter` looks into action, subject and outcome, whatever the case. `total` counts the whole log. */
  list(query: { before?: number; limit: number; filter?: string }): Promise<{ entries: AuditEntry[]; total: number }>;
  /** The lines as they stand, oldest first, a page at a time. @throws argument.invalid for a place that is not in the log */
  page(place: AuditPlace): Promise<AuditPage>;
  verify(anchored: AuditHead | null): Promise<AuditVerification>;
  /** Waits for what is under way and wipes the key. */
  close(): Promise<void>;
}
