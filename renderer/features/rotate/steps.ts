import { rotationStates, type RotationDetail, type RotationState } from '../../../core/contract/rotation-steps';

export type Standing = 'done' | 'now' | 'later';

/** How each step of the page stands while the rotation stands at one. */
export function standings(
  at: RotationState,
): readonly { readonly state: RotationState; readonly standing: Standing }[] {
  const now = rotationStates.indexOf(at);
  return rotationStates.map((state, index) => ({
    state,
    standing: index < now ? 'done' : index === now ? 'now' : 'later',
  }));
}

/** Until the old key is deleted; before a new key was pasted there is nothing to take back. */
export function canUndo({ state, newEnding }: Pick<RotationDetail, 'state' | 'newEnding'>): boolean {
  if (state === 'prepared') return newEnding !== null;
  return state === 'tested' || state === 'compared' || state === 'switched';
}

export const canCancel = (state: RotationState): boolean =>
  state === 'prepared' || state === 'tested' || state === 'compared';
