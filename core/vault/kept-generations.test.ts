import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, epochMsOf, hourMs, instantOf, minuteMs } from '../base/instants';
import { generationNames, olderGenerations, type Generation } from './disk';
import { codeOf, createHome, passphrase, secretBytes, textOf, type Home } from './vault.fixture';

const purpose = 'test';
const generations = Object.keys(generationNames) as Generation[];
let home: Home;
let now: number;
const clock = { now: () => instantOf(now), monotonicMs: () => now };
beforeEach(() => {
  home = createHome();
  now = Date.UTC(2026, 10, 24, 6);
});
afterEach(() => {
  home.remove();
});

const vaultOf = () => home.vault({ clock });
const put = (id: string) => ({ id, purpose, plain: secretBytes(id) });
const there = () => generations.filter((generation) => existsSync(home.pathOf(generation)));
const ageOf = (generation: Generation) => now - statSync(home.pathOf(generation)).mtimeMs;
const secretLines = (generation: Generation) =>
  home
    .bytes(generation)
    .toString('latin1')
    .split('\n')
    .filter((line) => line.startsWith('secret '));

/** A vault that was saved over two weeks, so that every generation is there, each with one secret more than the older one; open. */
async function savedForWeeks(how: { mode: 'keychain' } | { mode: 'passphrase'; passphrase: string }) {
  const vault = vaultOf();
  const { recoveryCode } = await vault.create(how);
  const waits = [8 * dayMs, 2 * dayMs, 2 * hourMs, minuteMs, minuteMs];
  for (const [n, wait] of waits.entries()) {
    await vault.save({ rooms: { settings: { n } }, putSecrets: [put(`s${n}`)] });
    now += wait;
  }
  await vault.save({ rooms: { settings: { n: 5 } } });
  return { vault, recoveryCode };
}

/** What each generation opens to when all newer ones are gone. */
async function openedFrom(generation: Generation, how: { passphrase?: string } = {}) {
  const moved = generations.slice(0, generations.indexOf(generation)).map((name): [Generation, Buffer] => {
    const bytes = home.bytes(name);
    home.write(name, bytes.subarray(0, -9));
    return [name, bytes];
  });
  const before = home.bytes(generation);
  const vault = vaultOf();
  try {
    await vault.unlock(how);
    const { fellBack, frozen } = await vault.status();
    const secrets: string[] = [];
    for (let n = 0; n < 5; n += 1)
      await vault.secret(`s${n}`, purpose).then(
        (plain) => secrets.push(textOf(plain)),
        () => undefined,
      );
    return { settings: vault.room('settings'), secrets, fellBack, frozen };
  } finally {
    await vault.lock();
    home.write(generation, before);
    for (const [name, bytes] of moved) home.write(name, bytes);
  }
}

const keychain = { mode: 'keychain' } as const;
const byPassphrase = { mode: 'passphrase', passphrase } as const;

describe('the kept generations', () => {
  it('are the newest, the one before, and one that is an hour, a day and a week old, and no more', async () => {
    const { vault } = await savedForWeeks(keychain);
    expect(there()).toEqual(generations);
    expect(ageOf('hour')).toBeGreaterThanOrEqual(hourMs);
    expect(ageOf('day')).toBeGreaterThanOrEqual(dayMs);
    expect(ageOf('week')).toBeGreaterThanOrEqual(7 * dayMs);
    await vault.lock();
    expect(readdirSync(home.folder)).toHaveLength(generations.length);
  });

  it('open one after another as the newer ones are damaged, and say so', async () => {
    const { vault } = await savedForWeeks(keychain);
    await vault.lock();
    const found = [];
    for (const generation of generations) found.push(await openedFrom(generation));
    const numbers = found.map(({ settings }) => (settings as { n: number } | undefined)?.n ?? -1);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(new Set(numbers).size).toBe(generations.length);
    expect(found.map(({ fellBack }) => fellBack)).toEqual([false, true, true, true, true]);
    expect(found.map(({ frozen }) => frozen)).toEqual([null, ...Array<string>(4).fill('fellBack')]);
  });

  it('open by the number of the save, not by their names', async () => {
    const { vault } = await savedForWeeks(keychain);
    await vault.lock();
    const [newest, day] = [home.bytes('newest'), home.bytes('day')];
    home.write('newest', day);
    home.write('day', newest);
    const again = vaultOf();
    await again.unlock({});
    expect(again.room('settings')).toEqual({ n: 5 });
    expect(await again.status()).toMatchObject({ fellBack: true });
    await again.save({ rooms: { settings: { n: 6 } } });
    await again.lock();
    expect(home.bytes('newest').toString('latin1')).toContain('\nsave 8\n');
  });

  it('give the next save a number that none of them has', async () => {
    const { vault } = await savedForWeeks(keychain);
    await vault.lock();
    for (const generation of ['newest', 'previous', 'hour'] as const)
      home.write(generation, home.bytes(generation).subarray(0, -9));
    const again = vaultOf();
    await again.unlock({});
    await again.save({ rooms: { settings: { n: 9 } } });
    await again.lock();
    expect(home.bytes('newest').toString('latin1')).toContain('\nsave 8\n');
    expect(readdirSync(home.folder).filter((name) => name.startsWith('vault.damaged-'))).toHaveLength(3);
  });

  it('survive a clock that jumps: the last two saves are there whatever it says', async () => {
    const { vault } = await savedForWeeks(keychain);
    for (const [n, jump] of [-40 * dayMs, 400 * dayMs, -800 * dayMs, 440 * dayMs].entries()) {
      now += jump;
      await vault.save({ rooms: { settings: { n: 10 + n } } });
    }
    await vault.lock();
    expect((await openedFrom('newest')).settings).toEqual({ n: 13 });
    expect((await openedFrom('previous')).settings).toEqual({ n: 12 });
  });
});

