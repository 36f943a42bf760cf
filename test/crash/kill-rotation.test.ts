import { describe, expect, it } from 'vitest';
import { figure } from '../support/figure';
import { createCrashedHome, type CrashedHome } from './crashed-home';
import { keyOf, secretOf } from './house';
import { killing, long } from './killing';
import type { Report } from './orders';
import { roomsOf, rotationSteps, standings } from './rotating';

const kills = long ? 200 : 40;
/** After how many answered steps a kill came. */
const met = new Set<number>();

async function begun(): Promise<{ home: CrashedHome; recoveryCode: string }> {
  const home = createCrashedHome();
  const vault = home.vault();
  const { recoveryCode } = await vault.create({ mode: 'keychain' });
  await roomsOf(vault).credentials.add(keyOf('one'));
  await vault.lock();
  return { home, recoveryCode };
}

/** As after the last step that was answered, or after the one that was under way; and no secret is lost. */
async function afterwards(home: CrashedHome, told: readonly Report[]): Promise<void> {
  const steps = told.filter(({ told: kind }) => kind === 'did').length;
  met.add(steps);
  const vault = home.vault();
  await vault.unlock({});
  try {
    expect(await vault.status()).toMatchObject({ state: 'open', fellBack: false, frozen: null });
    const { credentials } = roomsOf(vault);
    const [record] = credentials.records();
    if (record === undefined) throw new Error('the key is gone');
    const { exchange, rotation, retired = [] } = record;
    const used = (await credentials.fields(record.id)).fields.secret;
    const found = [rotation?.state ?? 'none', used === secretOf('one') ? 'one' : 'two'];
    expect(standings.slice(steps, steps + 2)).toContainEqual(found);
    expect([secretOf('one'), secretOf('two')]).toContain(used);

    const kept = [...(rotation?.other == null ? [] : [rotation.other.secretId]), ...retired.map((old) => old.secretId)];
    const others = await Promise.all(
      kept.map(async (secretId) => (await credentials.sealed(exchange, secretId)).secret),
    );
    // From the paste on both are there, to the end and after it.
    if (steps >= 2) expect([used, ...others].sort()).toEqual([secretOf('one'), secretOf('two')].sort());
    expect(retired.length === 1).toBe(found[0] === 'none' && found[1] === 'two');
  } finally {
    await vault.lock();
  }
}

const rotation = killing({
  works: ['rotate a key'],
  kills,
  begun,
  afterwards: (_work, home, _begun, told) => afterwards(home, told),
});

describe('a Keyhaven killed while it rotates a key', () => {
  it('is killed before every stage of every step’s save', () => {
    expect(rotation.plan().length).toBeGreaterThanOrEqual(kills);
    expect([...rotation.stagesNotMet()]).toEqual([]);
    expect(standings).toHaveLength(rotationSteps.length + 1);
  });

  it('stands before that step or after it, never between, and both secrets can be read', async () => {
    figure('kills', await rotation.kill('rotate a key'));
    expect([...met].sort((one, other) => one - other)).toEqual(rotationSteps.map((_, n) => n));
  });
});
