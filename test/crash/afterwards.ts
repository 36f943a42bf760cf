import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { failureOf } from '../../core/base/failure';
import type { CrashedHome } from './crashed-home';
import { newPassphrase, oldPassphrase, purpose, secretFor, type VaultWork } from './orders';

const long = process.env.KEYHAVEN_TEST_LONG === '1';
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** Line of the only secret in the newest file. */
export const secretLine = ({ folder }: CrashedHome) =>
  readFileSync(join(folder, 'vault.keyhaven'), 'latin1')
    .split('\n')
    .find((line) => line.startsWith('secret ')) ?? '';

/** Opens what a killed writer left, and says which number it holds. */
export async function numberIn(home: CrashedHome): Promise<number> {
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

let asked = 0;
/** Every kept generation has the slots of the newest; in the long run one after another is opened alone by that way, and by no other. */
async function opensEverywhere(home: CrashedHome, way: { passphrase?: string }, not: { passphrase?: string }) {
  const kept = home.generations().map((name) => [name, readFileSync(join(home.folder, name))] as const);
  const slots = kept.map(([, bytes]) => bytes.toString('latin1').match(/^slot .*$/gm));
  for (const found of slots) expect(found).toEqual(slots[0]);
  if (!long) return;
  const put = (name: string, bytes: Buffer | string) => {
    writeFileSync(join(home.folder, name), bytes, { mode: 0o600 });
  };
  // Key work is slow, and what opens one opens all: their slots are the same.
  const alone = kept[asked++ % kept.length];
  for (const [name, bytes] of kept) put(name, name === alone?.[0] ? bytes : '');
  await expect(home.vault().unlock(not)).rejects.toMatchObject({
    failure: { code: expect.stringMatching(/^(authorization\.wrongPassphrase|vault\.passphraseNeeded)$/) as string },
  });
  const vault = home.vault();
  await vault.unlock(way);
  await vault.lock();
  for (const [name, bytes] of kept) put(name, bytes);
}

const byOld = { passphrase: oldPassphrase };
const byNew = { passphrase: newPassphrase };

export async function secretIn(home: CrashedHome, number: number): Promise<string> {
  const vault = home.vault();
  await vault.unlock({});
  const plain = await vault.secret(`number-${String(number)}`, purpose);
  await vault.lock();
  return textOf(plain);
}

/** What must be so of a home in which a writer died at that work. `line` is the line of its only secret. */
export const afterwards: Record<VaultWork, (home: CrashedHome, line: string, recoveryCode: string) => Promise<void>> = {
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
    expect(await vault.status()).toMatchObject({ fellBack: false, frozen: null });
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