describe('a secret that is removed', () => {
  it('is in no generation, each of which keeps what else it held, and its time', async () => {
    const { vault } = await savedForWeeks(keychain);
    const held = there().filter((generation) => secretLines(generation).length > 0);
    expect(held).toEqual(generations);
    const [first = ''] = secretLines('week');
    const times = olderGenerations.slice(1).map(ageOf);
    await vault.save({ removeSecrets: ['s0'] });
    for (const generation of there()) expect(secretLines(generation)).not.toContain(first);
    expect(olderGenerations.slice(1).map(ageOf)).toEqual(times);
    await vault.lock();
    const day = await openedFrom('day');
    expect(day.secrets).toEqual(['kh-test-s1']);
    expect(day.settings).toEqual({ n: 1 });
  });

  it('goes at the next unlock where a crash left it', async () => {
    const { vault } = await savedForWeeks(keychain);
    const left = (['hour', 'day', 'week'] as const).map((name) => [name, home.bytes(name)] as const);
    const [first = ''] = secretLines('week');
    await vault.save({ removeSecrets: ['s0'] });
    await vault.lock();
    for (const [name, bytes] of left) home.write(name, bytes);
    await vault.unlock({});
    for (const generation of there()) expect(secretLines(generation)).not.toContain(first);
    await vault.lock();
  });

  it('takes a damaged older generation with it, since that may hold it too', async () => {
    const { vault } = await savedForWeeks(keychain);
    home.write('day', home.bytes('day').subarray(0, -9));
    await vault.save({ removeSecrets: ['s0'] });
    await vault.lock();
    expect(there()).toEqual(['newest', 'previous', 'hour', 'week']);
  });
});

const fresh = 'kh-test-a new passphrase';

describe('a passphrase that is changed', () => {
  it('opens every kept generation, and the old one opens none', async () => {
    const { vault } = await savedForWeeks(byPassphrase);
    await vault.changeOpening({ mode: 'passphrase', passphrase: fresh });
    expect(await vault.checkPassphrase(passphrase)).toBe(false);
    await vault.lock();
    for (const generation of there()) {
      expect(await codeOf(openedFrom(generation, { passphrase }))).toBe('authorization.wrongPassphrase');
      expect((await openedFrom(generation, { passphrase: fresh })).secrets.length).toBeGreaterThan(0);
    }
  });

  it('is told with its day, and that an old copy reaches today’s file too', async () => {
    const { vault } = await savedForWeeks(byPassphrase);
    expect(vault.oldCopies()).toEqual([]);
    const before = clock.now();
    await vault.changeOpening({ mode: 'passphrase', passphrase: fresh });
    expect(vault.oldCopies()).toEqual([{ before, opensWith: 'passphrase', opensTodayToo: true }]);
    await vault.lock();
    await vault.unlock({ passphrase: fresh });
    expect(vault.oldCopies()).toHaveLength(1);
    await vault.lock();
  });

  it('is not changed to a weak one, nor while the vault is locked', async () => {
    const { vault } = await savedForWeeks(byPassphrase);
    const before = home.bytes('newest');
    expect(await codeOf(vault.changeOpening({ mode: 'passphrase', passphrase: 'short' }))).toBe('vault.passphraseWeak');
    expect(await codeOf(vault.changeOpening({ mode: 'keychainAndPassphrase' }))).toBe('vault.passphraseNeeded');
    await vault.lock();
    expect(await codeOf(vault.changeOpening({ mode: 'passphrase', passphrase: fresh }))).toBe('vault.locked');
    expect(home.bytes('newest').equals(before)).toBe(true);
  });
});

