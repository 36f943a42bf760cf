import { z } from 'zod';
import { Account, Label } from './credentials';
import { open, type Contract } from './operation';
import { Diagnosis, ExchangeId, FieldName, Granted, Id, Instant, Need, PermissionReport, Right } from './words';

/** Where a rotation stands. Its end is that the key has none any more. */
export const rotationStates = ['prepared', 'tested', 'compared', 'switched', 'oldDeleted', 'provenDead'] as const;
export const RotationState = z.enum(rotationStates);
export type RotationState = z.infer<typeof RotationState>;

/** What a try to prove the old key dead came to. `exact` and `newAccepted` prove it; `alive` disproves it; the others say nothing. */
export const proofReasons = [
  'exact',
  'newAccepted',
  'alive',
  'noAnswer',
  'notEvidence',
  'neverAccepted',
  'newRefused',
  'otherWay',
  'addressMayDiffer',
] as const;
export const ProofReason = z.enum(proofReasons);
export type ProofReason = z.infer<typeof ProofReason>;

/** What a person should know before switching, as a closed list; the texts stand in core/rotation/steps. */
export const rotationWarnings = [
  'tokensLack',
  'otherAccount',
  'accountUnknown',
  'lacksNeeded',
  'less',
  'more',
  'noIpList',
  'rightsUnknown',
  'oldGone',
] as const;
export const RotationWarning = z.enum(rotationWarnings);
export type RotationWarning = z.infer<typeof RotationWarning>;

export const defaultKeepDays = 7;
const mostKeepDays = 365;
/** More than anybody rotates in a sitting. */
const mostAtOnce = 200;

const Revision = z.int().min(1);

/** How the new key differs from the old one, by what the exchange says of both. */
export const Comparison = z.strictObject({
  /** Null where nothing was told of that key. */
  rights: z
    .array(z.strictObject({ right: Right, old: Granted.nullable(), new: Granted.nullable(), need: Need }))
    .max(12),
  more: z.array(Right).max(12),
  less: z.array(Right).max(12),
  ip: z.strictObject({
    old: PermissionReport.shape.ip.shape.state,
    new: PermissionReport.shape.ip.shape.state,
  }),
  account: z.enum(['same', 'other', 'unknown']),
  /** Tokens that the new key does not have the rights for, and which it lacks. */
  tokens: z.array(z.strictObject({ id: Id, label: Label, lacks: z.array(Right).max(12) })).max(1000),
  warnings: z.array(z.strictObject({ code: RotationWarning, text: z.string().max(400) })).max(12),
});
export type Comparison = z.infer<typeof Comparison>;

/** One rotation, as a list shows it. */
export const RotationRow = z.strictObject({
  /** Of the key. */
  id: Id,
  label: Label,
  account: Account,
  exchange: ExchangeId,
  exchangeName: z.string().max(60),
  practice: z.boolean(),
  state: RotationState,
  /** To be named with the next step. */
  revision: Revision,
  started: Instant,
  /** Those that were begun together: the how many-th of how many it is. */
  batch: z.strictObject({ id: Id, at: z.int().min(1), of: z.int().min(1) }),
  /** The last four characters of the keys; nothing for a new one that was not pasted yet. */
  oldEnding: z.string().max(4),
  newEnding: z.string().max(4).nullable(),
  /** Why the new key does not count: it was refused, or its exchange was not reached. */
  diagnosis: Diagnosis.nullable(),
});
export type RotationRow = z.infer<typeof RotationRow>;

/** An old key that is still kept. */
export const RetiredRow = z.strictObject({
  id: Id,
  label: Label,
  exchange: ExchangeId,
  keyEnding: z.string().max(4),
  retired: Instant,
  /** From then on it is wiped, at the next look into the vault. */
  until: Instant,
  provenDead: Instant.nullable(),
});
export type RetiredRow = z.infer<typeof RetiredRow>;

/** What a person does at the exchange's site, in its own words. */
export const RotationGuide = z.strictObject({
  keyPage: z.url().nullable(),
  make: z.array(z.string().max(300)).max(12),
  remove: z.array(z.string().max(300)).max(12),
  source: z.string().max(300),
  seen: z.string().max(10),
  confidence: z.enum(['high', 'medium', 'low']),
});
export type RotationGuide = z.infer<typeof RotationGuide>;

export const RotationDetail = z.strictObject({
  ...RotationRow.shape,
  guide: RotationGuide,
  /** Null before the new key was tested. */
  comparison: Comparison.nullable(),
  /** Null before the first try. */
  proof: z
    .strictObject({
      at: Instant,
      reason: ProofReason,
      /** The exchange's own code. */
      code: z.string().max(60).nullable(),
      text: z.string().max(400),
      /** From when on it can be tried again; null where it cannot any more, or need not be. */
      again: Instant.nullable(),
    })
    .nullable(),
  /** Live tokens that sign with this key. */
  tokens: z.int().min(0),
});
export type RotationDetail = z.infer<typeof RotationDetail>;

export const RotationTestItem = z.strictObject({
  id: Id,
  /** `oldWorks` and `oldFails` are of the old key, which is asked after a new one that works. */
  state: z.enum(['waiting', 'running', 'works', 'fails', 'oldWorks', 'oldFails', 'cancelled']),
  diagnosis: Diagnosis.nullable(),
});
export type RotationTestItem = z.infer<typeof RotationTestItem>;

export const RotationProofItem = z.strictObject({
  id: Id,
  state: z.enum(['waiting', 'running', 'dead', 'alive', 'unproven', 'cancelled']),
  reason: ProofReason.nullable(),
});
export type RotationProofItem = z.infer<typeof RotationProofItem>;

