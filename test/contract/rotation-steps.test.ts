import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../core/base/instants';
import type { Facts } from '../../core/exchanges/diagnosis/facts';
import { binance } from '../../core/exchanges/inspectors/binance';
import { personAt } from '../support/person';
import {
  binanceInput,
  binanceKey,
  binanceSecret,
  newHouse,
  passphrase,
  settableClock,
  type House,
} from '../support/houses';
import { workerInMemory } from './worker-in-memory';

/** A rotation at the doors: what is refused says why and loses nothing, and whoever comes second is told. */

const facts = (code: string | null, trouble: Facts['trouble'] = null): Facts => ({
  ...{
    errorName: 'AuthenticationError',
    sent: true,
    trouble,
    status: trouble === null ? 401 : null,
    code,
    body: 'json',
  },
  ...{ exchangeTimeMs: null, localTimeMs: 1_790_000_000_000, seenIp: null },
});

/** An exchange that knows these keys; of others it says what it is told to say. */
const exchange = { knows: new Map<string, object>(), says: facts('-2015') };

const launcher = workerInMemory(({ id, fields }, answer) => {
  const known = exchange.knows.get(fields.apiKey ?? '');
  const report = known && {
    how: 'told',
    ...binance.read({ enableReading: true, ipRestrict: false, ...known }, { fields, nowMs: 0 }),
    evidence: [],
  };
  setImmediate(() => answer(report ? { type: 'report', id, report } : { type: 'failure', id, facts: exchange.says }));
});

const trading = { enableSpotAndMarginTrading: true };
const fieldsOf = (mark: string) => ({ apiKey: binanceKey(mark), secret: binanceSecret(mark) });

let house: House;
let clock: ReturnType<typeof settableClock>;
let id: string;
beforeEach(async () => {
  clock = settableClock();
  exchange.knows = new Map([
    [binanceKey('old'), trading],
    [binanceKey('new'), trading],
  ]);
  exchange.says = facts('-2015');
  house = await newHouse({ launcher, clock });
  await house.person.ask('vault.create', { mode: 'keychainAndPassphrase', passphrase });
  ({ id } = await house.person.ask('credential.add', { ...binanceInput('old'), purpose: 'spotBot' }));
  await house.person.run('credential.test', {});
}, 60_000);
afterEach(() => house.close());

const detail = () => house.person.ask('rotation.get', { id });
const at = async () => ({ id, revision: (await detail()).revision });
const start = () => house.person.ask('rotation.start', { ids: [id] });
const paste = async (mark: string) => house.person.ask('rotation.pasted', { ...(await at()), fields: fieldsOf(mark) });
const pasteRefused = async (fields: object) => house.person.refused('rotation.pasted', { ...(await at()), fields });
const test = () => house.person.run('rotation.test', { ids: [id] });
const prove = () => house.person.run('rotation.prove', { ids: [id] });

async function switched(): Promise<void> {
  await start();
  await paste('new');
  await test();
  await house.person.ask('rotation.compare', await at());
  await house.person.ask('rotation.switch', await at());
}

/** The key that the vault really hands out, by the field that a person copies. */
async function keyInVault(): Promise<string> {
  await house.person.ask('credential.copy', { id, field: 'apiKey' });
  return house.world.clipboard.text;
}

async function oldDeleted(): Promise<void> {
  exchange.knows.delete(binanceKey('old'));
  await house.person.ask('rotation.oldDeleted', await at());
}

describe('a pasted key is refused, and the rotation stays as it was,', () => {
  beforeEach(async () => {
    await start();
  });
  afterEach(async () => expect(await detail()).toMatchObject({ state: 'prepared', newEnding: null, revision: 1 }));

  it('where it is the old one', async () => expect(await pasteRefused(fieldsOf('old'))).toBe('rotation.sameKey'));

  it('where it is kept already as a key of its own', async () => {
    await house.person.ask('credential.add', binanceInput('new'));
    expect(await pasteRefused(fieldsOf('new'))).toBe('credential.duplicate');
  });

  it('where it is one of another exchange', async () => {
    const text = JSON.stringify({
      exchange: 'kraken',
      apiKey: 'kh-test-key'.padEnd(56, 'K'),
      secret: 'kh-test-secret'.padEnd(86, 'S'),
    });
    const { draft, exchange: found } = await house.person.ask('intake.readText', { text });
    expect(found).toBe('kraken');
    expect(await house.person.refused('rotation.pasted', { ...(await at()), fields: {}, draft })).toBe(
      'rotation.otherExchange',
    );
  });

  it('where a field is missing or has not the shape of its exchange', async () => {
    expect(await pasteRefused({ apiKey: binanceKey('new') })).toBe('credential.fieldMissing');
    expect(await pasteRefused({ apiKey: `${binanceKey('new')}\nmore`, secret: binanceSecret('new') })).toBe(
      'credential.fieldMalformed',
    );
  });
});

