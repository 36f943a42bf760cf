import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AskingProgram } from '../../core/contract/approvals';
import { contract, operationsFor, type JobEvent } from '../../core/contract/contract';
import type { Operation } from '../../core/contract/operation';
import type { Door } from '../../core/door';
import { binanceInput, newHouse, passphrase, vaultOfTwoKeys, type House, type Template } from '../support/houses';
import { personAt } from '../support/person';

/** Other processes of the same person, as the control socket brings them to the terminal's door; and feeds. */

let template: Template;
let house: House;
beforeAll(async () => void (template = await vaultOfTwoKeys()), 120_000);
afterAll(() => template.remove());
afterEach(() => house.close());

const program: AskingProgram = { pid: 41, name: 'bot.py', path: '/usr/bin/python3', parents: [] };
const bot = { id: 'connection', program };

const codeOf = async (door: Door, operation: string, input: unknown) => {
  const answer = await door.call(operation, input, bot);
  return answer.ok ? 'answered' : answer.error.code;
};

describe('another process at a locked vault', () => {
  it('is answered what stands in the contract as answered, and nothing else', async () => {
    house = await template.copy();
    const door = house.keyhaven.door('terminal');
    const named = operationsFor('terminal').filter((name) => (contract[name] as Operation).answersLocked === true);
    expect(named).toEqual([
      'vault.status',
      'vault.probeKeychain',
      'vault.create',
      'vault.unlock',
      'vault.cancelUnlock',
      'exchange.list',
      'practice.status',
      'policy.read',
      'vault.lock',
      'app.info',
      'app.changes',
      'app.stop',
      'job.cancel',
    ]);
    for (const [operation, input] of [
      ['credential.list', {}],
      ['vault.recover', { code: template.recoveryCode, mode: 'keychain' }],
      ['practice.start', {}],
      ['audit.list', { limit: 1 }],
    ] as const)
      expect(await codeOf(door, operation, input)).toBe('vault.locked');
    expect(await codeOf(door, 'vault.create', { mode: 'keychain' })).toBe('vault.exists');
    expect(await codeOf(door, 'vault.status', {})).toBe('answered');
  });

  it('is told nothing of what is in it', async () => {
    house = await template.copy();
    const answer = await house.keyhaven.door('terminal').call('vault.status', {}, bot);
    expect(answer).toMatchObject({ value: { state: 'locked', credentials: null, frozen: null } });
  });
});

describe('another process at an open vault', () => {
  async function openHouse(showWindow: (() => void) | null): Promise<House> {
    house = await newHouse({ showWindow });
    await house.person.ask('vault.create', { mode: 'passphrase', passphrase });
    return house;
  }

  it('gets no secret to the clipboard before a person said yes, and then that key’s alone', async () => {
    let shown = 0;
    const { person, keyhaven, world } = await openHouse(() => (shown += 1));
    const { id: mine } = await person.ask('credential.add', binanceInput('one'));
    const { id: other } = await person.ask('credential.add', binanceInput('two'));
    const door = keyhaven.door('terminal');
    expect(await codeOf(door, 'credential.copy', { id: mine, field: 'secret' })).toBe('authorization.needed');

    const giving = door.call('authorization.give', { kind: 'copy', credential: mine }, bot);
    await expect.poll(() => shown).toBe(1);
    const [asked] = await person.ask('approval.list', {});
    expect(asked).toMatchObject({ kind: 'copy', about: expect.stringMatching(/^one \(Binance, ….+\)$/), program });
    await person.ask('approval.answer', { id: asked?.id ?? '', allow: true, passphrase });
    expect(await giving).toMatchObject({ ok: true });

    expect(await codeOf(door, 'credential.copy', { id: other, field: 'secret' })).toBe('authorization.needed');
    expect(world.clipboard.text).toBe('');
    expect(await codeOf(door, 'credential.copy', { id: mine, field: 'secret' })).toBe('answered');
    expect(world.clipboard.text).not.toBe('');
    const { entries } = await person.ask('audit.list', { limit: 20, filter: 'approval.answered' });
    expect(entries).toMatchObject([{ actor: 'window', outcome: 'allowed' }]);
  });

  it('cannot say yes to itself: answers are the window’s', async () => {
    const { keyhaven } = await openHouse(() => undefined);
    const door = keyhaven.door('terminal');
    const giving = door.call('authorization.give', { kind: 'copy' }, bot);
    for (const [operation, input] of [
      ['approval.list', {}],
      ['approval.answer', { id: '0'.repeat(26), allow: true, passphrase }],
      ['credential.reveal', { id: '0'.repeat(26), field: 'secret' }],
    ] as const)
      expect(await codeOf(door, operation, input)).toBe('argument.invalid');
    door.callerGone(bot.id);
    expect(await giving).toMatchObject({ error: { code: 'authorization.denied' } });
  });

  it('waits for nobody once the vault is locked', async () => {
    const { person, keyhaven } = await openHouse(() => undefined);
    const giving = keyhaven.door('terminal').call('authorization.give', { kind: 'copy' }, bot);
    await expect.poll(async () => (await person.ask('approval.list', {})).length).toBe(1);
    await person.ask('vault.lock', {});
    expect(await giving).toMatchObject({ error: { code: 'authorization.denied' } });
  });

  it('cannot change how it opens by a recovery code that it found', async () => {
    const { keyhaven } = await openHouse(null);
    const input = { code: template.recoveryCode, mode: 'passphrase', passphrase: 'kh-test another passphrase' };
    expect(await codeOf(keyhaven.door('terminal'), 'vault.recover', input)).toBe('vault.busy');
  });

  it('has eight jobs and feeds at once at the most', async () => {
    const { keyhaven } = await openHouse(null);
    const door = keyhaven.door('terminal');
    const codes = [];
    for (let time = 0; time < 10; time += 1) codes.push(await codeOf(door, 'app.changes', {}));
    expect(codes).toEqual([...Array<string>(8).fill('answered'), 'job.tooMany', 'job.tooMany']);
    door.callerGone(bot.id);
  });

  it('cannot stop what is no server', async () => {
    const { keyhaven } = await openHouse(null);
    expect(await codeOf(keyhaven.door('terminal'), 'app.stop', {})).toBe('server.none');
  });
});

