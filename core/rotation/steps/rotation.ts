import { z } from 'zod';
import { Egress } from '../../contract/credentials';
import { ProofReason, RotationState } from '../../contract/rotation-steps';
import { Diagnosis, FieldName, Id, Instant, PermissionReport } from '../../contract/words';

const Fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/** What a record says of the key itself. A switch changes these for those of the other key; all else is the person's and stays. */
export const KeySide = z.strictObject({
  /** Under which the fields are sealed. Each key keeps its own from its first to its last day, so that wiping it leaves none behind. */
  secretId: Id,
  added: Instant,
  keyEnding: z.string().max(4),
  keyFingerprint: Fingerprint,
  sameKey: Fingerprint.optional(),
  fields: z.array(FieldName).min(1).max(12),
  lastReport: PermissionReport.nullable(),
  lastTest: z.strictObject({ at: Instant, diagnosis: Diagnosis.nullable() }).nullable(),
});
export type KeySide = z.infer<typeof KeySide>;

/** A test that the old key passed, and the way it went: what later refuses it must be compared with that. */
const Accepted = z.strictObject({ at: Instant, egress: Egress.nullable() });
export type Accepted = z.infer<typeof Accepted>;

/** The rotation of one key, kept with its record: one save changes both, so that nothing is ever between two states. */
export const Rotation = z.strictObject({
  state: RotationState,
  /** One more with each step. Whoever acts names the one they saw, so that two who act at once are told. */
  revision: z.int().min(1),
  started: Instant,
  /** No stamp of a rotation is before this one, also where the clock was set back. */
  latest: Instant,
  /** Those that were begun together, and how many they were. */
  batch: z.strictObject({ id: Id, of: z.int().min(1), at: z.int().min(1) }),
  /** The key that is not in the record: the new one until the switch, the old one from then on. Null until one is pasted. */
  other: KeySide.nullable(),
  oldAccepted: Accepted.nullable(),
  /** The last try to prove the old key dead; null before the first. */
  proof: z.strictObject({ at: Instant, reason: ProofReason, code: z.string().max(60).nullable() }).nullable(),
  /** How often the exchange refused the dead key without that proving it. */
  tries: z.int().min(0).max(100),
});
export type Rotation = z.infer<typeof Rotation>;

/** An old key after its rotation: sealed until then, and wiped from every generation of the vault afterwards. */
export const RetiredKey = z.strictObject({
  secretId: Id,
  keyEnding: z.string().max(4),
  keyFingerprint: Fingerprint,
  retired: Instant,
  until: Instant,
  /** When it was proven dead; null where the person went on without a proof. */
  provenDead: Instant.nullable(),
});
export type RetiredKey = z.infer<typeof RetiredKey>;
