import { secretIdOf, type StoredCredential } from '../../credentials/record';
import type { Rotating } from './moving';
import type { KeySide } from './rotation';

/** What a record says of the key that it is of now. */
export function sideOfRecord(record: StoredCredential): KeySide {
  const { added, keyEnding, keyFingerprint, sameKey, fields, lastReport, lastTest } = record;
  return {
    secretId: secretIdOf(record),
    added,
    keyEnding,
    keyFingerprint,
    ...(sameKey !== undefined && { sameKey }),
    fields,
    lastReport,
    lastTest,
  };
}

/** The record with the other key in the place of the one it is of. What a person said of it, its id and its findings’ mutes stay. */
export function withSide({ sameKey: _before, ...record }: StoredCredential, side: KeySide): StoredCredential {
  return { ...record, ...side };
}

/** Both keys change places: the one in use becomes the other one, and the other way round. */
export function exchanged(record: Rotating): Rotating {
  const { rotation } = record;
  if (rotation.other === null) throw new Error('there is no other key');
  return { ...withSide(record, rotation.other), rotation: { ...rotation, other: sideOfRecord(record) } };
}
