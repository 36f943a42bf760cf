import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { firstLockSettings, type LockSettings } from '../../core/contract/lock';
import { newHouse, passphrase, vaultOfTwoKeys, type House, type Template } from '../support/houses';
import { personAt } from '../support/person';

/** The two locks, and what brings them about. */

let template: Template;
let house: House;
beforeAll(async () => void (template = await vaultOfTwoKeys()), 120_000);
afterAll(() => template.remove());
afterEach(() => house.close());

const minuteMs = 60_000;

async function openHouse(settings: Partial<LockSettings> = {}): Promise<House> {
  house = await template.copy();
  await house.person.ask('vault.unlock', {});
  await house.person.ask('lock.set', { ...firstLockSettings, ...settings });
  return house;
}

const state = async () => (await house.person.ask('vault.status', {})).state;

const lastLock = async () => {
  await house.person.ask('vault.unlock', {});
  const { entries } = await house.person.ask('audit.list', { limit: 1, filter: 'vault.locked' });
  return entries.map(({ actor, outcome }) => `${actor} ${outcome}`);
};

describe('the window lock', () => {
  it('closes every door and says that what was granted goes on', async () => {
    const { person, keyhaven } = await openHouse();
    await person.ask('vault.lock', { stops: 'window' });
    expect(await person.ask('vault.status', {})).toMatchObject({ state: 'locked', goesOn: true, credentials: null });
    for (const door of [person, personAt(keyhaven.door('terminal'))]) {
      expect(await door.refused('credential.list', {})).toBe('vault.locked');
      expect(await door.refused('authorization.give', { kind: 'copy' })).toBe('vault.locked');
      expect(await door.refused('audit.list', { limit: 1 })).toBe('vault.locked');
    }
  });

  it('holds the vault, so that no other process opens it meanwhile', async () => {
    const { person } = await openHouse();
    await person.ask('vault.lock', { stops: 'window' });
    const other = personAt(house.again().door('terminal'));
    expect(await other.refused('vault.unlock', {})).toBe('vault.busy');
    await person.ask('vault.lock', { stops: 'everything' });
    expect(await person.ask('vault.status', {})).toMatchObject({ state: 'locked', goesOn: false });
    await other.ask('vault.unlock', {});
  });

  it('opens only with what opened the vault, the passphrase and the keychain’s entry', async () => {
    house = await newHouse();
    const { person, world } = house;
    await person.ask('vault.create', { mode: 'keychainAndPassphrase', passphrase });
    await person.ask('vault.lock', { stops: 'window' });
    expect(await person.refused('vault.unlock', {})).toBe('vault.passphraseNeeded');
    expect(await person.refused('vault.unlock', { passphrase: 'kh-test-wrong' })).toBe('authorization.wrongPassphrase');
    const entries = [...world.keychain.entries];
    world.keychain.entries.clear();
    expect(await person.refused('vault.unlock', { passphrase })).toBe('keychain.lost');
    expect(await person.ask('vault.status', {})).toMatchObject({ state: 'locked', goesOn: true, trouble: 'lost' });
    for (const [name, value] of entries) world.keychain.entries.set(name, value);
    expect(await person.ask('vault.unlock', { passphrase })).toMatchObject({ state: 'open', trouble: null });
    expect(await person.ask('audit.verify', {})).toMatchObject({ whole: true });
  });

  it('counts wrong passphrases like a closed vault', async () => {
    house = await newHouse();
    const { person } = house;
    await person.ask('vault.create', { mode: 'passphrase', passphrase });
    await person.ask('vault.lock', { stops: 'window' });
    for (let time = 0; time < 5; time += 1)
      await person.refused('vault.unlock', { passphrase: `kh-test-wrong ${String(time)}` });
    expect(await person.refused('vault.unlock', { passphrase })).toBe('authorization.throttled');
    const restarted = personAt(house.again().door('window'));
    await person.ask('vault.lock', { stops: 'everything' });
    expect(await restarted.refused('vault.unlock', { passphrase })).toBe('authorization.throttled');
  });

  it('can be left by the recovery code, as a closed vault can', async () => {
    const { person } = await openHouse();
    await person.ask('vault.lock', { stops: 'window' });
    await person.ask('vault.recover', { code: template.recoveryCode, mode: 'keychain' });
    expect(await person.ask('credential.list', {})).toHaveLength(2);
  });

  it('is what a lock by hand does where it was chosen', async () => {
    const { person } = await openHouse({ stops: 'window' });
    await person.ask('vault.lock', {});
    expect(await person.ask('vault.status', {})).toMatchObject({ goesOn: true });
    expect(await lastLock()).toEqual(['window window']);
  });
});

