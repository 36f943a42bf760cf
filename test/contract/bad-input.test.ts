import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { epochMsOf, minuteMs } from '../../core/base/instants';
import {
  binanceInput,
  binanceKey,
  binanceSecret,
  newHouse,
  settableClock,
  vaultOfTwoKeys,
  type House,
  type Template,
} from '../support/houses';
import { personAt } from '../support/person';
import { canMount, mountSmallDisk, type SmallDisk } from '../support/small-disk';

/** What goes wrong in a person's life with Keyhaven: each has a code of its own, says what to do next, and loses nothing. */

let template: Template;
let house: House;
beforeAll(async () => void (template = await vaultOfTwoKeys()), 120_000);
afterAll(() => template.remove());
afterEach(() => house.close());

const fileOf = (name: string) => join(house.world.home, name);
const newest = () => fileOf('vault.keyhaven');
const generations = () =>
  readdirSync(house.world.home)
    .filter((name) => /^vault(\.\w+)?\.keyhaven$/.test(name))
    .map(fileOf);

/** That the vault opens with both keys and their very secrets, and that its log is whole. */
async function isAllThere({ person, world }: House = house): Promise<void> {
  await person.ask('vault.unlock', {});
  const rows = await person.ask('credential.list', {});
  expect(rows.map(({ label }) => label)).toEqual(expect.arrayContaining(['one', 'two']));
  for (const [index, mark] of ['one', 'two'].entries()) {
    await person.ask('credential.copy', { id: template.ids[index] ?? '', field: 'secret' });
    expect(world.clipboard.text).toBe(binanceSecret(mark));
  }
  expect(await person.ask('audit.verify', {})).toMatchObject({ whole: true });
  await person.ask('vault.lock', {});
}

/** Whether the vault is really closed: another Keyhaven does not find it held, whatever else keeps it from opening. */
async function isLetGo(): Promise<boolean> {
  const another = house.again({ holder: 'another test' });
  const answer = await another.door('window').call('vault.unlock', {}, { id: 'another' });
  await another.close();
  return answer.ok || answer.error.code !== 'vault.busy';
}

describe('a vault file', () => {
  beforeEach(async () => void (house = await template.copy()));

  /** Damages every generation, sees that they are refused and left as they are, and puts them back. */
  async function refusedWhile(damage: (bytes: Buffer) => Buffer): Promise<string> {
    const whole = generations().map((path) => ({ path, bytes: readFileSync(path) }));
    for (const { path, bytes } of whole) writeFileSync(path, damage(bytes));
    const damaged = whole.map(({ path }) => readFileSync(path));
    const code = await house.person.refused('vault.unlock', {});
    expect(await house.person.refused('credential.list', {})).toBe('vault.locked');
    expect(['vault.exists', code]).toContain(await house.person.refused('vault.create', { mode: 'keychain' }));
    expect(whole.map(({ path }) => readFileSync(path))).toEqual(damaged);
    for (const { path, bytes } of whole) writeFileSync(path, bytes);
    return code;
  }

  it.each([0, 1, 20, 200, 0.5, 0.99])('that is cut (at %d) is damaged and never an empty vault', async (where) => {
    const at = (bytes: Buffer) => (where > 0 && where < 1 ? Math.floor(bytes.length * where) : where);
    expect(await refusedWhile((bytes) => bytes.subarray(0, at(bytes)))).toBe('vault.corrupt');
    await isAllThere();
  });

  it.each([3, 30, 60, 120, 500, 1500])('with one byte flipped (%d) is damaged', async (at) => {
    const flipped = (bytes: Buffer) => {
      const changed = Buffer.from(bytes);
      const place = at % changed.length;
      changed[place] = (changed[place] ?? 0) ^ 1;
      return changed;
    };
    expect(await refusedWhile(flipped)).toBe('vault.corrupt');
    await isAllThere();
  });

  it('of a newer format is not touched', async () => {
    const newer = (bytes: Buffer) =>
      Buffer.from(bytes.toString('latin1').replace(/^keyhaven-vault 1/, 'keyhaven-vault 2'), 'latin1');
    expect(await refusedWhile(newer)).toBe('vault.newer');
    await isAllThere();
  });

  it('that is damaged while the generation before is whole opens with that, says so, and keeps the damaged one', async () => {
    const cut = readFileSync(newest()).subarray(0, 300);
    writeFileSync(newest(), cut);
    expect(await house.person.ask('vault.unlock', {})).toMatchObject({ state: 'open', fellBack: true });
    await house.person.ask('credential.add', binanceInput('three'));
    await house.person.ask('vault.lock', {});
    await house.person.ask('vault.unlock', {});
    expect(await house.person.ask('vault.status', {})).toMatchObject({ fellBack: false });
  });

  it('that is gone while the vault is open is not written by halves', async () => {
    await house.person.ask('vault.unlock', {});
    const moved = `${house.world.home}-moved`;
    renameSync(house.world.home, moved);
    expect(await house.person.refused('credential.add', binanceInput('three'))).toBe('vault.changed');
    expect(await house.person.ask('credential.list', {})).toHaveLength(2);
    await house.person.ask('vault.lock', {});
    expect(await house.person.ask('vault.status', {})).toMatchObject({ state: 'none' });
    renameSync(moved, house.world.home);
    await isAllThere();
  });
});