const Step = z.strictObject({ id: Id, revision: Revision });
const several = z.strictObject({ ids: z.array(Id).min(1).max(mostAtOnce) });
/** What tokens sign with becomes another: no program does that behind the person's back. */
const moves = { window: 'open vault', terminal: { authorization: 'issue' } } as const;

export const rotationStepOperations = {
  'rotation.start': {
    kind: 'command',
    input: several,
    output: z.array(RotationRow).max(mostAtOnce),
    secrets: [],
    audience: open,
    audit: 'rotation.started',
    doc: 'Begin to replace keys, one after the other in this order. Nothing of them changes yet.',
  },
  'rotation.list': {
    kind: 'query',
    input: z.strictObject({}),
    output: z.strictObject({
      rotations: z.array(RotationRow).max(20_000),
      retired: z.array(RetiredRow).max(20_000),
    }),
    secrets: [],
    audience: open,
    audit: null,
    doc: 'List the rotations that are under way, in the order of their beginning, and old keys that are still kept.',
  },
  'rotation.get': {
    kind: 'query',
    input: z.strictObject({ id: Id }),
    output: RotationDetail,
    secrets: [],
    audience: open,
    audit: null,
    doc: 'Show one rotation: where it stands, what to do at the exchange, how the two keys differ, and what was proven.',
  },
  'rotation.pasted': {
    kind: 'command',
    input: z.strictObject({
      ...Step.shape,
      fields: z.partialRecord(FieldName, z.string().min(1).max(8192)),
      /** Fields that were pasted and are held in the main process. A typed field wins over a pasted one. */
      draft: Id.optional(),
    }),
    output: RotationRow,
    secrets: ['fields'],
    audience: open,
    audit: 'rotation.pasted',
    doc: 'Keep the new key of a rotation, sealed beside the old one, in place of one pasted before. It counts for nothing until it is tested.',
  },
  'rotation.test': {
    kind: 'job',
    input: several,
    output: z.strictObject({ works: z.int().min(0), fails: z.int().min(0), cancelled: z.int().min(0) }),
    item: RotationTestItem,
    secrets: [],
    audience: open,
    audit: 'rotation.tested',
    doc: 'Ask the exchange what the new keys of these rotations may do, by the way that their old keys go; then whether the old ones still work.',
  },
  'rotation.compare': {
    kind: 'command',
    input: z.strictObject({
      ...Step.shape,
      /** The person wants it although tokens would lack rights. */
      despite: z.boolean().optional(),
    }),
    output: RotationRow,
    secrets: [],
    audience: open,
    audit: 'rotation.compared',
    doc: 'The person has seen how the two keys differ, and goes on.',
  },
  'rotation.switch': {
    kind: 'command',
    input: Step,
    output: RotationRow,
    secrets: [],
    audience: moves,
    audit: 'rotation.switched',
    doc: 'Use the new key from now on. Label, tokens and all that a person said of the key stay; tokens sign with the new key from their next request.',
  },
  'rotation.undo': {
    kind: 'command',
    input: Step,
    output: RotationRow,
    secrets: [],
    audience: open,
    audit: 'rotation.undone',
    doc: 'Take the last step back. That is possible until the old key is deleted at the exchange.',
  },
  'rotation.oldDeleted': {
    kind: 'command',
    input: Step,
    output: RotationRow,
    secrets: [],
    audience: open,
    audit: 'rotation.oldDeleted',
    doc: 'The person has deleted the old key at the exchange. `rotation.prove` shows whether it is so.',
  },
  'rotation.prove': {
    kind: 'job',
    input: several,
    output: z.strictObject({
      dead: z.int().min(0),
      alive: z.int().min(0),
      unproven: z.int().min(0),
      cancelled: z.int().min(0),
    }),
    item: RotationProofItem,
    secrets: [],
    audience: open,
    audit: 'rotation.proved',
    doc: 'Ask the exchanges with the old keys of these rotations whether they are dead. A network error proves nothing; after three refusals that prove nothing it is not tried any more.',
  },
  'rotation.finish': {
    kind: 'command',
    input: z.strictObject({
      ...Step.shape,
      /** How long the old key stays sealed in the vault, in days; left out: seven. */
      keepDays: z.int().min(0).max(mostKeepDays).optional(),
      /** The person goes on although nothing proved the old key dead. */
      unproven: z.boolean().optional(),
    }),
    output: z.strictObject({ until: Instant }),
    secrets: [],
    audience: open,
    audit: 'rotation.finished',
    doc: 'End a rotation. The old key stays sealed for some days, and is then wiped from every generation of the vault.',
  },
  'rotation.cancel': {
    kind: 'command',
    input: Step,
    output: z.strictObject({}),
    secrets: [],
    audience: open,
    audit: 'rotation.cancelled',
    doc: 'Give a rotation up before the switch. The old key stays as it is; a new one that was pasted is wiped.',
  },
  'rotation.practiceNew': {
    kind: 'command',
    input: Step,
    output: RotationRow,
    secrets: [],
    audience: open,
    audit: 'rotation.pasted',
    doc: 'Make a new key at the practice exchange with the rights of the old one, as a person would at its site, and take it into the rotation.',
  },
  'rotation.practiceDelete': {
    kind: 'command',
    input: Step,
    output: RotationRow,
    secrets: [],
    audience: open,
    audit: 'rotation.oldDeleted',
    doc: 'Delete the old key of a rotation at the practice exchange, as a person would at its site.',
  },
} as const satisfies Contract;