describe('the vault locks by itself', () => {
  it.each([
    ['suspend', { onSuspend: true }, { onSuspend: false }],
    ['screenLock', { onScreenLock: true }, { onScreenLock: false }],
    ['windowClosed', { onWindowClosed: true }, { onWindowClosed: false }],
  ] as const)('on %s where it was chosen, and not where it was not', async (reason, on, off) => {
    const { person, keyhaven } = await openHouse(off);
    await keyhaven.happened(reason);
    expect(await state()).toBe('open');
    await person.ask('lock.set', { ...firstLockSettings, ...on });
    await keyhaven.happened(reason);
    expect(await state()).toBe('locked');
    expect(await lastLock()).toEqual([`keyhaven ${reason}`]);
  });

  it('after the idle time that was chosen, not before, and never where none was', async () => {
    const { person, keyhaven } = await openHouse({ idleMinutes: 5 });
    await keyhaven.happened('idle', 5 * minuteMs - 1);
    expect(await state()).toBe('open');
    await keyhaven.happened('idle', 5 * minuteMs);
    expect(await state()).toBe('locked');
    expect(await lastLock()).toEqual(['keyhaven idle']);
    await person.ask('lock.set', { ...firstLockSettings, idleMinutes: null });
    await keyhaven.happened('idle', 1000 * minuteMs);
    expect(await state()).toBe('open');
  });

  it('clears the clipboard with it, and stops what was chosen', async () => {
    const { person, keyhaven, world } = await openHouse({ stops: 'window' });
    await person.ask('credential.copy', { id: template.ids[0] ?? '', field: 'secret' });
    expect(world.clipboard.text).not.toBe('');
    await keyhaven.happened('suspend');
    expect(world.clipboard.text).toBe('');
    expect(await person.ask('vault.status', {})).toMatchObject({ goesOn: true });
  });

  it('never a second time: what happens to a locked vault leaves no line', async () => {
    const { keyhaven } = await openHouse();
    await keyhaven.happened('suspend');
    await keyhaven.happened('screenLock');
    expect(await lastLock()).toEqual(['keyhaven suspend']);
  });
});

describe('the settings of the lock', () => {
  it('stand in the vault: they are gone with it, and no file beside it weakens them', async () => {
    const { person } = await openHouse({ idleMinutes: 1 });
    await person.ask('vault.lock', {});
    expect(await person.refused('lock.settings', {})).toBe('vault.locked');
    const other = personAt(house.again().door('window'));
    await other.ask('vault.unlock', {});
    expect(await other.ask('lock.settings', {})).toEqual({ ...firstLockSettings, idleMinutes: 1 });
  });

  it('are changed in the window alone, and the log says so', async () => {
    const { person, keyhaven } = await openHouse();
    const terminal = personAt(keyhaven.door('terminal'));
    expect(await terminal.refused('lock.set', firstLockSettings)).toBe('argument.invalid');
    const { entries } = await person.ask('audit.list', { limit: 1, filter: 'lock.set' });
    expect(entries).toMatchObject([{ actor: 'window', outcome: 'done' }]);
  });
});

describe('a lock that overtakes an opening', () => {
  /** A keychain that answers when it is told to. */
  async function houseThatWaits() {
    house = await template.copy();
    const { keychain } = house.world;
    const get = keychain.get.bind(keychain);
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    keychain.get = async (name) => {
      asked();
      await answered;
      return get(name);
    };
    return { person: house.person, keyhaven: house.keyhaven, answer, isAsked };
  }

  it.each(['suspend', 'screenLock'] as const)(
    'is the %s of a person who left meanwhile: it stays locked',
    async (reason) => {
      const { person, keyhaven, answer, isAsked } = await houseThatWaits();
      const unlocking = person.refused('vault.unlock', {});
      await isAsked;
      await keyhaven.happened(reason);
      answer();
      expect(['vault.locked', 'keychain.cancelled']).toContain(await unlocking);
      expect(await state()).toBe('locked');
    },
  );

  it('stands, where a passphrase was being tried at the window lock', async () => {
    house = await newHouse();
    const { person } = house;
    await person.ask('vault.create', { mode: 'passphrase', passphrase });
    await person.ask('vault.lock', { stops: 'window' });
    const unlocking = person.refused('vault.unlock', { passphrase });
    // An attempt is counted before it is made: from then on the passphrase is being tried, which takes a while.
    await expect.poll(() => existsSync(join(house.world.home, 'attempts')), { interval: 1 }).toBe(true);
    await person.ask('vault.lock', { stops: 'window' });
    expect(['vault.locked', 'keychain.cancelled']).toContain(await unlocking);
    expect(await state()).toBe('locked');
    expect(await person.refused('credential.list', {})).toBe('vault.locked');
  });

  it('is told to windows at once, before the rest of it is done', async () => {
    const { person, keyhaven, world } = await openHouse();
    let told = false;
    keyhaven.onLocked(() => (told = true));
    let toldFirst = false;
    world.clipboard.clearNow = async () => {
      toldFirst = told;
    };
    await person.ask('vault.lock', {});
    expect(toldFirst).toBe(true);
  });
});
