import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../core/base/failure';
import { createCrashedHome, type CrashedHome } from './crashed-home';
import { newPassphrase, oldPassphrase, purpose, secretFor, works, type Work } from './orders';

const long = process.env.KEYHAVEN_TEST_LONG === '1';
/** Argon2 makes each step of these slow. */
const withPassphrase: readonly Work[] = ['changePassphrase', 'changeMode', 'newCode', 'leaked'];
/** Of each work's steps, all in the long run; else the steps at which something takes its place, and this many others. */
const sampleOf = (work: Work) => (long ? Number.POSITIVE_INFINITY : withPassphrase.includes(work) ? 4 : 10);
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** The same steps each time, and others when the steps themselves change. */
function chosen(names: readonly string[], sample: number): number[] {
  const all = names.map((_, n) => n);
  const crucial = all.filter((n) => names[n] === 'rename' || names[n - 1] === 'rename');
  let seed = names.length;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647);
  const others = all.filter((n) => !crucial.includes(n)).map((n) => ({ n, order: random() }));
  others.sort((a, b) => a.order - b.order);
  return [...crucial, ...others.slice(0, sample).map(({ n }) => n)].sort((a, b) => a - b);
}

/** Line of the only secret in the newest file. */
const secretLine = ({ folder }: CrashedHome) =>
  readFileSync(join(folder, 'vault.keyhaven'), 'latin1')
    .split('\n')
    .find((line) => line.startsWith('secret ')) ?? '';

/** Opens what a killed writer left, and says which number it holds. */
async function numberIn(home: CrashedHome): Promise<number> {
  const vault = home.vault();
  await vault.unlock({});
  expect((await vault.status()).fellBack).toBe(false);
  const { number } = vault.room('settings') as { number: number };
  // Once it is open, nothing is left of the interrupted save, and it can be written again.
  await vault.save({ rooms: { rotation: 'kh-test' } });
  await vault.lock();
  expect(home.names().sort()).toEqual(home.generations().sort());
  expect(home.generations()).toEqual(expect.arrayContaining(['vault.keyhaven', 'vault.previous.keyhaven']));
  return number;
}

/** Which of the two ways opens what a killed writer left; one of them must. */
async function wayIn(home: CrashedHome, ways: Readonly<Record<'old' | 'new', { passphrase?: string }>>) {
  for (const [name, way] of Object.entries(ways)) {
    const vault = home.vault();
    try {
      await vault.unlock(way);
    } catch (error) {
      expect(failureOf(error).code).toMatch(/^(authorization\.wrongPassphrase|vault\.passphraseNeeded)$/);
      continue;
    }
    expect(textOf(await vault.secret('number-1', purpose))).toBe(secretFor(1));
    expect((await vault.status()).frozen).toBeNull();
    await vault.lock();
    return name;
  }
  throw new Error('neither the old way nor the new one opens the vault');
}

/** Every kept generation has the slots of the newest; in the long run each is opened alone by that way, and by no other. */
async function opensEverywhere(home: CrashedHome, way: { passphrase?: string }, not: { passphrase?: string }) {
  const kept = home.generations().map((name) => [name, readFileSync(join(home.folder, name))] as const);
  const slots = kept.map(([, bytes]) => bytes.toString('latin1').match(/^slot .*$/gm));
  for (const found of slots) expect(found).toEqual(slots[0]);
  if (!long) return;
  const put = (name: string, bytes: Buffer | string) => {
    writeFileSync(join(home.folder, name), bytes, { mode: 0o600 });
  };
  for (const [, bytes] of kept) {
    for (const [name, present] of kept) put(name, present === bytes ? bytes : '');
    await expect(home.vault().unlock(not)).rejects.toMatchObject({
      failure: { code: expect.stringMatching(/^(authorization\.wrongPassphrase|vault\.passphraseNeeded)$/) as string },
    });
    const vault = home.vault();
    await vault.unlock(way);
    await vault.lock();
  }
  for (const [name, bytes] of kept) put(name, bytes);
}

const byOld = { passphrase: oldPassphrase };
const byNew = { passphrase: newPassphrase };

async function secretIn(home: CrashedHome, number: number): Promise<string> {
  const vault = home.vault();
  await vault.unlock({});
  const plain = await vault.secret(`number-${String(number)}`, purpose);
  await vault.lock();
  return textOf(plain);
}

const afterwards: Record<
  (typeof works)[number],
  (home: CrashedHome, line: string, recoveryCode: string) => Promise<void>
