import { join } from 'node:path';
import { afterAll, beforeAll, expect, describe, it } from 'vitest';
import { dayMs, instantOf } from '../../core/base/instants';
import type { Clock } from '../../core/base/ports';
import { newHouse, type House } from '../support/houses';
import { practiceControlOf } from '../support/practice-control';

/** A key that its exchange ends when it is not used for two weeks, kept alive by Keyhaven itself until the exchange refuses it. */

let house: House;
let id: string;
let aheadMs = 0;
const clock: Clock = { now: () => instantOf(Date.now() + aheadMs), monotonicMs: () => performance.now() + aheadMs };
beforeAll(async () => {
  house = await newHouse({ clock });
  await house.person.ask('vault.create', { mode: 'keychain' });
  await house.person.ask('practice.start', {});
  ({ id } = await house.person.ask('practice.addKey', { exchange: 'practice:okx', rights: ['read_only', 'trade'] }));
  await house.person.run('credential.test', { ids: [id] });
});
afterAll(() => house.close());

const lines = async () =>
  (await house.person.ask('audit.list', { limit: 20, filter: 'rotation.keptAlive' })).entries.map(
    ({ actor, subject, outcome }) => `${actor} ${subject} ${outcome}`,
  );
const detail = () => house.person.ask('credential.get', { id });
const look = () => house.keyhaven.keepingAlive.look();

describe('a key that dies of disuse', () => {
  it('is not used by itself where the person did not allow it', async () => {
    aheadMs = 11 * dayMs;
    await look();
    expect(await lines()).toEqual([]);
  });

  it('is used by one read where they did, in time, once, and its end moves', async () => {
    await house.person.ask('rotation.allowKeepAlive', { credential: id, allowed: true });
    const before = (await detail()).dueReasons.find(({ kind }) => kind === 'idle')?.at ?? '';
    expect(await look()).toEqual({ failed: [] });
    await look();
    expect(await lines()).toEqual([`keyhaven ${id} works`]);
    expect((await detail()).dueReasons.find(({ kind }) => kind === 'idle')?.at ?? '').not.toBe(before);
  });

  it('is left alone while the vault is locked', async () => {
    aheadMs += 11 * dayMs;
    await house.person.ask('vault.lock', {});
    expect(house.keyhaven.keepingAlive.isTime()).toBe(false);
    await look();
    await house.person.ask('vault.unlock', {});
    expect(house.keyhaven.keepingAlive.isTime()).toBe(true);
    expect(await lines()).toHaveLength(1);
  });

  it('is said to have failed once its exchange refused it, and is tried no more', async () => {
    const control = practiceControlOf(join(house.world.home, 'practice'));
    const { keys } = await control<{ keys: { style: string; apiKey: string }[] }>('GET', '/keyhaven/keys');
    await control('POST', '/keyhaven/keys/remove', { apiKey: keys.find(({ style }) => style === 'okx')?.apiKey });
    expect(await look()).toEqual({ failed: [id] });
    const { findings } = await detail();
    expect(findings.map(({ kind }) => kind)).not.toEqual([]);
    aheadMs += 2 * dayMs;
    expect(await look()).toEqual({ failed: [] });
    expect(await lines()).toHaveLength(2);
  });
});