describe('a mode that is changed', () => {
  it('opens the new way alone, and the old keychain entry goes once the vault was opened so', async () => {
    const { vault } = await savedForWeeks(keychain);
    const roots = () => [...home.port.entries.keys()].filter((name) => name.includes('/root/'));
    await vault.changeOpening({ mode: 'passphrase', passphrase: fresh });
    expect(await vault.status()).toMatchObject({ mode: 'passphrase' });
    await vault.lock();
    expect(roots()).toHaveLength(1);
    expect(await codeOf(vault.unlock({}))).toBe('vault.passphraseNeeded');
    await vault.unlock({ passphrase: fresh });
    await vault.lock();
    expect(roots()).toHaveLength(0);
  });
});

describe('a recovery code that is made anew', () => {
  it('opens every kept generation, is to be confirmed, and the old one opens none', async () => {
    const { vault, recoveryCode: old } = await savedForWeeks(keychain);
    const { recoveryCode } = await vault.newRecoveryCode();
    expect(await vault.status()).toMatchObject({ recoveryConfirmed: false });
    expect(await codeOf(vault.confirmRecovery(old))).toBe('vault.wrongRecoveryCode');
    await vault.confirmRecovery(recoveryCode);
    expect(vault.oldCopies()).toMatchObject([{ opensWith: 'recoveryCode', opensTodayToo: true }]);
    await vault.lock();
    const kept = there().map((name): [Generation, Buffer] => [name, home.bytes(name)]);
    for (const [generation, bytes] of kept) {
      for (const [name] of kept) home.write(name, name === generation ? bytes : '');
      expect(await codeOf(vaultOf().recover({ code: old, mode: 'keychain' })), generation).toBe(
        'vault.wrongRecoveryCode',
      );
    }
  });
});

describe('a data key that is made anew', () => {
  it('leaves nothing in the folder that the old passphrase, code or data key opens', async () => {
    const { vault, recoveryCode: old } = await savedForWeeks(byPassphrase);
    const lines = new Set(there().flatMap(secretLines));
    const copy = home.bytes('newest');
    const { recoveryCode } = await vault.renewDataKey({ passphrase: fresh });
    for (const generation of there()) for (const line of secretLines(generation)) expect(lines).not.toContain(line);
    expect(there()).toEqual(['newest', 'previous']);
    for (let n = 0; n < 5; n += 1) expect(textOf(await vault.secret(`s${n}`, purpose))).toBe(`kh-test-s${n}`);
    expect(vault.room('settings')).toEqual({ n: 5 });
    expect(await codeOf(vault.confirmRecovery(old))).toBe('vault.wrongRecoveryCode');
    await vault.confirmRecovery(recoveryCode);
    expect(vault.oldCopies().map(({ opensWith, opensTodayToo }) => [opensWith, opensTodayToo])).toEqual([
      ['passphrase', false],
      ['recoveryCode', false],
    ]);
    await vault.save({ putSecrets: [put('s9')] });
    await vault.lock();
    expect(await codeOf(vault.unlock({ passphrase }))).toBe('authorization.wrongPassphrase');
    await vault.unlock({ passphrase: fresh });
    expect(textOf(await vault.secret('s9', purpose))).toBe('kh-test-s9');
    await vault.lock();
    // What the person is told: a copy of before still opens with the old passphrase.
    for (const generation of there()) home.write(generation, copy);
    await vault.unlock({ passphrase });
    await vault.lock();
  });

  it('makes an older generation under the old key, which a crash left, a copy or nothing at the next unlock', async () => {
    const { vault } = await savedForWeeks(keychain);
    const left = olderGenerations.map((name) => [name, home.bytes(name)] as const);
    await vault.renewDataKey({});
    await vault.lock();
    for (const [name, bytes] of left) home.write(name, bytes);
    await vault.unlock({});
    expect(there()).toEqual(['newest', 'previous']);
    expect(home.bytes('previous').equals(home.bytes('newest'))).toBe(true);
    await vault.lock();
  });

  it('keeps the audit key of before, for the lines up to then', async () => {
    const { vault } = await savedForWeeks(keychain);
    const old = vault.auditKey();
    vault.setAnchor(() => ({ sequence: 12, mac: 'kh-test' }));
    await vault.renewDataKey({});
    expect(textOf(vault.auditKey())).not.toBe(textOf(old));
    await vault.lock();
    await vault.unlock({});
    expect(vault.formerAuditKeys()).toEqual([{ upTo: 12, key: Buffer.from(old) }]);
    await vault.lock();
  });

  it('changes nothing when the keychain refuses', async () => {
    const { vault } = await savedForWeeks(keychain);
    const before = home.bytes('newest');
    home.port.state = 'locked';
    expect(await codeOf(vault.renewDataKey({}))).toBe('keychain.locked');
    expect(home.bytes('newest').equals(before)).toBe(true);
    home.port.state = 'works';
    await vault.save({ rooms: { settings: 1 } });
    await vault.lock();
    await vault.unlock({});
    await vault.lock();
  });
});

