import { fail } from '../../base/failure';
import type { Instant } from '../../base/instants';
import type { StoredCredential } from '../../credentials/record';
import type { Rotation } from './rotation';
import { mayStep, mayUndo, steps, undone, type StepName } from './states';

/** A record that has a rotation. */
export type Rotating = StoredCredential & { readonly rotation: Rotation };

/** @throws rotation.none */
export function rotating(record: StoredCredential): Rotating {
  const { rotation } = record;
  if (rotation === undefined) throw fail('rotation.none', { label: record.label });
  return { ...record, rotation };
}

/** @throws rotation.changed where somebody else made a step since the one who asks looked */
export function mustBeAt({ label, rotation }: Rotating, revision: number): void {
  if (rotation.revision !== revision) throw fail('rotation.changed', { label, state: rotation.state });
}

/** @throws rotation.notNow */
export function mustStep({ label, rotation: { state } }: Rotating, step: StepName): void {
  if (!mayStep(state, step)) throw fail('rotation.notNow', { label, state, step });
}

/** Now, or the latest moment that this rotation knows of: while a clock is set back, nothing is stamped before what it follows. */
export const stampFor = ({ latest }: Rotation, now: Instant): Instant => (now > latest ? now : latest);

/** The rotation after one step. `change` is what else it makes another. @throws rotation.notNow */
export function stepped(
  record: Rotating,
  step: Exclude<StepName, 'finish' | 'cancel'>,
  { now, ...change }: { readonly now: Instant } & Partial<Rotation>,
): Rotating {
  mustStep(record, step);
  return { ...record, rotation: after(record.rotation, { ...change, state: steps[step].to }, now) };
}

/** The rotation with its last step taken back; the state alone. @throws rotation.notNow */
export function steppedBack(record: Rotating, now: Instant): Rotating {
  const { label, rotation } = record;
  const { state } = rotation;
  if (!mayUndo(state)) throw fail('rotation.notNow', { label, state, step: 'undo' });
  return { ...record, rotation: after(rotation, { state: undone[state] }, now) };
}

/** What is learned without a step. */
export const learned = (record: Rotating, change: Partial<Rotation>, now: Instant): Rotating => ({
  ...record,
  rotation: after(record.rotation, change, now),
});

const after = (rotation: Rotation, change: Partial<Rotation>, now: Instant): Rotation => ({
  ...rotation,
  ...change,
  revision: rotation.revision + 1,
  latest: stampFor(rotation, now),
});
