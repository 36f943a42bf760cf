import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fail } from '../../core/base/failure';
import type { ChildProcess, ProcessLauncher } from '../../core/base/ports';
import {
  binanceInput,
  binanceSecret,
  newHouse,
  passphrase,
  vaultOfTwoKeys,
  type House,
  type Template,
} from '../support/houses';
import { personAt } from '../support/person';

/** What happens while something else is under way: a lock is a lock, and nothing that was finished is lost. */

let template: Template;
let house: House;
beforeAll(async () => void (template = await vaultOfTwoKeys()), 120_000);
afterAll(() => template.remove());
afterEach(() => house.close());

const caller = { id: 'test' };
const secretOf = (index: number) => ({ id: template.ids[index] ?? '', field: 'secret' }) as const;
const codes = (answers: readonly PromiseSettledResult<unknown>[]) => answers.map(({ status }) => status);

/** A promise that a test settles by hand. */
function gate() {
  let open: () => void = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}

/** A worker that hears its jobs and answers only what the test lets it answer. */
function silentWorker() {
  const told: { type: string; id: string }[] = [];
  let hear: (message: unknown) => void = () => {};
  const launcher: ProcessLauncher = {
    start: (): ChildProcess => {
      const ends: ((code: number | null) => void)[] = [];
      return {
        pid: undefined,
        send: (message) => void told.push(message as (typeof told)[0]),
        onMessage: (listener) => void (hear = listener),
        onExit: (listener) => void ends.push(listener),
        kill: () => {
          for (const end of ends) end(null);
        },
      };
    },
  };
  return { launcher, told, answer: (message: unknown) => hear(message) };
}

