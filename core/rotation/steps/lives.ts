import type { Instant } from '../../base/instants';
import type { Life } from '../../contract/rotation';
import { lifeLimit, type StoredCredential } from '../../credentials/record';
import type { Rotating } from './moving';
import type { KeySide } from './rotation';

/** The life line with the key that was replaced just now. Beyond what is kept, the oldest is forgotten. */
export function withLife(record: Rotating, old: KeySide, by: Life['by']): Rotating {
  const { keyEnding: ending, added, lastReport } = old;
  const ended = record.rotation.latest;
  const life: Life = { ending, created: lastReport?.created ?? null, added, ended, by, provenDead: null };
  return { ...record, lives: [...(record.lives ?? []), life].slice(-lifeLimit) };
}

/** The switch was undone: that life goes on. */
export function withoutLastLife({ lives = [], ...record }: StoredCredential): StoredCredential {
  return lives.length < 2 ? record : { ...record, lives: lives.slice(0, -1) };
}

export function withLastLifeProven(record: Rotating, provenDead: Instant): Rotating {
  const lives = record.lives ?? [];
  const last = lives.at(-1);
  return last === undefined ? record : { ...record, lives: [...lives.slice(0, -1), { ...last, provenDead }] };
}