describe('a feed', () => {
  /** Follows the feed; what it told so far, without repeats that came in a row. */
  async function follow(door: Door, caller: { id: string }) {
    const told: string[] = [];
    const ends: string[] = [];
    door.onJob((callerId, event: JobEvent) => {
      if (callerId !== caller.id || event.operation !== 'app.changes') return;
      if (event.state === 'item') {
        if (told.at(-1) !== event.item.changed) told.push(event.item.changed);
      } else ends.push(event.state);
    });
    const answer = await door.call('app.changes', {}, caller);
    if (!answer.ok) throw new Error(answer.error.code);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { told, ends, jobId: (answer.value as { jobId: string }).jobId };
  }

  it('tells a window what a terminal did, and goes on over a lock', async () => {
    house = await template.copy();
    const door = house.keyhaven.door('window');
    const { told, ends } = await follow(door, { id: 'w' });
    const terminal = personAt(house.keyhaven.door('terminal'));
    await terminal.ask('vault.unlock', {});
    await terminal.ask('credential.add', binanceInput('three'));
    await terminal.ask('vault.lock', {});
    await terminal.ask('vault.unlock', {});
    expect(told).toEqual(expect.arrayContaining(['vault', 'credentials', 'audit']));
    expect(told.lastIndexOf('vault')).toBeGreaterThan(told.indexOf('credentials'));
    expect(ends).toEqual([]);
  });

  it('ends when it is cancelled, when its caller goes, and with Keyhaven', async () => {
    house = await template.copy();
    const door = house.keyhaven.door('terminal');
    const one = await follow(door, { id: 'one' });
    const two = await follow(door, { id: 'two' });
    const three = await follow(door, { id: 'three' });
    await door.call('job.cancel', { jobId: one.jobId }, { id: 'one' });
    await expect.poll(() => one.ends).toEqual(['cancelled']);
    door.callerGone('two');
    await expect.poll(() => two.ends).toEqual(['cancelled']);
    expect(three.ends).toEqual([]);
    await house.keyhaven.close();
    await expect.poll(() => three.ends).toEqual(['cancelled']);
  });

  it('says what kind of thing changed, and nothing of what it is', async () => {
    house = await template.copy();
    const { told } = await follow(house.keyhaven.door('terminal'), { id: 'w' });
    await house.person.ask('vault.unlock', {});
    await house.person.ask('app.setPreferences', { appearance: 'dark' });
    expect(told.every((word) => /^[a-z]+$/.test(word))).toBe(true);
    expect(told).toContain('preferences');
  });
});
