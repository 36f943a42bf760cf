import { systemClock } from '../../core/base/clock';
import { instantOf } from '../../core/base/instants';
import { systemRandomness } from '../../core/base/random';
import { createCredentials } from '../../core/credentials/store';
import { exchangeOf, fieldProblem } from '../../core/exchanges/catalogue/catalogue';
import { createRotations } from '../../core/rotation/steps/rotations';
import type { Vault } from '../../core/vault/vault';
import { keyOf } from './house';

/** A key that is rotated to the end, with what an exchange would say given by hand: none is asked here. */

/** The steps in their order; before the nth the rotation stands as after the one before it. */
export const rotationSteps = [
  'start',
  'paste',
  'test',
  'compare',
  'switch',
  'undo',
  'switch again',
  'oldDeleted',
  'prove',
  'finish',
] as const;
export type RotationStep = (typeof rotationSteps)[number];

/** Where it stands after each step, and which key is in use. */
export const standings: readonly (readonly [string, 'one' | 'two'])[] = [
  ['none', 'one'],
  ['prepared', 'one'],
  ['prepared', 'one'],
  ['tested', 'one'],
  ['compared', 'one'],
  ['switched', 'two'],
  ['compared', 'one'],
  ['switched', 'two'],
  ['oldDeleted', 'two'],
  ['provenDead', 'two'],
  ['none', 'two'],
];

export function roomsOf(vault: Vault) {
  const credentials = createCredentials({
    ...{ vault, clock: systemClock, randomness: systemRandomness },
    exchanges: { exchangeOf, fieldProblem },
  });
  return {
    credentials,
    rotations: createRotations({ credentials, clock: systemClock, randomness: systemRandomness }),
  };
}

const refused = {
  outcome: 'fails',
  diagnosis: { code: 'notInspected', text: 'kh-test', next: 'kh-test' },
} as const;

/** Makes every step; `did` hears of each one that was answered. */
export async function rotateToTheEnd(vault: Vault, did: (step: RotationStep) => Promise<void>): Promise<void> {
  const { credentials, rotations } = roomsOf(vault);
  const id = credentials.records()[0]?.id ?? '';
  const wish = () => ({ id, revision: rotations.get(id).rotation.revision });
  const make: Record<RotationStep, () => Promise<unknown>> = {
    start: () => rotations.start([id]),
    paste: () => rotations.paste(wish(), { typed: keyOf('two').fields, pasted: {} }),
    test: async () => {
      const { secretId } = await rotations.newKey(id);
      // Nobody can ask: that counts, and needs no exchange.
      await rotations.tested(id, secretId, { ...refused, at: instantOf(Date.now()) }, true);
    },
    compare: () => rotations.compare(wish()),
    switch: () => rotations.switch(wish(), 'window'),
    undo: () => rotations.undo(wish()),
    'switch again': () => rotations.switch(wish(), 'window'),
    oldDeleted: () => rotations.oldDeleted(wish()),
    prove: () => rotations.tried(id, wish().revision, { reason: 'exact', code: '-2008' }),
    finish: () => rotations.finish(wish()),
  };
  for (const step of rotationSteps) {
    await make[step]();
    await did(step);
  }
}
