import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { dayMs, hourMs } from '../../core/base/instants';
import type { Keyhaven } from '../../core/keyhaven';
import { reminderFileName } from '../../core/rotation/reminders/file';
import type { Reminder } from '../../core/rotation/reminders/planner';
import { personAt } from '../support/person';
import { binanceInput, newHouse, passphrase, settableClock, type House } from '../support/houses';

/** Reminding with a real vault and a real file: open, locked, and after the file was lost or forged. */

let house: House;
let clock: ReturnType<typeof settableClock>;
afterEach(() => house.close());

const file = () => join(house.world.home, reminderFileName);
const app = {
  version: '0.0.0',
  runtime: 'node',
  runtimeVersion: '20',
  platform: 'linux',
  server: 'app',
  pid: 1,
} as const;

/** A vault with one key that is due in 90 days by the policy that everybody has. */
async function houseWithKey(mode: 'keychain' | 'passphrase' = 'keychain'): Promise<string> {
  clock = settableClock();
  house = await newHouse({ clock, app, zone: () => 'UTC' });
  await house.person.ask('vault.create', mode === 'keychain' ? { mode } : { mode, passphrase });
  await house.person.ask('app.setPreferences', { quietHours: null });
  return (await house.person.ask('credential.add', { ...binanceInput('grid'), label: 'Grid bot' })).id;
}
const unlocks = (mode: 'keychain' | 'passphrase' = 'keychain') =>
  house.person.ask('vault.unlock', mode === 'keychain' ? {} : { passphrase });

async function looks(
  keyhaven: Keyhaven = house.keyhaven,
): Promise<{ said: (string | null)[]; file: string; ids: string[] }> {
  const shown: Reminder[] = [];
  const { file: state } = await keyhaven.reminders.look(async (reminders) => {
    shown.push(...reminders);
    return true;
  });
  return { said: shown.map(({ key }) => key.label), ids: shown.map(({ key }) => key.id), file: state };
}
const rebuilt = async () => {
  await house.keyhaven.reminders.look(async () => false);
  const { entries } = await house.person.ask('audit.list', { limit: 20, filter: 'reminders.rebuilt' });
  return entries.map(({ outcome }) => outcome);
};