describe('the keychain', () => {
  beforeEach(async () => void (house = await template.copy()));

  it('without the entry is lost; no new one is made, and the recovery code opens', async () => {
    const kept = [...house.world.keychain.entries];
    house.world.keychain.entries.clear();
    expect(await house.person.refused('vault.unlock', {})).toBe('keychain.lost');
    expect(house.world.keychain.entries.size).toBe(0);
    for (const [name, value] of kept) house.world.keychain.entries.set(name, value);
    await isAllThere();
    house.world.keychain.entries.clear();
    await house.person.ask('vault.recover', { code: template.recoveryCode, mode: 'keychain' });
    await house.person.ask('vault.lock', {});
    await isAllThere();
  });

  it('with another value under the name is the wrong one', async () => {
    const [entry] = [...house.world.keychain.entries];
    const [name, value] = entry ?? ['', ''];
    house.world.keychain.entries.set(name, Buffer.alloc(32, 7).toString('base64'));
    expect(await house.person.refused('vault.unlock', {})).toBe('keychain.wrongEntry');
    house.world.keychain.entries.set(name, value);
    await isAllThere();
  });

  it('that answers null and takes nothing is locked, and what it said is still known when asked', async () => {
    const refusing = house.again({
      keychain: {
        get: async () => null,
        set: async () => {
          throw new Error('kh-test: refused');
        },
        delete: async () => false,
      },
    });
    const person = personAt(refusing.door('window'));
    expect(await person.refused('vault.unlock', {})).toBe('keychain.locked');
    expect(await person.ask('vault.status', {})).toMatchObject({ state: 'locked', trouble: 'locked' });
    await isAllThere();
  });
});

