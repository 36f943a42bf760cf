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

export const AuditExportFormat = z.enum(['jsonl', 'csv']);
export type AuditExportFormat = z.infer<typeof AuditExportFormat>;

/** Where a page of the log begins. */
export const AuditPlace = z.strictObject({
  /** Which of the log's files, the oldest is 0. */
  file: z.int().min(0).max(1_000_000),
  /** Offset in that file, in bytes. */
  at: z.int().min(0),
});
export type AuditPlace = z.infer<typeof AuditPlace>;

export const logBegin: AuditPlace = { file: 0, at: 0 };

export const AuditPage = z.strictObject({
  /** Lines as they stand in the log, each with its line feed. */
  text: z.string().max(300_000),
  /** Where the page after this one begins; null at the end. */
  next: AuditPlace.nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;

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
  'audit.export': {
    kind: 'command',
    input: z.strictObject({ format: AuditExportFormat }),
    /** Not saved: the person gave no place for the file. */
    output: z.strictObject({ saved: z.boolean() }),
    secrets: [],
    // A path that the window chose would be a way to write anywhere: the main process asks the person for it.
    audience: { window: 'open vault' },
    audit: 'audit.exported',
    doc: 'Write the whole audit log to a file that the person is asked for.',
  },
  'audit.beginExport': {
    kind: 'command',
    input: z.strictObject({ format: AuditExportFormat }),
    output: z.strictObject({}),
    secrets: [],
    audience: { terminal: 'open vault' },
    audit: 'audit.exported',
    doc: 'Note that the whole audit log is about to be read page by page, from the first on.',
  },
  'audit.page': {
    kind: 'query',
    input: AuditPlace,
    output: AuditPage,
    secrets: [],
    audience: { terminal: 'open vault' },
    audit: null,
    doc: 'Read one page of the audit log as it stands, oldest line first.',
  },
} as const satisfies Contract;