describe('a new key that does not work', () => {
  it('is kept with what is wrong, counts for nothing, and another can take its place', async () => {
    await start();
    await paste('wrong');
    expect((await test()).value).toMatchObject({ works: 0, fails: 1 });
    expect(await detail()).toMatchObject({ state: 'prepared', diagnosis: { code: 'keyIpOrRight' }, comparison: null });
    expect(await house.person.refused('rotation.compare', await at())).toBe('rotation.notNow');
    expect(await house.person.refused('rotation.switch', await at())).toBe('rotation.notNow');
    expect(await keyInVault()).toBe(binanceKey('old'));
    await paste('new');
    expect((await test()).value).toMatchObject({ works: 1 });
    expect((await detail()).state).toBe('tested');
  });

  it('stays where the exchange was not reached, and is tested again without being pasted again', async () => {
    await start();
    await paste('new');
    exchange.knows.clear();
    exchange.says = facts(null, 'refused');
    await test();
    expect(await detail()).toMatchObject({ state: 'prepared', diagnosis: { code: 'network' } });
    exchange.knows.set(binanceKey('new'), trading).set(binanceKey('old'), trading);
    await test();
    expect((await detail()).state).toBe('tested');
  });
});

describe('the comparison', () => {
  const issue = async () => {
    await house.person.ask('authorization.give', { kind: 'issue', credential: id, passphrase });
    const policy = 'on binance\nallow read.account, trade.create, trade.cancel\nsymbols BTC/USDT\nmax-24h 2000 USDT\n';
    return house.person.ask('token.new', { credential: id, policy, label: 'Grid bot' });
  };

  it('names each token that the new key lacks rights for, and goes on only where the person says so', async () => {
    const { token } = await issue();
    exchange.knows.set(binanceKey('new'), {
      enableSpotAndMarginTrading: false,
      enableMargin: false,
      enableFixApiTrade: false,
    });
    await start();
    await paste('new');
    await test();
    const { comparison, tokens } = await detail();
    expect(tokens).toBe(1);
    expect(comparison).toMatchObject({
      less: ['spotTrade'],
      tokens: [{ id: token.id, label: 'Grid bot', lacks: ['spotTrade'] }],
    });
    expect(comparison?.warnings.map(({ code }) => code)).toEqual([
      'tokensLack',
      'accountUnknown',
      'lacksNeeded',
      'less',
      'noIpList',
    ]);
    expect(await house.person.refused('rotation.compare', await at())).toBe('rotation.tokensLack');
    await house.person.ask('rotation.compare', { ...(await at()), despite: true });
    expect((await detail()).state).toBe('compared');
  });

  it('says that the old key is gone already', async () => {
    exchange.knows.delete(binanceKey('old'));
    await start();
    await paste('new');
    expect((await test()).items.map(({ state }) => state)).toEqual(['waiting', 'running', 'works', 'oldFails']);
    expect((await detail()).comparison?.warnings.map(({ code }) => code)).toContain('oldGone');
  });
});

describe('a switch', () => {
  it('leaves all that a person said of the key, and takes its age from the new one', async () => {
    const before = await house.person.ask('credential.get', { id });
    clock.wallMs += 3 * 60_000;
    await switched();
    const after = await house.person.ask('credential.get', { id });
    expect(after).toMatchObject({ id, label: before.label, purpose: 'spotBot', tags: before.tags });
    expect(after.added > before.added).toBe(true);
    expect(await keyInVault()).toBe(binanceKey('new'));
  });

  it('is taken back whole, and the old key is in use again', async () => {
    const before = await house.person.ask('credential.get', { id });
    await switched();
    await house.person.ask('rotation.undo', await at());
    expect(await keyInVault()).toBe(binanceKey('old'));
    const { added, tested, rights } = await house.person.ask('credential.get', { id });
    expect([added, rights]).toEqual([before.added, before.rights]);
    expect(tested).not.toBeNull();
    expect(await detail()).toMatchObject({ state: 'compared' });
    for (const state of ['tested', 'prepared'] as const) {
      await house.person.ask('rotation.undo', await at());
      expect((await detail()).state).toBe(state);
    }
    expect((await detail()).newEnding).toBeNull();
    await house.person.ask('rotation.cancel', await at());
    expect(await house.person.refused('rotation.get', { id })).toBe('rotation.none');
  });

  it('waits for a new test where the last one is more than a day old', async () => {
    await start();
    await paste('new');
    await test();
    await house.person.ask('rotation.compare', await at());
    clock.wallMs += 2 * dayMs;
    expect(await house.person.refused('rotation.switch', await at())).toBe('rotation.newKeyOld');
    expect(await keyInVault()).toBe(binanceKey('old'));
  });

  it('by another program needs a person’s yes', async () => {
    await start();
    await paste('new');
    await test();
    await house.person.ask('rotation.compare', await at());
    const terminal = personAt(house.keyhaven.door('terminal'), 'program');
    expect(await terminal.refused('rotation.switch', await at())).toBe('authorization.needed');
    expect(await keyInVault()).toBe(binanceKey('old'));
  });
});