describe.skipIf(!canMount())('a real small disk (needs the right to mount one)', () => {
  let disk: SmallDisk;
  beforeEach(async () => {
    const mounted = mountSmallDisk();
    if (mounted === null) throw new Error('no disk');
    disk = mounted;
    house = await template.copy({ home: join(disk.folder, 'home') });
    return () => disk.remove();
  });

  const filler = () => join(disk.folder, 'filler');
  const fill = () => {
    for (const bytes of [64 * 1024, 4096]) {
      try {
        for (;;) writeFileSync(filler(), Buffer.alloc(bytes), { flag: 'a' });
      } catch {
        continue;
      }
    }
    // What the log has begun to use of its last block would still hold a line or two.
    writeFileSync(fileOf('audit.log'), Buffer.alloc(0), { flag: 'a' });
  };

  it('that is full takes no key, says so, and lets the vault be read', async () => {
    await house.person.ask('vault.unlock', {});
    fill();
    expect(await house.person.refused('credential.add', binanceInput('three'))).toBe('vault.diskFull');
    expect(await house.person.ask('credential.list', {})).toHaveLength(2);
    unlinkSync(filler());
    await house.person.ask('credential.add', binanceInput('three'));
    await house.person.ask('vault.lock', {});
    await isAllThere();
  });

  it('that is full so that the log takes no line keeps every secret in, and does not keep the vault open', async () => {
    await house.person.ask('vault.unlock', {});
    await house.person.ask('authorization.give', { kind: 'reveal' });
    fill();
    const input = { id: template.ids[0] ?? '', field: 'secret' };
    // The log's last block may still have room for some lines; they are written, and then nothing more.
    let reveals = 0;
    for (; reveals < 100; reveals += 1) {
      house.world.clipboard.text = '';
      const answer = await house.keyhaven.door('window').call('credential.copy', input, { id: 'test' });
      if (!answer.ok) break;
    }
    expect(await house.person.refused('credential.copy', input)).toBe('audit.unwritable');
    expect(house.world.clipboard.text).toBe('');
    expect(['audit.unwritable', 'authorization.tooMany']).toContain(
      await house.person.refused('credential.reveal', input),
    );

    await house.person.ask('vault.lock', {});
    expect(await isLetGo()).toBe(true);
    // Nothing is opened that cannot be written down: it says so, and stays locked.
    expect(['vault.diskFull', 'audit.unwritable']).toContain(await house.person.refused('vault.unlock', {}));
    expect(await house.person.ask('vault.status', {})).toMatchObject({ state: 'locked', credentials: null });
    expect(await isLetGo()).toBe(true);
    unlinkSync(filler());
    await isAllThere();
  });

  it('that is read-only says so', async () => {
    disk.makeReadOnly();
    expect(await house.person.refused('vault.unlock', {})).toBe('vault.readOnly');
    expect(await house.person.refused('app.setPreferences', { appearance: 'dark' })).toBe('preferences.unwritable');
    disk.makeWritable();
    await isAllThere();
  });

  it('that is read-only takes no new vault', async () => {
    disk.makeReadOnly();
    const person = personAt(house.again({ home: join(disk.folder, 'other') }).door('window'));
    expect(await person.refused('vault.create', { mode: 'keychain' })).toBe('vault.readOnly');
    disk.makeWritable();
  });
});

describe.skipIf(process.getuid?.() === 0)('a folder that its owner may not write (root may write everywhere)', () => {
  it('says so and loses nothing', async () => {
    house = await template.copy();
    chmodSync(house.world.home, 0o500);
    expect(await house.person.refused('vault.unlock', {})).toBe('vault.readOnly');
    chmodSync(house.world.home, 0o700);
    await isAllThere();
  });
});

describe('the audit log', () => {
  beforeEach(async () => void (house = await template.copy()));

  it('that cannot be opened leaves the vault locked, and opens with it when it can', async () => {
    const log = readFileSync(fileOf('audit.log'));
    unlinkSync(fileOf('audit.log'));
    mkdirSync(fileOf('audit.log'));
    expect(await house.person.refused('vault.unlock', {})).toBe('audit.unreadable');
    expect(await isLetGo()).toBe(true);
    expect(await house.person.ask('vault.status', {})).toMatchObject({ state: 'locked', credentials: null });
    expect(await house.person.refused('credential.copy', { id: template.ids[0], field: 'secret' })).toBe(
      'vault.locked',
    );
    rmdirSync(fileOf('audit.log'));
    writeFileSync(fileOf('audit.log'), log);
    await isAllThere();
  });

  it('that cannot be opened does not cost a new vault its recovery code', async () => {
    const { world } = house;
    const home = `${world.home}-new`;
    mkdirSync(join(home, 'audit.log'), { recursive: true, mode: 0o700 });
    const person = personAt(house.again({ home }).door('window'));
    const { recoveryCode } = await person.ask('vault.create', { mode: 'keychain' });
    expect(await person.ask('vault.status', {})).toMatchObject({ state: 'locked' });
    rmdirSync(join(home, 'audit.log'));
    await person.ask('vault.unlock', {});
    await person.ask('vault.confirmRecovery', { code: recoveryCode });
    expect(await person.ask('audit.verify', {})).toMatchObject({ whole: true });
  });

  it('beside which another program left a journal of any size is opened all the same', async () => {
    writeFileSync(fileOf('audit.journal'), Buffer.alloc(5_000_000, '{"actor":"keyhaven"}\n'));
    await isAllThere();
    await house.person.ask('vault.unlock', {});
    const { entries } = await house.person.ask('audit.list', { limit: 100, filter: 'journal' });
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['audit.journalDamaged', 'audit.journalFull']),
    );
  });
});