describe('the epoch', () => {
  const epochEntry = () => [...home.port.entries].find(([name]) => name.includes('/epoch/'));

  it('freezes a file that is older than the keychain knows, until that is acted upon', async () => {
    const { vault } = await savedForWeeks(keychain);
    const stolen = home.bytes('newest');
    await vault.raiseEpoch();
    expect(await vault.status()).toMatchObject({ frozen: null });
    await vault.lock();
    for (const generation of there()) home.write(generation, stolen);
    await vault.unlock({});
    expect(await vault.status()).toMatchObject({ frozen: 'epoch', fellBack: false });
    await vault.lock();
    await vault.unlock({});
    expect(await vault.status()).toMatchObject({ frozen: 'epoch' });
    await vault.raiseEpoch();
    await vault.lock();
    await vault.unlock({});
    expect(await vault.status()).toMatchObject({ frozen: null });
    expect(epochEntry()?.[1]).toBe('2');
    await vault.lock();
  });

  it('is unknown, not lower, where the keychain has no entry, and is known from then on', async () => {
    const { vault } = await savedForWeeks(keychain);
    await vault.raiseEpoch();
    await vault.lock();
    const [name = ''] = epochEntry() ?? [];
    for (const entry of ['nonsense', '007', '-1']) {
      home.port.entries.set(name, entry);
      await vault.unlock({});
      expect(await vault.status()).toMatchObject({ frozen: null });
      await vault.lock();
    }
    home.port.entries.delete(name);
    await vault.unlock({});
    expect(await vault.status()).toMatchObject({ frozen: null });
    expect(home.port.entries.get(name)).toBe('1');
    await vault.lock();
  });

  it('is brought up in a keychain that missed it', async () => {
    const { vault } = await savedForWeeks(keychain);
    home.port.state = 'locked';
    await vault.raiseEpoch();
    home.port.state = 'works';
    expect(epochEntry()?.[1]).toBe('0');
    await vault.lock();
    await vault.unlock({});
    expect(await vault.status()).toMatchObject({ frozen: null });
    expect(epochEntry()?.[1]).toBe('1');
    await vault.lock();
  });

  it('rises with a changed way to open and with a new data key', async () => {
    const { vault } = await savedForWeeks(keychain);
    await vault.changeOpening(keychain);
    expect(epochEntry()?.[1]).toBe('1');
    await vault.renewDataKey({});
    expect(epochEntry()?.[1]).toBe('2');
    await vault.lock();
  });

  it('cannot be known where a passphrase alone opens the vault', async () => {
    const { vault } = await savedForWeeks(byPassphrase);
    const stolen = home.bytes('newest');
    await vault.raiseEpoch();
    await vault.lock();
    for (const generation of there()) home.write(generation, stolen);
    await vault.unlock({ passphrase });
    expect(await vault.status()).toMatchObject({ frozen: null });
    await vault.lock();
    expect(home.port.entries.size).toBe(0);
  });
});

it('a file’s own time is what the rotation goes by, also when it lies ahead', async () => {
  const { vault } = await savedForWeeks(keychain);
  utimesSync(home.pathOf('day'), new Date(now + 9 * dayMs), new Date(now + 9 * dayMs));
  now += dayMs;
  await vault.save({ rooms: { settings: { n: 6 } } });
  expect(epochMsOf(clock.now()) - statSync(home.pathOf('day')).mtimeMs).toBeGreaterThanOrEqual(dayMs);
  await vault.lock();
});
