import type { Instant } from '../../base/instants';
import type { StoredCredential } from '../../credentials/record';
import type { Rotation } from './rotation';

/** The rotation before its first step. No stamp of it is before what is known of its key, also where the clock was set back. */
export function begun(batch: Rotation['batch'], { added, lastTest }: StoredCredential, now: Instant): Rotation {
  const known = lastTest === null || lastTest.at < added ? added : lastTest.at;
  const latest = now > known ? now : known;
  return {
    ...{ state: 'prepared', revision: 1, started: latest, latest, batch },
    ...{ other: null, oldAccepted: null, proof: null, tries: 0 },
  };
}

/** In the order in which they were begun, those that were begun together as the person named them. */
export function order(one: Rotation, other: Rotation): number {
  if (one.batch.id === other.batch.id) return one.batch.at - other.batch.at;
  return one.started < other.started || (one.started === other.started && one.batch.id < other.batch.id) ? -1 : 1;
}