describe('a clock that jumps back', () => {
  it('makes no grant longer, keeps the log whole, and the tests in order of happening', async () => {
    const clock = settableClock();
    house = await template.copy({ clock });
    const { person } = house;
    const secret = { id: template.ids[0] ?? '', field: 'secret' } as const;
    await person.ask('vault.unlock', {});
    const { until } = await person.ask('authorization.give', { kind: 'reveal' });
    await person.ask('credential.reveal', secret);
    clock.wallMs -= 90 * minuteMs;
    expect(await person.refused('credential.reveal', secret)).toBe('authorization.needed');
    const again = await person.ask('authorization.give', { kind: 'reveal' });
    expect(epochMsOf(again.until)).toBeLessThan(epochMsOf(until));
    await person.ask('credential.reveal', secret);

    await person.ask('credential.add', binanceInput('three'));
    const rows = await person.ask('credential.list', {});
    expect(rows.find(({ label }) => label === 'three')?.findings).toBe(1);
    await person.ask('vault.lock', {});
    await person.ask('vault.unlock', {});
    expect(await person.ask('audit.verify', {})).toMatchObject({ whole: true, brokenAt: null });
    const { entries } = await person.ask('audit.list', { limit: 1000 });
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => entries.length - index));
  });
});

describe('a form', () => {
  beforeEach(async () => {
    house = await template.copy();
    await house.person.ask('vault.unlock', {});
  });
  const { apiKey, secret } = { apiKey: binanceKey('three'), secret: binanceSecret('three') };
  const pem = '-----BEGIN PRIVATE KEY-----\nkhTest\n-----END PRIVATE KEY-----';
  const okxKey = '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f';
  const okxSecret = '0123456789ABCDEF0123456789ABCDEF';

  it.each([
    ['a private key where the API key belongs', 'binance', { apiKey: pem, secret }, 'credential.fieldMalformed'],
    ['a PEM that is none', 'binance', { apiKey, secret: pem }, 'credential.fieldMalformed'],
    [
      'a PEM at an exchange that signs with a secret',
      'okx',
      { apiKey: okxKey, secret: pem, password: 'x' },
      'credential.fieldMalformed',
    ],
    ['a key of OKX at Binance', 'binance', { apiKey: okxKey, secret }, 'credential.fieldMalformed'],
    [
      'key and secret swapped',
      'okx',
      { apiKey: okxSecret, secret: okxKey, password: 'x' },
      'credential.fieldMalformed',
    ],
    ['the same text as key and as secret', 'binance', { apiKey, secret: apiKey }, 'credential.fieldMalformed'],
    [
      'an essay as a key',
      'binance',
      { apiKey: 'It was the best of keys. '.repeat(300), secret },
      'credential.fieldMalformed',
    ],
    ['a book as a key', 'binance', { apiKey: 'x'.repeat(10_000), secret }, 'argument.invalid'],
    ['no secret', 'binance', { apiKey }, 'credential.fieldMissing'],
    ['a field of another exchange', 'binance', { apiKey, secret, password: 'x' }, 'credential.fieldUnknown'],
    ['a field that nobody has', 'binance', { apiKey, secret, khTestSecret: 'x' }, 'argument.invalid'],
    ['a practice key by hand', 'practice:binance', { apiKey, secret }, 'credential.practiceOnly'],
    ['an unknown exchange', 'mtgox', { apiKey, secret }, 'exchange.unknown'],
    ['a key that is there already', 'binance', { apiKey: binanceKey('one'), secret }, 'credential.duplicate'],
  ])('with %s says so and stores nothing', async (_what, exchange, fields, code) => {
    const input = { exchange, label: 'three', purpose: 'tracker', fields };
    expect(await house.person.refused('credential.add', input)).toBe(code);
    expect(await house.person.ask('credential.list', {})).toHaveLength(2);
    await house.person.ask('vault.lock', {});
    await isAllThere();
  });

  it.each([
    ['an essay', 'It was the best of keys. '.repeat(2_000), 'intake.notUnderstood'],
    ['a book', 'It was the best of keys. '.repeat(10_000), 'intake.tooLong'],
    ['a page of HTML', '<!doctype html><p>secret: <b>none</b>', 'intake.notUnderstood'],
    ['two keys', `API_KEY=${apiKey}\nAPI_KEY=${binanceKey('two')}\n`, 'intake.ambiguous'],
  ])('with %s pasted says so, typed or from the clipboard', async (_what, text, code) => {
    expect(await house.person.refused('intake.readText', { text })).toBe(code);
    house.world.clipboard.text = text;
    expect(await house.person.refused('intake.readClipboard', {})).toBe(code);
  });
});

