import { expect } from 'vitest';
import type { CrashedHome } from './crashed-home';
import { secretOf, type OpenedHouse } from './house';
import { newPassphrase, oldPassphrase, type HouseWork, type Report } from './orders';

/** How the keys stand after each operation of a work; the first is how they stood before it. */
const keysAfter: Partial<Record<HouseWork, readonly { keys: readonly string[]; bin: readonly string[] }[]>> = {
  'use keys': [
    { keys: ['one', 'two'], bin: [] },
    { keys: ['one', 'three', 'two'], bin: [] },
    { keys: ['renamed', 'three', 'two'], bin: [] },
    { keys: ['renamed', 'three'], bin: ['two'] },
  ],
  'wipe a key': [
    { keys: ['one', 'two'], bin: [] },
    { keys: ['two'], bin: [] },
  ],
};
const untouched = [{ keys: ['one', 'two'], bin: [] }] as const;

const ways: Partial<Record<HouseWork, readonly { passphrase?: string }[]>> = {
  'change the passphrase': [{ passphrase: oldPassphrase }, { passphrase: newPassphrase }],
  'say that it may have leaked': [{ passphrase: oldPassphrase }, { passphrase: newPassphrase }],
  'open with the recovery code': [{ passphrase: oldPassphrase }, { passphrase: newPassphrase }],
};

/** Opens by the old way or the new one, the old one tried first. @returns which: 0 or 1 */
async function open({ person }: OpenedHouse, work: HouseWork): Promise<number> {
  const tried = ways[work] ?? [{}];
  const wrong: string[] = [];
  for (const [n, way] of tried.entries()) {
    try {
      expect(await person.ask('vault.unlock', way)).toMatchObject({ state: 'open', fellBack: false, frozen: null });
      return n;
    } catch (error) {
      wrong.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`neither the old way nor the new one opens the vault: ${wrong.join('; ')}`);
}

const labelsOf = (rows: readonly { label: string }[]) => rows.map(({ label }) => label).sort();

/**
 * What must be so of a house in which a writer died: it opens by the old way or the new one; every operation that was
 * answered is there and in the log; at most one more is; every key is whole; the log is whole.
 */
export async function afterwardsInHouse(work: HouseWork, home: CrashedHome, told: readonly Report[]): Promise<void> {
  const did = told.flatMap((report) => (report.told === 'did' ? [report.operation] : []));
  const house = home.house();
  const { person } = house;
  try {
    const way = await open(house, work);
    if (ways[work] !== undefined && did.length > 0) expect(way, 'the new way was answered').toBe(1);

    const [found, bin] = [await person.ask('credential.list', {}), await person.ask('credential.bin', {})];
    const states = keysAfter[work] ?? untouched;
    const possible = keysAfter[work] === undefined ? states : states.slice(did.length, did.length + 2);
    expect(possible).toContainEqual({ keys: labelsOf(found), bin: labelsOf(bin) });

    const { entries } = await person.ask('audit.list', { limit: 200 });
    const actions = entries.map(({ action }) => action);
    for (const operation of did) expect(actions).toContain(operation);
    if (work === 'open after refusals') {
      const refusals = entries.filter(({ action, whileLocked }) => action === 'vault.created' && whileLocked);
      // One that was written while nobody answered yet, or taken in twice, may come on top.
      const answered = did.filter((operation) => operation === 'vault.created').length;
      expect(refusals.length).toBeGreaterThanOrEqual(answered);
    }
    expect(await person.ask('audit.verify', {})).toMatchObject({ whole: true, brokenAt: null });

    const passphrase = ways[work]?.[way]?.passphrase;
    await person.ask('authorization.give', { kind: 'reveal', ...(passphrase !== undefined && { passphrase }) });
    for (const { id, label } of found) {
      const { value } = await person.ask('credential.reveal', { id, field: 'secret' });
      expect(value).toBe(secretOf(label === 'renamed' ? 'one' : label));
    }
    if (work === 'wipe a key' && found.length === 1) expect(secretsOnlyInOlder(home)).toEqual([]);
  } finally {
    await house.close();
  }
  expect(home.names().filter((name) => /^vault\.(new|lock|claim)-/.test(name))).toEqual([]);
}

/** Lines of secrets that an older generation holds and the newest does not. */
function secretsOnlyInOlder(home: CrashedHome): string[] {
  const newest = home.secretLines('vault.keyhaven');
  return home.generations().flatMap((name) => home.secretLines(name).filter((line) => !newest.includes(line)));
}
