import { z } from 'zod';
import { fail } from '../base/failure';
import { Account, Egress, Label } from '../contract/credentials';
import { RetiredKey, Rotation } from '../rotation/steps/rotation';
import { Every, Life } from '../contract/rotation';
import { accepts } from './accepts';
import { Diagnosis, ExchangeId, FieldName, Id, Instant, Mute, PermissionReport, Purpose } from '../contract/words';

/**
 * 2: mutes, answers on second factors, and the fingerprint of the key alone. 3: rotation policies, the keys that a credential
 * had before, the rights that a mute covers, rotations, and secrets under ids of their own. A room of an earlier version is one
 * without them.
 */
export const roomVersion = 3;

/** How many credentials one vault takes: as many as a list may answer. */
export const credentialLimit = 20_000;

/** A key that is replaced every week for a lifetime of vaults has fewer; the oldest are forgotten first. */
export const lifeLimit = 400;

/** More than there are exchanges. */
export const secondFactorLimit = 400;

/** Of one credential: who rotates more often than this keeps nothing by it. */
export const retiredLimit = 20;

/** What the sealed index keeps of one credential. Its fields are a secret of their own, under the same id. */
export const StoredCredential = z.strictObject({
  id: Id,
  exchange: ExchangeId,
  label: Label,
  account: Account,
  purpose: Purpose,
  tags: z.array(z.string().min(1).max(40)).max(20),
  notes: z.string().max(4000),
  added: Instant,
  keyEnding: z.string().max(4),
  /** HMAC of exchange and key with the room's salt: finds a duplicate without the key standing in the index. */
  keyFingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  fields: z.array(FieldName).min(1).max(12),
  /** The proxy that its requests go through; left out where they go directly. */
  egress: Egress.optional(),
  /** The last report the exchange gave, kept when a later test fails. */
  lastReport: PermissionReport.nullable(),
  lastTest: z.strictObject({ at: Instant, diagnosis: Diagnosis.nullable() }).nullable(),
  /** HMAC of the key alone: finds the same key kept for another exchange. Left out where it was kept before there was one. */
  sameKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Findings that the person does not want to hear of for a while. Left out where there are none. One without rights is from before they were kept, and holds as it did. */
  mutes: z.array(Mute).max(40).optional(),
  /** Under which its fields are sealed; left out where that is its own id, as it is until its first rotation. */
  secretId: Id.optional(),
  /** Left out where none is under way. */
  rotation: Rotation.optional(),
  /** Old keys that are kept for a while. Left out where there are none. */
  retired: z.array(RetiredKey).max(retiredLimit).optional(),
  /** How often it is to be replaced, where the person chose that for this one; left out where its purpose says so. */
  rotateEvery: Every.optional(),
  /** The person lets Keyhaven ask the exchange by itself before it dies of disuse. */
  keepAlive: z.literal(true).optional(),
  /** The keys that it had before, the oldest first; left out while it was never rotated. */
  lives: z.array(Life).max(lifeLimit).optional(),
});
export type StoredCredential = z.infer<typeof StoredCredential>;

/** A removed credential, as it was. It stands apart from the others, so that nothing that lists, tests or copies can meet it. */
const Binned = z.strictObject({ record: StoredCredential, removed: Instant });
export type Binned = z.infer<typeof Binned>;

/** Whether the login at an exchange has a second factor, as the person answered. */
const SecondFactor = z.strictObject({ exchange: ExchangeId, answer: z.enum(['on', 'off']), at: Instant });

/** How often keys are to be replaced that have no policy of their own. */
const GeneralPolicies = z.strictObject({
  default: Every.optional(),
  purposes: z.partialRecord(Purpose, Every).optional(),
});
export type GeneralPolicies = z.infer<typeof GeneralPolicies>;

export const CredentialRoom = z.strictObject({
  version: z.literal([1, 2, roomVersion]),
  salt: z.base64().length(44),
  credentials: z.array(StoredCredential).max(credentialLimit),
  /** Left out while nothing was ever removed. */
  bin: z.array(Binned).max(credentialLimit).optional(),
  /** One for each exchange; left out while none was given. */
  secondFactors: z.array(SecondFactor).max(secondFactorLimit).optional(),
  /** How often keys are to be replaced; left out while nobody chose. */
  policies: GeneralPolicies.optional(),
});
export type CredentialRoom = z.infer<typeof CredentialRoom>;

/** The fields of one credential, as they stand in its secret. */
export const CredentialFields = z.partialRecord(FieldName, z.string().min(1).max(8192));
export type CredentialFields = z.infer<typeof CredentialFields>;

/**
 * The room as it was saved; null where nothing was ever saved.
 * @throws vault.newer for a version from the future, vault.corrupt for anything else that does not fit: damage is never an empty list.
 */
export function parseRoom(stored: unknown): CredentialRoom | null {
  if (stored === undefined) return null;
  const { data: newer } = Versioned.safeParse(stored);
  if (newer !== undefined) throw fail('vault.newer', { found: newer.version, known: roomVersion });
  const room = acceptsRoom(stored) ? (stored as CredentialRoom) : CredentialRoom.safeParse(stored).data;
  if (room === undefined || hasTwins(room)) throw fail('vault.corrupt', { where: 'the list of keys' });
  return room;
}

const acceptsRoom = accepts(CredentialRoom);
const Versioned = z.looseObject({ version: z.int().gt(roomVersion) });

function hasTwins({ credentials, bin = [] }: CredentialRoom): boolean {
  const ids = new Set([...credentials, ...bin.map(({ record }) => record)].map(({ id }) => id));
  return ids.size !== credentials.length + bin.length;
}

/** @throws vault.corrupt; the text of a parser's error would hold the secret, so none is passed on. */
export function parseFields(plain: Uint8Array): CredentialFields {
  try {
    return CredentialFields.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain)));
  } catch {
    throw fail('vault.corrupt', { where: 'the fields of a key' });
  }
}

/** Where the fields of the key that is in use are sealed. */
export const secretIdOf = ({ id, secretId }: Pick<StoredCredential, 'id' | 'secretId'>): string => secretId ?? id;

/** Every secret that belongs to a credential: of the key in use, of the other one of its rotation, of old ones. */
export function secretIdsOf({ rotation, retired = [], ...record }: StoredCredential): string[] {
  const other = rotation?.other == null ? [] : [rotation.other.secretId];
  return [secretIdOf(record), ...other, ...retired.map(({ secretId }) => secretId)];
}

export function isPractice(exchange: string): boolean {
  return exchange.startsWith('practice:');
}

/** Binds a secret to its exchange: a practice credential is one in its very encryption and never opens as a real one. */
export function secretPurpose(exchange: string): string {
  return `credential/${exchange}`;
}