describe('an exchange that answers HTML', () => {
  it('is told so, and what it said before is kept', async () => {
    house = await newHouse();
    const { person } = house;
    await person.ask('vault.create', { mode: 'keychain' });
    await person.ask('practice.fill', {});
    expect(await person.run('credential.test', {})).toMatchObject({ end: 'done', value: { works: 4 } });
    const before = await person.ask('credential.list', {});
    await person.ask('practice.fault', { fault: 'html' });
    const { items } = await person.run('credential.test', {});
    const failed = items.filter(({ state }) => state === 'fails');
    expect(failed.map(({ diagnosis }) => diagnosis?.code)).toEqual(Array(4).fill('notTheExchange'));
    for (const { diagnosis } of failed) expect(`${diagnosis?.text} ${diagnosis?.next}`).not.toMatch(/[<>{}]|html/i);
    const after = await person.ask('credential.list', {});
    expect(after.map(({ rights }) => rights)).toEqual(before.map(({ rights }) => rights));
    expect(after.map(({ state }) => state)).toEqual(Array(4).fill('fails'));
  }, 60_000);
});

describe('files beside the vault', () => {
  it('that hold the window’s look and are damaged count as none', async () => {
    house = await template.copy();
    for (const damaged of ['', '{', '{"appearance":"pink"}', '\0\0', '[1']) {
      writeFileSync(fileOf('preferences.json'), damaged);
      expect(await house.person.ask('app.info', {})).toMatchObject({ preferences: { appearance: 'system' } });
    }
    await Promise.all(
      (['dark', 'light', 'dark'] as const).map((appearance) => house.person.ask('app.setPreferences', { appearance })),
    );
    expect((await house.keyhaven.preferences()).appearance).toBe('dark');
    await isAllThere();
  });

  it('that hold the practice exchange’s state and are damaged are left as they are, and nothing else suffers', async () => {
    house = await template.copy();
    await house.person.ask('vault.unlock', {});
    mkdirSync(fileOf('practice'), { mode: 0o700 });
    writeFileSync(join(fileOf('practice'), 'state.json'), '{"format":1,"sec', { mode: 0o600 });
    expect(await house.person.refused('practice.fill', {})).toBe('practice.damaged');
    expect(readFileSync(join(fileOf('practice'), 'state.json'), 'utf8')).toBe('{"format":1,"sec');
    await house.person.ask('vault.lock', {});
    await isAllThere();
    rmSync(fileOf('practice'), { recursive: true });
  }, 30_000);
});

describe('a second Keyhaven on the same folder', () => {
  it('says who holds the vault, and can open it when that one has locked', async () => {
    house = await template.copy();
    await house.person.ask('vault.unlock', {});
    const second = house.again({ holder: 'another test' });
    const door = second.door('window');
    expect(await door.call('vault.unlock', {}, { id: 'test' })).toMatchObject({
      error: { code: 'vault.busy', message: expect.stringContaining('a test') as string },
    });
    expect(await personAt(door).ask('vault.status', {})).toMatchObject({ state: 'locked' });
    await house.person.ask('vault.lock', {});
    await isAllThere({ ...house, keyhaven: second, person: personAt(door) });
    await isAllThere();
    await house.person.ask('vault.unlock', {});
    const { entries } = await house.person.ask('audit.list', { limit: 100, filter: 'vault.busy' });
    expect(entries).toMatchObject([{ action: 'vault.unlocked', outcome: 'vault.busy', whileLocked: true }]);
  });
});
