import { z } from 'zod';
import { open, type Contract } from './operation';
import { Instant } from './words';

export const AuditEntry = z.strictObject({
  sequence: z.int().min(1),
  time: Instant,
  actor: z.enum(['window', 'terminal', 'keyhaven']),
  action: z.string().max(60),
  /** Whom it was done to: an id or a name of ours, never a secret. */
  subject: z.string().max(200),
  outcome: z.string().max(60),
  /** Written while the vault was locked and taken in at unlock. */
  whileLocked: z.boolean(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditVerification = z.strictObject({
  /** Every line follows from the one before, and the head anchored in the vault is among them. */
  whole: z.boolean(),
  lines: z.int().min(0),
  /** Lines written after the head was last anchored: a cut there would not be seen. */
  notYetAnchored: z.int().min(0),
  /** The first line that does not fit; null where all do. */
  brokenAt: z.int().min(1).nullable(),
  problem: z.string().max(200).nullable(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

export const auditOperations = {
  'audit.list': {
    kind: 'query',
    input: z.strictObject({
      /** Entries with a smaller sequence than this; the newest where it is left out. */
      before: z.int().min(1).optional(),
      limit: z.int().min(1).max(1000),
      /** Only entries whose action, subject or outcome holds this text. */
      filter: z.string().max(100).optional(),
    }),
    output: z.strictObject({ entries: z.array(AuditEntry).max(1000), total: z.int().min(0) }),
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Read the audit log, newest first.',
  },
  'audit.verify': {
    kind: 'query',
    input: z.strictObject({}),
    output: AuditVerification,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Prove the audit log whole, and say how many lines are not anchored yet.',
  },
} as const satisfies Contract;