it('window and terminal that rotate one key are not both obeyed: the second is told, and looks again', async () => {
  await start();
  const terminal = personAt(house.keyhaven.door('terminal'), 'terminal');
  const seen = await at();
  await terminal.ask('rotation.pasted', { ...seen, fields: fieldsOf('new') });
  expect(await house.person.refused('rotation.pasted', { ...seen, fields: fieldsOf('other') })).toBe(
    'rotation.changed',
  );
  expect(await house.person.refused('rotation.cancel', seen)).toBe('rotation.changed');
  const together = [house.person, terminal].map(async (person) =>
    person.ask('rotation.cancel', await at()).then(
      () => 'done',
      (error: unknown) => String(error),
    ),
  );
  const ends = await Promise.all(together);
  expect(ends.filter((end) => end === 'done')).toHaveLength(1);
  expect(ends.find((end) => end !== 'done')).toMatch(/rotation\.(none|changed)$/);
});

describe('the proof', () => {
  it('is not made by a network error, however often', async () => {
    await switched();
    await oldDeleted();
    exchange.says = facts(null, 'refused');
    for (let n = 0; n < 5; n += 1) expect((await prove()).value).toMatchObject({ unproven: 1 });
    expect(await detail()).toMatchObject({ state: 'oldDeleted', proof: { reason: 'noAnswer' } });
    exchange.says = facts('-2015');
    expect((await prove()).value).toMatchObject({ dead: 1 });
    expect((await detail()).proof).toMatchObject({ reason: 'newAccepted', code: '-2015' });
  });

  it('is not made by an ambiguous code while the new key is refused too; after three such tries no other is made', async () => {
    await switched();
    await oldDeleted();
    exchange.knows.clear();
    for (const waitMinutes of [5, 15]) {
      expect((await prove()).value).toMatchObject({ unproven: 1 });
      expect((await detail()).proof).toMatchObject({ reason: 'newRefused' });
      expect((await prove()).end).toBe('failed');
      clock.wallMs += waitMinutes * 60_000;
    }
    expect((await prove()).value).toMatchObject({ unproven: 1 });
    clock.wallMs += dayMs;
    expect((await detail()).proof?.again).toBeNull();
    expect((await prove()).end).toBe('failed');
    expect(await house.person.refused('rotation.finish', await at())).toBe('rotation.notProven');
    await house.person.ask('rotation.finish', { ...(await at()), unproven: true });
    expect((await house.person.ask('rotation.list', {})).retired).toMatchObject([{ provenDead: null }]);
  });
});

