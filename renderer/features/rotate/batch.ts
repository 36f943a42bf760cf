import type { RotationRow } from '../../../core/contract/rotation-steps';

type One = Pick<RotationRow, 'id' | 'batch'>;

/** Those of the same choosing that are not finished, in their order. */
export const leftOf = (rotations: readonly RotationRow[], one: One): RotationRow[] =>
  rotations.filter(({ batch }) => batch.id === one.batch.id).sort((a, b) => a.batch.at - b.batch.at);

/** The next of them after this one, and from the first again at the end; undefined where it is the only one. */
export function nextOf(rotations: readonly RotationRow[], one: One): RotationRow | undefined {
  const others = leftOf(rotations, one).filter(({ id }) => id !== one.id);
  return others.find(({ batch }) => batch.at > one.batch.at) ?? others[0];
}
