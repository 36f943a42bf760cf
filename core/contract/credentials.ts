import { z } from 'zod';
import { open, type Contract } from './operation';
import { DueReason, Life, NextDue, RotationPolicy } from './rotation';
import {
  AnswerFrom,
  Diagnosis,
  DiagnosisAction,
  ExchangeId,
  FieldName,
  Finding,
  Granted,
  Id,
  Instant,
  MutedFinding,
  Need,
  PermissionReport,
  ShownReport,
  Purpose,
  Right,
  Severity,
} from './words';

export const Label = z.string().trim().min(1).max(80);
export const Account = z.string().trim().max(80);
export const Tags = z.array(z.string().trim().min(1).max(40)).max(20);
export const Notes = z.string().max(4000);
/** `socks5://HOST:PORT` or `http://HOST:PORT`: the proxy that a key's requests go through. */
export const Egress = z.string().trim().min(1).max(300);
const FieldValue = z.string().min(1).max(8192);

/** One row of the list: all a person needs to see at one glance, nothing secret but the key's last four characters. */
export const CredentialRow = z.strictObject({
  id: Id,
  exchange: ExchangeId,
  exchangeName: z.string().max(60),
  practice: z.boolean(),
  label: Label,
  account: Account,
  purpose: Purpose,
  /** The last four characters of the API key. */
  keyEnding: z.string().max(4),
  added: Instant,
  tested: Instant.nullable(),
  state: z.enum(['untested', 'works', 'fails']),
  /** From the last report, also when a later test failed; null before the first. */
  rights: z.record(Right, Granted).nullable(),
  ip: PermissionReport.shape.ip.nullable(),
  expires: PermissionReport.shape.expires.nullable(),
  tradingLapses: Instant.nullable(),
  /** The first day by which it must be replaced or used, and why; null where there is none. */
  due: NextDue.nullable(),
  worst: Severity.nullable(),
  findings: z.int().min(0),
});
export type CredentialRow = z.infer<typeof CredentialRow>;

export const CredentialDetail = z.strictObject({
  ...CredentialRow.shape,
  findings: z.array(Finding).max(40),
  /** What the person does not want to hear of for a while. */
  muted: z.array(MutedFinding).max(40),
  fields: z
    .array(
      z.strictObject({
        name: FieldName,
        label: z.string().max(60),
        /** `••••` and the last four; nothing of a short value. */
        masked: z.string().max(16),
      }),
    )
    .max(12),
  /** The last report the exchange gave. */
  report: ShownReport.nullable(),
  /** Who says so: of each right, of the IP list, and of when it ends. */
  answers: z.strictObject({ rights: z.record(Right, AnswerFrom), ip: AnswerFrom, ends: AnswerFrom }),
  /** Why the last test failed; null when it worked or there was none. */
  diagnosis: Diagnosis.nullable(),
  /** What helps against it with one press, the likeliest first. */
  actions: z.array(DiagnosisAction).max(12),
  needs: z.record(Right, Need),
  /** Use through tokens; null where none was ever issued for it. What goes past tokens is not in it. */
  throughTokens: z
    .strictObject({
      tokens: z.int().min(1),
      lastUsed: Instant.nullable(),
      /** `exact`: of this right; else of a right to trade, and which one is not told apart. */
      rights: z.partialRecord(Right, z.strictObject({ at: Instant, exact: z.boolean() })),
    })
    .nullable(),
  /** Every such day, the earliest first. */
  dueReasons: z.array(DueReason).max(20),
  /** How often it is to be replaced, and which level says so. */
  policy: RotationPolicy,
  /** Whether Keyhaven may ask the exchange by itself before the key dies of disuse. */
  keepAlive: z.boolean(),
  /** The keys that it had before, the oldest first. */
  lives: z.array(Life).max(400),
  tags: z.array(z.string().max(40)).max(20),
  notes: z.string().max(4000),
  keyPage: z.url().nullable(),
  /** Null for directly. */
  egress: Egress.nullable(),
});
export type CredentialDetail = z.infer<typeof CredentialDetail>;

/** A key that was removed and can still be brought back. */
export const BinnedCredential = z.strictObject({
  ...CredentialRow.pick({
    id: true,
    exchange: true,
    exchangeName: true,
    practice: true,
    label: true,
    account: true,
    purpose: true,
    keyEnding: true,
  }).shape,
  removed: Instant,
  /** From then on it is wiped, at the next look into the vault. */
  until: Instant,
});
export type BinnedCredential = z.infer<typeof BinnedCredential>;

export const TestItem = z.strictObject({
  id: Id,
  state: z.enum(['waiting', 'running', 'works', 'fails', 'cancelled']),
  diagnosis: Diagnosis.nullable(),
  /** Where else the key may belong, by ccxt's ids. */
  tryAs: z.array(ExchangeId).max(8).optional(),
});
export type TestItem = z.infer<typeof TestItem>;

export const TestSummary = z.strictObject({
  works: z.int().min(0),
  fails: z.int().min(0),
  cancelled: z.int().min(0),
});
export type TestSummary = z.infer<typeof TestSummary>;

/** What was understood of a pasted text. The values stay in the main process under `draft` until they are saved or ten minutes have passed. */
export const IntakePreview = z.strictObject({
  draft: Id,
  source: z.enum(['coinbase', 'freqtrade', 'ccxt', 'json', 'hummingbot', 'env', 'pem', 'text']),
  exchange: ExchangeId.nullable(),
  label: Label.nullable(),
  fields: z.array(z.strictObject({ name: FieldName, masked: z.string().max(16) })).max(12),
  /** Names that were there and not taken, so that nothing is guessed in silence. */
  ignored: z.array(z.string().max(80)).max(40),
});
export type IntakePreview = z.infer<typeof IntakePreview>;