describe('the end', () => {
  /** Every generation of the vault, as it lies on the disk. */
  const generations = () =>
    readdirSync(house.world.home)
      .filter((name) => name.endsWith('.keyhaven'))
      .map((name) => readFileSync(join(house.world.home, name), 'utf8'));
  /** A secret that is not changed is copied as it is from file to file, so that its line is known again. */
  const secretLines = () =>
    new Set(generations().flatMap((text) => text.split('\n').filter((line) => line.startsWith('secret '))));
  const generationsWith = (line: string) => generations().filter((text) => text.includes(line)).length;

  async function done(more: { keepDays?: number } = {}): Promise<void> {
    await switched();
    await oldDeleted();
    await prove();
    await house.person.ask('rotation.finish', { ...(await at()), ...more });
  }

  it('keeps the old key for seven days, and then wipes it in every generation', async () => {
    const [oldLine = '', ...others] = secretLines();
    expect(others).toEqual([]);
    await done();
    const [kept] = (await house.person.ask('rotation.list', {})).retired;
    expect(Date.parse(kept?.until ?? '') - clock.wallMs).toBe(7 * dayMs);
    clock.wallMs += 6 * dayMs;
    expect((await house.person.ask('rotation.list', {})).retired).toHaveLength(1);
    expect(generationsWith(oldLine)).toBeGreaterThan(1);
    clock.wallMs += 2 * dayMs;
    expect((await house.person.ask('rotation.list', {})).retired).toEqual([]);
    expect(generationsWith(oldLine)).toBe(0);
    const { entries } = await house.person.ask('audit.list', { limit: 5, filter: 'rotation.wiped' });
    expect(entries.map(({ subject }) => subject)).toEqual([id]);
    expect(await keyInVault()).toBe(binanceKey('new'));
  });

  it('is not nearer where the clock was set back a year and is right again', async () => {
    await switched();
    clock.wallMs -= 365 * dayMs;
    await oldDeleted();
    await prove();
    await house.person.ask('rotation.finish', await at());
    clock.wallMs += 365 * dayMs;
    expect((await house.person.ask('rotation.list', {})).retired).toHaveLength(1);
    expect(await keyInVault()).toBe(binanceKey('new'));
  });

  it('takes the old key back as new no more', async () => {
    await done();
    await start();
    expect(await pasteRefused(fieldsOf('old'))).toBe('rotation.formerKey');
  });
});

describe('three keys that are rotated together', () => {
  const marks = ['one', 'two', 'three'] as const;
  let ids: string[];
  const stepOf = async (each: string) => ({
    id: each,
    revision: (await house.person.ask('rotation.get', { id: each })).revision,
  });
  const statesNow = async () =>
    (await house.person.ask('rotation.list', {})).rotations.map(({ id: each, state }) => [each, state]);

  beforeEach(async () => {
    ids = [];
    for (const mark of marks) {
      exchange.knows.set(binanceKey(mark), trading).set(binanceKey(`${mark}New`), trading);
      ids.push((await house.person.ask('credential.add', { ...binanceInput(mark), label: mark })).id);
    }
    exchange.knows.delete(binanceKey('twoNew'));
    await house.person.ask('rotation.start', { ids });
    for (const [n, mark] of marks.entries()) {
      const step = await stepOf(ids[n] ?? '');
      await house.person.ask('rotation.pasted', { ...step, fields: fieldsOf(`${mark}New`) });
    }
  }, 60_000);

  it('are tested, switched and proven dead one after the other, and one that fails in the middle stops neither', async () => {
    const [first = '', second = '', third = ''] = ids;
    const { rotations } = await house.person.ask('rotation.list', {});
    expect(rotations.map(({ id: each, batch }) => [each, batch.at, batch.of])).toEqual(
      ids.map((each, n) => [each, n + 1, 3]),
    );

    const tested = await house.person.run('rotation.test', { ids });
    expect(tested.value).toEqual({ works: 2, fails: 1, cancelled: 0 });
    expect(tested.items.map((item) => [ids.indexOf(item.id) + 1, item.state])).toEqual([
      ...[1, 2, 3].map((n) => [n, 'waiting']),
      ...['running', 'works', 'oldWorks'].map((state) => [1, state]),
      ...['running', 'fails'].map((state) => [2, state]),
      ...['running', 'works', 'oldWorks'].map((state) => [3, state]),
    ]);
    expect(await statesNow()).toEqual([
      [first, 'tested'],
      [second, 'prepared'],
      [third, 'tested'],
    ]);

    for (const each of [first, third]) {
      await house.person.ask('rotation.compare', await stepOf(each));
      await house.person.ask('rotation.switch', await stepOf(each));
      await house.person.ask('rotation.oldDeleted', await stepOf(each));
    }
    exchange.knows.delete(binanceKey('one'));
    // The third was not deleted, whatever the person said.
    const proved = await house.person.run('rotation.prove', { ids: [first, third] });
    expect(proved.value).toEqual({ dead: 1, alive: 1, unproven: 0, cancelled: 0 });
    expect(await statesNow()).toEqual([
      [first, 'provenDead'],
      [second, 'prepared'],
      [third, 'switched'],
    ]);
  });

  it('go on where the one in the middle was given up meanwhile', async () => {
    const [, second = ''] = ids;
    await house.person.ask('rotation.cancel', await stepOf(second));
    expect((await house.person.run('rotation.test', { ids })).value).toEqual({ works: 2, fails: 0, cancelled: 1 });
  });
});