> = {
  async create(home) {
    const vault = home.vault();
    const { state } = await vault.status();
    expect(['none', 'locked']).toContain(state);
    if (state === 'none') await vault.create({ mode: 'keychain' });
    else await vault.unlock({});
    await vault.save({ rooms: { settings: { number: 1 } } });
    await vault.lock();
  },
  async save(home) {
    const number = await numberIn(home);
    expect([1, 2]).toContain(number);
    expect(await secretIn(home, 1)).toBe(secretFor(1));
    if (number === 2) expect(await secretIn(home, 2)).toBe(secretFor(2));
  },
  async remove(home, line) {
    const vault = home.vault();
    await vault.unlock({});
    const { number } = vault.room('settings') as { number: number };
    await vault.lock();
    // From the moment it is gone from the newest, opening the vault is enough to have it gone everywhere.
    if (number === 2) expect(home.holds(line)).toEqual([]);
    else expect(await secretIn(home, 1)).toBe(secretFor(1));
    expect(await numberIn(home)).toBe(number);
  },
  async recover(home) {
    // The keychain opens it, by the old entry or the new one; the person need not know which.
    expect(await numberIn(home)).toBe(1);
    expect(await secretIn(home, 1)).toBe(secretFor(1));
  },
  async changePassphrase(home) {
    const way = await wayIn(home, { old: byOld, new: byNew });
    await opensEverywhere(home, ...(way === 'old' ? ([byOld, byNew] as const) : ([byNew, byOld] as const)));
  },
  async changeMode(home) {
    const way = await wayIn(home, { new: {}, old: byOld });
    if (way === 'old') await opensEverywhere(home, byOld, {});
    // A passphrase more does no harm to the keychain’s way; what is in the files says it.
    else expect(home.holds('\nslot keychain ').sort()).toEqual(home.generations().sort());
  },
  async newCode(home, _line, recoveryCode) {
    const vault = home.vault();
    await vault.unlock(byOld);
    const changed = vault.oldCopies().length > 0;
    const confirming = vault.confirmRecovery(recoveryCode);
    // Whoever was killed before the new code was shown can make another one: the vault is open.
    if (changed) await expect(confirming).rejects.toMatchObject({ failure: { code: 'vault.wrongRecoveryCode' } });
    else await confirming;
    await vault.newRecoveryCode();
    await vault.lock();
  },
  async leaked(home, line) {
    const way = await wayIn(home, { old: byOld, new: byNew });
    if (way === 'new') expect(home.holds(line)).toEqual([]);
    await opensEverywhere(home, ...(way === 'old' ? ([byOld, byNew] as const) : ([byNew, byOld] as const)));
  },
};

const begun = async (work: Work, home: CrashedHome) =>
  work === 'create'
    ? { recoveryCode: '' }
    : home.createFirst(withPassphrase.includes(work) ? 'keychainAndPassphrase' : 'keychain');

describe.each(works)('a process killed while it has to %s', (work) => {
  it('leaves the old vault or the new one, never neither, whichever step it dies before', async () => {
    const first = createCrashedHome();
    const { recoveryCode } = await begun(work, first);
    const line = work === 'create' ? '' : secretLine(first);
    const whole = first.copy();
    const { firstReport, ended } = whole.writer({ work, recoveryCode });
    const report = await firstReport;
    await ended;
    whole.remove();
    if (report?.told !== 'calls') throw new Error(`the writer did not finish: ${JSON.stringify(report)}`);
    expect(report.names).toContain('write the second half');

    for (const dieAt of chosen(report.names, sampleOf(work))) {
      const home = first.copy();
      const died = await home.writer({ work, recoveryCode, dieAt }).ended;
      expect(died, `before “${String(report.names[dieAt])}”, step ${String(dieAt)}`).toBe('SIGKILL');
      await afterwards[work](home, line, recoveryCode);
      home.remove();
    }
    first.remove();
  });
});

describe('a process killed at any moment while it saves on and on', () => {
  it('has kept every save that it said was done', async () => {
    const home = createCrashedHome();
    await home.createFirst();
    let last = 1;
    for (let round = 0; round < (long ? 50 : 4); round += 1) {
      const writer = home.writer({ work: 'saveOnAndOn' });
      await writer.firstReport;
      await new Promise((done) => setTimeout(done, 40 + ((round * 37) % 60)));
      writer.child.kill('SIGKILL');
      expect(await writer.ended).toBe('SIGKILL');
      for (const report of writer.reports) {
        if (report.told !== 'saved') throw new Error(`not saved: ${JSON.stringify(report)}`);
        last = report.number;
      }
      const number = await numberIn(home);
      expect([last, last + 1]).toContain(number);
      expect(await secretIn(home, number)).toBe(secretFor(number));
    }
    home.remove();
  });
});

describe('the one-writer lock', () => {
  it('dies with its holder, and names the holder as long as that lives', async () => {
    const home = createCrashedHome();
    await home.createFirst();
    const { child, ended, firstReport } = home.writer({ work: 'hold', holder: 'the Keyhaven window (pid 12)' });
    expect(await firstReport).toEqual({ told: 'open' });
    await expect(home.vault().unlock({})).rejects.toMatchObject({
      failure: { code: 'vault.busy', message: expect.stringContaining('the Keyhaven window (pid 12)') as string },
    });
    child.kill('SIGKILL');
    await ended;
    const vault = home.vault();
    await vault.unlock({});
    await vault.lock();
    home.remove();
  });

  it('goes to one of many processes that meet a dead holder’s socket at once', async () => {
    const home = createCrashedHome();
    await home.createFirst();
    const dead = home.writer({ work: 'hold' });
    await dead.firstReport;
    dead.child.kill('SIGKILL');
    await dead.ended;
    const writers = Array.from({ length: 5 }, () => home.writer({ work: 'hold' }));
    const reports = await Promise.all(writers.map(({ firstReport }) => firstReport));
    expect(reports.filter((report) => report?.told === 'open')).toHaveLength(1);
    expect(reports.filter((report) => report?.told !== 'open')).toEqual(
      Array.from({ length: 4 }, () => ({ told: 'failed', code: 'vault.busy' })),
    );
    for (const { child } of writers) child.kill('SIGKILL');
    await Promise.all(writers.map(({ ended }) => ended));
    home.remove();
  });
});
