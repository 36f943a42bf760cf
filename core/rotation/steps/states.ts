import { rotationStates, type RotationState } from '../../contract/rotation-steps';

interface Step {
  readonly from: readonly RotationState[];
  /** Null: the rotation is over. */
  readonly to: RotationState | null;
}

/** What can happen to a rotation, and from where. To add a step: a row here, and what it does in rotations.ts. */
export const steps = {
  /** A new key was pasted, in place of one that was pasted before. */
  paste: { from: ['prepared', 'tested', 'compared'], to: 'prepared' },
  /** The exchange answered for the new key, or nobody can ask it. */
  test: { from: ['prepared', 'tested', 'compared'], to: 'tested' },
  /** The exchange refused the new key, or was not reached: it counts for nothing until it is tested again. */
  fail: { from: ['prepared', 'tested', 'compared'], to: 'prepared' },
  /** A person saw how the two keys differ. */
  compare: { from: ['tested', 'compared'], to: 'compared' },
  switch: { from: ['compared'], to: 'switched' },
  /** A person deleted the old key at the exchange, as far as they say. */
  oldDeleted: { from: ['switched'], to: 'oldDeleted' },
  /** It was not: the old key is still accepted, and everything can still be undone. */
  oldLives: { from: ['oldDeleted'], to: 'switched' },
  proveDead: { from: ['oldDeleted'], to: 'provenDead' },
  finish: { from: ['oldDeleted', 'provenDead'], to: null },
  cancel: { from: ['prepared', 'tested', 'compared'], to: null },
} as const satisfies Record<string, Step>;
export type StepName = keyof typeof steps;

/** What each step is undone to. What is not named cannot be: the old key is gone, or nothing was done yet. */
export const undone = {
  // The pasted key is taken back.
  prepared: 'prepared',
  tested: 'prepared',
  compared: 'tested',
  switched: 'compared',
} as const satisfies Partial<Record<RotationState, RotationState>>;

export function mayStep(state: RotationState, name: StepName): boolean {
  const { from }: Step = steps[name];
  return from.includes(state);
}

export const mayUndo = (state: RotationState): state is keyof typeof undone => Object.hasOwn(undone, state);

/** Which of the two keys stands in the record: before the switch the old one, after it the new one. */
export const isSwitched = (state: RotationState): boolean =>
  rotationStates.indexOf(state) >= rotationStates.indexOf('switched');
