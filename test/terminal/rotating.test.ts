import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RotationDetail } from '../../core/contract/rotation-steps';
import { keyOf, makesVault } from './support/answers';
import { newPerson, type Person } from './support/person';

/** A key replaced at a terminal, from the first step to the proof that the old one is dead. */

let person: Person;
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  await makesVault(person);
  await person.sitsAt(['practice']).sees('running at http://127.0.0.1:');
  await person.json(['practice', 'add', 'kraken', '--label', 'Desk']);
  await person.json(['test']);
}, 120_000);
afterAll(() => person.leaves());

describe('keyhaven rotate', () => {
  it('waits where a person has to decide, and says where it stands', async () => {
    const { code, err } = await person.keyhaven(['rotate', 'Desk']);
    expect(code).toBe(5);
    expect(err).toContain('The new key works.');
    const status = await person.json<{ rotations: Pick<RotationDetail, 'state' | 'label'>[] }>(['rotate', '--status']);
    expect(status.rotations).toMatchObject([{ label: 'Desk', state: 'tested' }]);
    expect(await person.failure(['rotate', 'Desk'])).toMatchObject({ code: 'rotation.underWay' });
  });

  it('takes a step back, and is gone on with', async () => {
    expect(await person.json(['rotate', '--undo', 'Desk'])).toMatchObject({ state: 'prepared', newEnding: null });
    expect((await person.keyhaven(['rotate', '--continue'])).code).toBe(5);
  });

  it('switches with a person’s yes, deletes the old key at the practice exchange and proves it dead', async () => {
    const { keyEnding } = await keyOf(person, 'Desk');
    const typist = person.sitsAt(['rotate', '--continue', 'Desk']);
    await typist.sees('Use the new key from now on? [y/N]');
    typist.types('y\r');
    await typist.sees(/yes/i);
    typist.types('yes\r');
    await typist.sees('The new key is in use.');
    await typist.sees(`Delete the old key …${keyEnding}`);
    typist.types('y\r');
    await typist.sees('the old key is dead');
    await typist.sees('is rotated; its old key is kept until');
    expect((await typist.ends()).code).toBe(0);
    const { rotations, retired } = await person.json<{ rotations: unknown[]; retired: { keyEnding: string }[] }>([
      ...['rotate', '--status'],
    ]);
    expect([rotations, retired.map((old) => old.keyEnding)]).toEqual([[], [keyEnding]]);
    expect((await keyOf(person, 'Desk')).keyEnding).not.toBe(keyEnding);
  });
});

it('several at once are gone through one after the other; where one waits, those after it do not', async () => {
  const labels = ['First', 'Second', 'Third'];
  for (const label of labels) await person.json(['practice', 'add', 'kraken', '--label', label]);
  const { code, err } = await person.keyhaven(['rotate', ...labels]);
  expect(code).toBe(5);
  const told = [1, 2, 3].map((n) => err.indexOf(`Key ${String(n)} of 3`));
  expect(told[0]).toBeGreaterThanOrEqual(0);
  expect(told).toEqual([...told].sort((one, other) => one - other));
  const { rotations } = await person.json<{ rotations: Pick<RotationDetail, 'state' | 'label' | 'batch'>[] }>([
    ...['rotate', '--status'],
  ]);
  expect(rotations.map(({ label, state, batch }) => [label, state, batch.at, batch.of])).toEqual(
    labels.map((label, n) => [label, 'tested', n + 1, 3]),
  );
  expect(await person.failure(['rotate', ...labels, '--from', 'new-keys.env'])).toMatchObject({
    code: 'usage.badOption',
  });
});