export const credentialOperations = {
  'credential.list': {
    kind: 'query',
    input: z.strictObject({}),
    output: z.array(CredentialRow).max(20_000),
    secrets: [],
    audience: open,
    audit: null,
    doc: 'List all keys with their rights, IP restriction, expiry and worst finding.',
  },
  'credential.get': {
    kind: 'query',
    input: z.strictObject({ id: Id }),
    output: CredentialDetail,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Show one key: rights beside what its purpose needs, findings, evidence.',
  },
  'credential.add': {
    kind: 'command',
    input: z.strictObject({
      exchange: ExchangeId,
      label: Label,
      account: Account.optional(),
      purpose: Purpose,
      fields: z.partialRecord(FieldName, FieldValue),
      /** Fields that were pasted and are held in the main process. A typed field wins over a pasted one. */
      draft: Id.optional(),
      tags: Tags.optional(),
      notes: Notes.optional(),
      egress: Egress.optional(),
    }),
    output: z.strictObject({ id: Id }),
    secrets: ['fields'],
    audience: open,
    audit: 'credential.added',
    doc: 'Add a key. It is stored encrypted; test it next.',
  },
  'credential.edit': {
    kind: 'command',
    input: z.strictObject({
      id: Id,
      label: Label.optional(),
      account: Account.optional(),
      purpose: Purpose.optional(),
      tags: Tags.optional(),
      notes: Notes.optional(),
      /** Null: from now on directly. */
      egress: Egress.nullable().optional(),
    }),
    output: z.strictObject({}),
    secrets: [],
    audience: open,
    audit: 'credential.edited',
    doc: 'Change what a person says of a key; what is left out stays. The key itself and its secret never change.',
  },
  'credential.remove': {
    kind: 'command',
    input: z.strictObject({ id: Id }),
    output: z.strictObject({ until: Instant }),
    secrets: [],
    audience: open,
    audit: 'credential.removed',
    doc: 'Move a key to the bin. It stays sealed there, is neither tested nor copied, and can be restored for a day.',
  },
  'credential.bin': {
    kind: 'query',
    input: z.strictObject({}),
    output: z.array(BinnedCredential).max(20_000),
    secrets: [],
    audience: open,
    audit: null,
    doc: 'List the keys in the bin, and until when each can be restored.',
  },
  'credential.restore': {
    kind: 'command',
    input: z.strictObject({ id: Id }),
    output: z.strictObject({}),
    secrets: [],
    audience: open,
    audit: 'credential.restored',
    doc: 'Bring a key back from the bin, as it was.',
  },
  'credential.wipe': {
    kind: 'command',
    input: z.strictObject({ id: Id }),
    output: z.strictObject({}),
    secrets: [],
    audience: open,
    audit: 'credential.wiped',
    doc: 'Wipe a key at once, in every generation of the vault. A dialog or a typed yes comes first, since nothing brings it back.',
  },
  'credential.test': {
    kind: 'job',
    input: z.strictObject({
      ids: z.array(Id).min(1).max(20_000).optional(),
      /** Where an exchange cannot tell: try the right to trade too, by cancelling an order that does not exist or having one checked and dropped. */
      probeTrade: z.boolean().optional(),
    }),
    output: TestSummary,
    item: TestItem,
    secrets: [],
    audience: open,
    audit: 'credential.tested',
    doc: 'Ask the exchanges what these keys may do; all keys where none is named. An exchange that cannot tell is probed: reading always, trading only when it is asked for.',
  },
  'credential.tryAs': {
    kind: 'job',
    input: z.strictObject({ id: Id, exchange: ExchangeId }),
    output: TestSummary,
    item: TestItem,
    secrets: [],
    audience: open,
    audit: 'credential.triedAs',
    doc: 'Test a key at another door of its company (another region). Where it works there, it is sealed anew for that exchange and kept there; else nothing changes.',
  },
  'credential.copy': {
    kind: 'command',
    input: z.strictObject({ id: Id, field: FieldName }),
    output: z.strictObject({ clearsAfterMs: z.int().positive() }),
    secrets: [],
    audience: { window: 'open vault', terminal: { authorization: 'copy' } },
    audit: 'credential.copied',
    doc: 'Put one field on the clipboard; it is cleared after 30 seconds if it is still there.',
  },
  'credential.reveal': {
    kind: 'command',
    input: z.strictObject({ id: Id, field: FieldName }),
    output: z.strictObject({ value: z.string().max(8192), hideAfterMs: z.int().positive() }),
    secrets: [],
    yields: 'one field, for a few seconds',
    audience: { window: { authorization: 'reveal' } },
    audit: 'credential.revealed',
    doc: 'Show one field for 20 seconds. Throttled; every use is logged.',
  },
} as const satisfies Contract;

export const intakeOperations = {
  'intake.readText': {
    kind: 'query',
    input: z.strictObject({
      /** More than is read, so that a text that is too long is told so. */
      text: z.string().min(1).max(500_000),
    }),
    output: IntakePreview,
    secrets: ['text'],
    audience: open,
    audit: null,
    doc: 'Understand a pasted key file, configuration, .env, PEM or “key: … secret: …” text, and say what was found, masked.',
  },
  'intake.readClipboard': {
    kind: 'query',
    input: z.strictObject({}),
    output: IntakePreview,
    secrets: [],
    audience: { window: 'open vault' },
    audit: null,
    doc: 'The same for what is on the clipboard, read by the main process so that the secret does not enter the window.',
  },
} as const satisfies Contract;