describe('reminders of a vault that opens with the keychain', () => {
  it('come while it is locked, once, by name, also from another process', async () => {
    await houseWithKey();
    await house.person.ask('vault.lock', {});
    clock.wallMs += 75 * dayMs;
    expect(await looks()).toMatchObject({ said: [], file: 'whole' });
    clock.wallMs += 2 * dayMs;
    expect((await looks(house.again())).said).toEqual(['Grid bot']);
    expect((await looks()).said).toEqual([]);
    await unlocks();
    expect((await looks()).said).toEqual([]);
    const { rows } = await house.person.ask('reminders.list', {});
    expect(rows).toMatchObject([{ label: 'Grid bot', kind: 'policy', stage: 'early', told: expect.any(String) }]);
  });

  it('are in a file for its owner alone, in which nothing can be read', async () => {
    await houseWithKey();
    await house.person.ask('vault.lock', {});
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const text = readFileSync(file(), 'utf8');
    expect(text).toMatch(/^keyhaven-reminders 1\nvault [0-9a-z]{26}\nkey 1\nsealed \S+\n$/);
    expect(text).not.toContain(Buffer.from('Grid bot').toString('base64').slice(0, 8));
    expect([...house.world.keychain.entries.keys()].filter((name) => name.includes('/reminders/'))).toHaveLength(1);
  });

  it('can be put off while it is locked, and the open vault knows', async () => {
    const id = await houseWithKey();
    await house.person.ask('vault.lock', {});
    clock.wallMs += 77 * dayMs;
    expect((await looks()).ids).toEqual([id]);
    await house.keyhaven.reminders.snooze([id], 'day');
    clock.wallMs += 23 * hourMs;
    await unlocks();
    expect((await house.person.ask('reminders.list', {})).rows[0]?.snoozedUntil).not.toBeNull();
    expect((await looks()).said).toEqual([]);
    clock.wallMs += hourMs;
    expect((await looks()).said).toEqual(['Grid bot']);
    expect((await looks()).said).toEqual([]);
  });

  it('are not told twice where the file was lost: the vault remembers, and the log says so', async () => {
    await houseWithKey();
    clock.wallMs += 77 * dayMs;
    expect((await looks()).said).toEqual(['Grid bot']);
    await house.person.ask('vault.lock', {});
    rmSync(file());
    expect(await looks()).toMatchObject({ said: [], file: 'none' });
    await unlocks();
    expect(await rebuilt()).toEqual(['missing']);
    expect(existsSync(file())).toBe(true);
    expect((await looks()).said).toEqual([]);
  });

  it('say nothing out of a forged file, which is reported and made anew at the next opening', async () => {
    await houseWithKey();
    await house.person.ask('vault.lock', {});
    const whole = readFileSync(file(), 'utf8');
    const flipped = whole.replace(
      /sealed (.{40})(.)/,
      (_all, before: string, one: string) => `sealed ${before}${one === 'A' ? 'B' : 'A'}`,
    );
    const [, vault = ''] = whole.split('\n');
    const forged = Buffer.from(
      JSON.stringify({
        keys: [
          {
            id: '0'.repeat(26),
            label: null,
            exchangeName: null,
            reasons: [{ kind: 'policy', atMs: 1, lifeDays: 1, text: null }],
          },
        ],
        proof: Buffer.alloc(32).toString('base64'),
        state: { told: [], snoozes: [], telling: null, seenMs: 0 },
      }),
    ).toString('base64');
    clock.wallMs += 77 * dayMs;
    for (const text of [flipped, `keyhaven-reminders 1\n${vault}\nkey none\nplain ${forged}\n`, 'nothing of ours']) {
      writeFileSync(file(), text);
      expect(await looks()).toMatchObject({ said: [], file: 'damaged' });
    }
    await unlocks();
    expect(await rebuilt()).toEqual(['damaged']);
    expect((await looks()).said).toEqual(['Grid bot']);
    expect((await house.person.ask('reminders.list', {})).file).toBe('whole');
  });

  it('get a key of another number where the keychain lost the first, and keep the name of the first free', async () => {
    await houseWithKey();
    await house.person.ask('vault.lock', {});
    const { entries } = house.world.keychain;
    const [name = ''] = [...entries.keys()].filter((entry) => entry.includes('/reminders/'));
    entries.delete(name);
    const other = house.again();
    expect(await looks(other)).toMatchObject({ said: [], file: 'keyLost' });
    await house.keyhaven.close();
    await personAt(other.door('window')).ask('vault.unlock', {});
    expect(await looks(other)).toMatchObject({ file: 'whole' });
    expect([...entries.keys()].filter((entry) => entry.includes('/reminders/'))).toEqual([name.replace(/1$/, '2')]);
  });
});

describe('reminders of a vault that opens with a passphrase alone', () => {
  it('say no name while it is locked, keep no name in the file, and merge at the opening', async () => {
    const id = await houseWithKey('passphrase');
    await house.person.ask('vault.lock', {});
    const text = readFileSync(file(), 'utf8');
    expect(text).toMatch(/\nkey none\nplain /);
    const inside = Buffer.from(text.split('plain ')[1] ?? '', 'base64').toString();
    for (const name of ['Grid bot', 'Binance', 'inance', id]) expect(inside).not.toContain(name);
    expect([...house.world.keychain.entries.keys()]).toEqual([]);

    clock.wallMs += 77 * dayMs;
    const told = await looks();
    expect(told).toMatchObject({ said: [null], file: 'whole' });
    expect(told.ids).not.toContain(id);
    await house.keyhaven.reminders.snooze(told.ids, 'day');
    await unlocks('passphrase');
    expect((await house.person.ask('reminders.list', {})).rows).toMatchObject([
      { credential: id, label: 'Grid bot', told: expect.any(String), snoozedUntil: expect.any(String) },
    ]);
    expect((await looks()).said).toEqual([]);
  });

  it('leave no name behind where the vault opened with the keychain before', async () => {
    await houseWithKey('keychain');
    await house.keyhaven.reminders.look(async () => true);
    await house.person.ask('authorization.give', { kind: 'change' });
    await house.person.ask('vault.changeMode', { mode: 'passphrase', newPassphrase: passphrase });
    await house.person.ask('vault.lock', {});
    expect(readFileSync(file(), 'utf8')).toContain('key none');
    expect([...house.world.keychain.entries.keys()].filter((name) => name.includes('/reminders/'))).toEqual([]);
  });
});

describe('reminders that are off', () => {
  it('are not told, and not lost when they are on again', async () => {
    await houseWithKey();
    await house.person.ask('app.setPreferences', { reminders: false });
    clock.wallMs += 80 * dayMs;
    expect((await looks()).said).toEqual([]);
    await house.person.ask('app.setPreferences', { reminders: true });
    expect((await looks()).said).toEqual(['Grid bot']);
  });
});