describe('a lock', () => {
  it('ends the tests that run: no key goes out after it, nothing is left hanging, and the vault is whole', async () => {
    const worker = silentWorker();
    house = await template.copy({ launcher: worker.launcher });
    const { person, keyhaven } = house;
    await person.ask('vault.unlock', {});
    const run = person.run('credential.test', {});
    while (worker.told.length < 2) await wait(5);
    await personAt(keyhaven.door('terminal')).ask('vault.lock', {});
    const { end, items } = await run;
    expect(end).toBe('cancelled');
    expect(items.slice(-2).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(worker.told.filter(({ type }) => type === 'job')).toHaveLength(2);
    expect(worker.told.filter(({ type }) => type === 'cancel')).toHaveLength(2);
    await person.ask('vault.unlock', {});
    expect((await person.ask('credential.list', {})).map(({ state }) => state)).toEqual(['untested', 'untested']);
    expect(await person.ask('audit.verify', {})).toMatchObject({ whole: true });
  });

  it('keeps what the tests had finished', async () => {
    const worker = silentWorker();
    house = await template.copy({ launcher: worker.launcher });
    const { person } = house;
    await person.ask('vault.unlock', {});
    let finished = () => {};
    const oneFinished = new Promise<void>((resolve) => (finished = resolve));
    const run = person.run('credential.test', {}, ({ state }) => {
      if (state === 'fails') finished();
    });
    while (worker.told.length < 2) await wait(5);
    worker.answer({ type: 'broken', id: worker.told[0]?.id });
    await oneFinished;
    await person.ask('vault.lock', {});
    expect((await run).end).toBe('cancelled');
    await person.ask('vault.unlock', {});
    expect((await person.ask('credential.list', {})).map(({ state }) => state).sort()).toEqual(['fails', 'untested']);
    const { entries } = await person.ask('audit.list', { limit: 100, filter: 'credential.tested' });
    expect(entries.map(({ outcome }) => outcome).sort()).toEqual(['job.cancelled', 'workerFailed']);
  });

  it('is not kept up by a clipboard that cannot be cleared; it says so', async () => {
    house = await template.copy();
    await house.person.ask('vault.unlock', {});
    house.world.clipboard.clearNow = async () => {
      throw fail('clipboard.failed');
    };
    expect(await house.person.refused('vault.lock', {})).toBe('clipboard.notCleared');
    expect(await house.person.refused('credential.list', {})).toBe('vault.locked');
    expect(await house.person.ask('vault.status', {})).toMatchObject({ state: 'locked' });
    house.world.clipboard.clearNow = async () => {};
  });

  it('closes the doors from its first moment on, and what was asked before gives nothing away after it', async () => {
    house = await template.copy();
    const { person, world, keyhaven } = house;
    const door = keyhaven.door('window');
    await person.ask('vault.unlock', {});
    await person.ask('authorization.give', { kind: 'reveal' });
    const slow = gate();
    world.clipboard.clearNow = async () => {
      await slow.passed;
      world.clipboard.text = '';
    };
    const revealing = door.call('credential.reveal', secretOf(0), caller);
    const copying = door.call('credential.copy', secretOf(0), caller);
    const locking = person.ask('vault.lock', {});
    expect(await person.refused('authorization.give', { kind: 'reveal' })).toBe('vault.locked');
    expect(await person.refused('credential.reveal', secretOf(0))).toBe('vault.locked');
    expect(await revealing).toMatchObject({ error: { code: 'vault.locked' } });
    expect(await copying).toMatchObject({ error: { code: 'vault.locked' } });
    slow.open();
    await locking;
    expect(world.clipboard.text).toBe('');
  });

  it('clears what a copy under way still puts on the clipboard', async () => {
    house = await template.copy();
    const { person, world, keyhaven } = house;
    await person.ask('vault.unlock', {});
    const begun = gate();
    const slow = gate();
    world.clipboard.copySecret = async (text) => {
      begun.open();
      await slow.passed;
      world.clipboard.text = text;
    };
    const copying = keyhaven.door('window').call('credential.copy', secretOf(0), caller);
    await begun.passed;
    const locking = person.ask('vault.lock', {});
    // Whoever cleared without waiting has cleared by now.
    await Promise.race([locking, wait(100)]);
    slow.open();
    await Promise.all([copying, locking]);
    expect(world.clipboard.text).toBe('');
  });

  it('leaves no pasted secret behind that was read from the clipboard meanwhile', async () => {
    house = await template.copy();
    const { person, world, keyhaven } = house;
    await person.ask('vault.unlock', {});
    const slow = gate();
    world.clipboard.readText = async () => {
      await slow.passed;
      return `API_KEY=${'k'.repeat(64)}\nSECRET=${binanceSecret('three')}`;
    };
    const reading = keyhaven.door('window').call('intake.readClipboard', {}, caller);
    await person.ask('vault.lock', {});
    slow.open();
    expect(await reading).toMatchObject({ error: { code: 'vault.locked' } });
  });

  it('tells who listens, once, also when the vault was locked before', async () => {
    house = await template.copy();
    let told = 0;
    house.keyhaven.onLocked(() => (told += 1));
    await house.person.ask('vault.unlock', {});
    await house.person.ask('vault.lock', {});
    expect(told).toBe(1);
  });
});

describe('at the same time', () => {
  it('two who make a vault make one', async () => {
    house = await newHouse();
    const made = await Promise.allSettled([
      house.person.ask('vault.create', { mode: 'keychain' }),
      house.person.ask('vault.create', { mode: 'keychain' }),
    ]);
    expect(codes(made).sort()).toEqual(['fulfilled', 'rejected']);
    const roots = [...house.world.keychain.entries.keys()].filter((name) => name.includes('/root/'));
    expect(roots).toHaveLength(1);
    await house.person.ask('vault.lock', {});
    await house.person.ask('vault.unlock', {});
  });

  it('two who unlock both find it open, and the log has one opening', async () => {
    house = await template.copy();
    const { person } = house;
    const both = await Promise.all([person.ask('vault.unlock', {}), person.ask('vault.unlock', {})]);
    expect(both).toMatchObject([{ state: 'open' }, { state: 'open' }]);
    const { entries } = await person.ask('audit.list', { limit: 2, filter: 'vault.unlocked' });
    expect(entries.map(({ outcome }) => outcome)).toEqual(['open already', 'done']);
    expect(await person.ask('audit.verify', {})).toMatchObject({ whole: true });
  });

  it('thirty keys are added and listed, and none is lost', async () => {
    house = await template.copy();
    const { person } = house;
    await person.ask('vault.unlock', {});
    const marks = Array.from({ length: 30 }, (_, index) => `many${String(index)}x`);
    await Promise.all(marks.map((mark) => person.ask('credential.add', binanceInput(mark))));
    expect(await person.ask('credential.list', {})).toHaveLength(32);
    await person.ask('vault.lock', {});
    await person.ask('vault.unlock', {});
    expect(await person.ask('credential.list', {})).toHaveLength(32);
  });

  it('a key is added while others are tested, and both are kept', async () => {
    const worker = silentWorker();
    house = await template.copy({ launcher: worker.launcher });
    const { person } = house;
    await person.ask('vault.unlock', {});
    const run = person.run('credential.test', {});
    while (worker.told.length < 2) await wait(5);
    await person.ask('credential.add', binanceInput('three'));
    for (const { id } of worker.told) worker.answer({ type: 'broken', id });
    expect(await run).toMatchObject({ end: 'done', value: { fails: 2 } });
    const states = (await person.ask('credential.list', {})).map(({ label, state }) => `${label} ${state}`);
    expect(states).toEqual(['one fails', 'three untested', 'two fails']);
  });

  it('a quit and a save end with the key kept or the person told that it is not', async () => {
    house = await template.copy();
    const { person, keyhaven, world } = house;
    await person.ask('vault.unlock', {});
    const adding = keyhaven.door('window').call('credential.add', binanceInput('three'), caller);
    await keyhaven.close();
    const { ok } = await adding;
    const next = personAt(house.again(world).door('window'));
    await next.ask('vault.unlock', {});
    const labels = (await next.ask('credential.list', {})).map(({ label }) => label);
    expect(labels).toEqual(ok ? ['one', 'three', 'two'] : ['one', 'two']);
    expect(await next.ask('audit.verify', {})).toMatchObject({ whole: true });
  });
});

describe('a test of keys', () => {
  it('asks for each key once, and for none where one is not in the vault', async () => {
    const worker = silentWorker();
    house = await template.copy({ launcher: worker.launcher });
    const { person } = house;
    await person.ask('vault.unlock', {});
    const [one = '', two = ''] = template.ids;
    const run = person.run('credential.test', { ids: [one, one, two, one] });
    while (worker.told.length < 2) await wait(5);
    for (const { id } of [...worker.told]) worker.answer({ type: 'broken', id });
    expect((await run).value).toEqual({ works: 0, fails: 2, cancelled: 0 });
    const told = worker.told.length;
    expect((await person.run('credential.test', { ids: [one, '0'.repeat(26)] })).end).toBe('failed');
    expect(worker.told).toHaveLength(told);
  });
});

describe('who guesses', () => {
  it('a passphrase is not forgiven for unlocking a vault that is open', async () => {
    house = await newHouse();
    const { person } = house;
    await person.ask('vault.create', { mode: 'passphrase', passphrase });
    const guess = () =>
      person.refused('authorization.give', { kind: 'reveal', passphrase: 'kh-test-wrong passphrase' });
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await guess()).toBe('authorization.wrongPassphrase');
      await person.ask('vault.unlock', { passphrase: 'kh-test-wrong passphrase' });
    }
    expect(await guess()).toBe('authorization.throttled');
  }, 30_000);

  it('or reveals does not get every secret in one moment', async () => {
    house = await template.copy();
    const { person } = house;
    await person.ask('vault.unlock', {});
    await person.ask('authorization.give', { kind: 'reveal' });
    const reveals = await Promise.allSettled(
      Array.from({ length: 12 }, () => person.ask('credential.reveal', secretOf(0))),
    );
    expect(codes(reveals).filter((status) => status === 'fulfilled')).toHaveLength(10);
    expect(await person.refused('credential.reveal', secretOf(1))).toBe('authorization.tooMany');
  });

  it('finds no grant of a window that is gone', async () => {
    house = await template.copy();
    const door = house.keyhaven.door('window');
    const person = personAt(door, 'gone');
    await person.ask('vault.unlock', {});
    await person.ask('authorization.give', { kind: 'reveal' });
    door.callerGone('gone');
    expect(await person.refused('credential.reveal', secretOf(0))).toBe('authorization.needed');
  });

  it('finds no grant from before the vault was recovered', async () => {
    house = await template.copy();
    const { person } = house;
    await person.ask('vault.unlock', {});
    await person.ask('authorization.give', { kind: 'reveal' });
    await person.ask('vault.recover', { code: template.recoveryCode, mode: 'keychain' });
    expect(await person.refused('credential.reveal', secretOf(0))).toBe('authorization.needed');
    expect(await person.ask('credential.list', {})).toHaveLength(2);
  });
});
